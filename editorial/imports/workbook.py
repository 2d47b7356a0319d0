"""The sheet that editors download, empty or with initiatives, as CSV or XLSX; what comes out can go in again.

A text that a spreadsheet would take for a formula gets an apostrophe before it. `core.csv_files` does that for files
that only leave. A file that comes back must be told apart from one in which somebody wrote that apostrophe, so here
a text that has one already gets another, and `unshielded` takes exactly one off.
"""

import re
from itertools import islice
from operator import itemgetter

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.csv_files import BLANK, NUMBER, RISKY, csv_response
from core.sheets import workbook_response
from core.text import readable
from editorial.audit.request_log import record_done

from .columns import COLUMNS
from .lookups import all_lookups
from .rows import EXPLANATION_NAME
from .stored_values import stored_values

MAX_CELL_LENGTH = 32_767  # characters; Excel cuts off what is longer, without a word
SHEET_NAME = "Initiatieven"
TEXT_FORMAT = "@"
FILE_NAME = "inspiratiemarkt-werkblad"
BATCH = 500
START = rf"\A{{}}(?='*(?:{BLANK}{RISKY}|{BLANK}[\t\r\n]))"
INSIDE = rf"([;\r\n\t]{BLANK}){{}}(?='*{RISKY})"
SHIELDING = [(re.compile(INSIDE.format("")), r"\1'"), (re.compile(START.format("")), "'")]
UNSHIELDING = [(re.compile(START.format("'")), ""), (re.compile(INSIDE.format("'")), r"\1")]


def shielded(text):
    """A text that is no formula in any spreadsheet; `unshielded` gives the text back."""
    return text if NUMBER.fullmatch(text) else _replace(SHIELDING, text)


def unshielded(text):
    """The text that `shielded` was given."""
    return _replace(UNSHIELDING, text)


def _replace(substitutions, text):
    for pattern, replacement in substitutions:
        text = pattern.sub(replacement, text)
    return text


def headers():
    """The first line of a sheet."""
    return [column.header for column in COLUMNS]


def sheet_lines(initiatives):
    """Yields the cells of each initiative of a queryset, in the order of their codes."""
    lookups = all_lookups()
    keys = iter(sorted(initiatives.order_by().values_list("pk", "code"), key=itemgetter(1)))
    while batch := list(islice(keys, BATCH)):
        stored = stored_values(key for key, _code in batch)
        for key, code in batch:
            values = {"code": code, **stored[key]}
            yield [column.write(values[column.name], lookups) for column in COLUMNS]


def csv_file(lines):
    """A response with a CSV of these lines."""
    safe_lines = ([shielded(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return csv_response(FILE_NAME, headers(), safe_lines)


def xlsx_file(lines):
    """A response with a workbook of these lines, and a sheet that explains the columns."""
    book = Workbook(write_only=True)
    _fill(book.create_sheet(SHEET_NAME), [headers(), *lines], width=24)
    _fill(book.create_sheet(EXPLANATION_NAME), _explanation(), width=40)
    return workbook_response(FILE_NAME, book)


def xlsx_of_texts(name, lines):
    """A response with a workbook of one sheet; name, of the file; lines, of cells, the first with the headers."""
    book = Workbook(write_only=True)
    _fill(book.create_sheet(SHEET_NAME), lines, width=24)
    return workbook_response(name, book)


@admin.action(description=gettext_lazy("Downloaden als werkblad (XLSX)"))
def download_xlsx(model_admin, request, queryset):
    """The selected initiatives as a workbook."""
    response = xlsx_file(sheet_lines(queryset.order_by()))
    record_done()
    return response


@admin.action(description=gettext_lazy("Downloaden als werkblad (CSV)"))
def download_csv(model_admin, request, queryset):
    """The selected initiatives as a CSV."""
    response = csv_file(sheet_lines(queryset.order_by()))
    record_done()
    return response


def _explanation():
    """Per column what to fill in; and the values that it may have, one below the other."""
    lookups = all_lookups()
    yield [_("kolom"), _("wat u invult"), _("dit kan er staan")]
    for column in COLUMNS:
        allowed = column.allowed(lookups)
        yield [column.header, column.help, allowed[0] if allowed else _("vrij in te vullen")]
        yield from ([column.header, "", value] for value in allowed[1:])


def _fill(sheet, lines, width):
    sheet.freeze_panes = "B2"
    for number in range(1, len(COLUMNS) + 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.number_format = width, TEXT_FORMAT  # else Excel makes a date of "2025-03"
    for number, line in enumerate(lines):
        sheet.append([_cell(sheet, value, is_header=number == 0) for value in line])


def _cell(sheet, value, is_header):
    """A cell in which a text is a text, also when it looks like a formula."""
    if not isinstance(value, str):
        return value
    text = readable(value)[:MAX_CELL_LENGTH]
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.quotePrefix = "s", shielded(text) != text
    cell.number_format = TEXT_FORMAT
    cell.alignment = Alignment(vertical="top")
    if is_header:
        cell.font = Font(bold=True)
    return cell
