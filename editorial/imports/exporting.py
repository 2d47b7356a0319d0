"""The sheet that editors download: empty, or with initiatives; what comes out can go in again."""

import io
from itertools import islice

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.csv_files import csv_response

from .columns import COLUMNS
from .formulas import shielded
from .names import known_names
from .sheets import LONGEST_CELL
from .snapshots import snapshots
from .xlsx import SHEET

AT_ONCE = 500
FILE = "inspiratiemarkt-werkblad"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPLANATION = "Uitleg"


def headers():
    """The first line of a sheet."""
    return [column.header for column in COLUMNS]


def rows(initiatives):
    """Yields the cells of initiatives, of a queryset, in the order of their codes."""
    names = known_names()
    keys = iter(list(initiatives.order_by("code").values_list("pk", "code")))
    while some := list(islice(keys, AT_ONCE)):
        found = snapshots(key for key, _code in some)
        for key, code in some:
            values = {"code": code, **found[key]}
            yield [column.write(values[column.name], names) for column in COLUMNS]


def csv_file(lines):
    """A CSV with some lines, as an answer."""
    return csv_response(
        FILE, headers(), ([shielded(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    )


def xlsx_file(lines):
    """A workbook with some lines and a sheet that explains the columns, as an answer."""
    book = Workbook(write_only=True)
    _fill(book.create_sheet(SHEET), [headers(), *lines], width=24)
    _fill(book.create_sheet(EXPLANATION), _explanation(), width=40)
    content = io.BytesIO()
    book.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    name = f"{FILE}-{timezone.localdate().isoformat()}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _explanation():
    """Per column what to fill in; and the values that it may have, one below the other."""
    names = known_names()
    yield [_("kolom"), _("wat u invult"), _("dit kan er staan")]
    for column in COLUMNS:
        allowed = column.allowed(names)
        yield [column.header, column.help, allowed[0] if allowed else _("vrij in te vullen")]
        yield from ([column.header, "", value] for value in allowed[1:])


def _fill(sheet, lines, width):
    sheet.freeze_panes = "B2"
    for number in range(1, len(COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, line in enumerate(lines):
        sheet.append([_cell(sheet, value, is_header=number == 0) for value in line])


def _cell(sheet, value, is_header):
    """A cell in which a text is a text, also when it looks like a formula."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.quotePrefix = "s", shielded(text) != text
    cell.alignment = Alignment(vertical="top")
    if is_header:
        cell.font = Font(bold=True)
    return cell
