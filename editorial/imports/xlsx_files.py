"""Workbooks of Excel that editors download, in which a text is a text."""

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.sheets import workbook_response
from core.text import readable

from .columns import COLUMNS
from .explanation import explanation
from .rows import EXPLANATION_NAME
from .workbook import MAX_CELL_LENGTH, SHEET_NAME, headers, shielded

TEXT_FORMAT = "@"


def initiatives_book(lines, parts=()):
    """A workbook of these lines, the sheets of `part_sheets`, and one that explains the columns."""
    book = Workbook(write_only=True)
    _fill(book.create_sheet(SHEET_NAME), [headers(), *lines], width=24)
    for title, others in parts:
        _fill(book.create_sheet(title), others, width=24)
    _fill(book.create_sheet(EXPLANATION_NAME), explanation(), width=40)
    return book


def xlsx_of_texts(name, sheets):
    """A response with a workbook; name, of the file; sheets, as `part_sheets`."""
    book = Workbook(write_only=True)
    for title, lines in sheets:
        _fill(book.create_sheet(title), lines, width=24)
    return workbook_response(name, book)


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
