"""The sheet that editors download, empty or with initiatives, as CSV or XLSX; what comes out can go in again.

A text that a spreadsheet would take for a formula gets an apostrophe before it. `core.csv_files` does that for files
that only leave. A file that comes back must be told apart from one in which somebody wrote that apostrophe, so here
a text that has one already gets another, and `unshielded` takes exactly one off.
"""

import re
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from core.csv_files import BLANK, NUMBER, RISKY, csv_response
from core.jobs.background import with_progress
from core.sheets import workbook_response
from initiatives.models import Initiative

from .columns import COLUMNS, EXTRA_COLUMNS, PARTS
from .explanation import part_title
from .headers import POINTER_HEADER
from .lookups import all_lookups
from .part_rows import part_texts
from .stored_values import stored_values

MAX_CELL_LENGTH = 32_767  # characters; Excel cuts off what is longer, without a word
SHEET_NAME = "Initiatieven"
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
    keys = sorted(initiatives.order_by().values_list("pk", "code"), key=itemgetter(1))
    for number, (key, code) in enumerate(with_progress(keys, _("Initiatieven opschrijven"))):
        if number % BATCH == 0:
            stored = stored_values(key for key, _code in keys[number : number + BATCH])
        values = {"code": code, **stored[key]}
        yield [column.write(values[column.name], lookups) for column in COLUMNS]


def csv_file(lines):
    """A response with a CSV of these lines."""
    safe_lines = ([shielded(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return csv_response(FILE_NAME, headers(), safe_lines)


def part_sheets(initiatives):
    """The results and partners of the initiatives of a queryset.

    Returns: pairs of the title of a sheet and lists of cells, of which the first has the names of the columns.
    """
    lookups, codes = all_lookups(), dict(initiatives.order_by("code").values_list("pk", "code"))
    stored = stored_values(codes)
    for part, columns in PARTS.items():
        lines = [[POINTER_HEADER, *(column.short_header for column in columns)]]
        for key, code in with_progress(codes.items(), part_title(part)):
            lines += [[code, *texts] for texts in part_texts(part, stored[key][part], lookups)]
        yield part_title(part), lines


def template(kind):
    """A response with an empty sheet to fill in, "csv" or "xlsx"; a CSV is one sheet, with room for one result."""
    if kind == "xlsx":
        return xlsx_response(Initiative.objects.none())
    return csv_response(FILE_NAME, [*headers(), *(column.header for column in EXTRA_COLUMNS)], [])


def filled_in(initiatives, kind):
    """A response with the initiatives of a queryset, "csv" or "xlsx"."""
    return xlsx_response(initiatives) if kind == "xlsx" else csv_file(sheet_lines(initiatives))


def xlsx_response(initiatives):
    """A response with a workbook of the initiatives of a queryset."""
    return workbook_response(FILE_NAME, book_of(initiatives))


def book_of(initiatives):
    """A workbook of the initiatives of a queryset, with their results and partners, and what each column is."""
    from .xlsx_files import initiatives_book  # loads openpyxl: 12 MB that a process for visitors need not have

    return initiatives_book(sheet_lines(initiatives), part_sheets(initiatives))
