"""The lines of a workbook of Excel, each cell as an editor sees it."""

import zipfile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from .cell_formats import displayed
from .inspection import inspect
from .rows import MAX_COLUMNS, MAX_LINE_NUMBER, SheetError, UnreadableCell, cell_name
from .source import Remarks, Source, choose_sheets, formula_without_value, unread_sheets

ERROR_TYPE = "e"
SAMPLE = 20  # lines by which a sheet is chosen
MAX_CHOICE = 20  # sheets that are looked at


def xlsx_source(file):
    """The `Source` of a workbook; raises SheetError, also from its lines, when the file cannot be trusted."""
    with _refusing():
        with zipfile.ZipFile(file) as parts:
            facts = inspect(parts)
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise SheetError(_("In dit bestand staat geen blad met rijen."))
        for sheet in visible:
            sheet.reset_dimensions()  # what the file says of its own size is not always so
        first, parts = choose_sheets([(sheet.title, _sample(sheet)) for sheet in visible[:MAX_CHOICE]])
        read = [visible[first].title, *(visible[place].title for place in parts.values())]
        source = _source(book, visible[first], facts)
        source.remarks += unread_sheets(read, [other.title for other in book.worksheets])
        source.parts = {part: _source(book, visible[place], facts) for part, place in parts.items()}
    return source


class _refusing:
    """Context manager that turns any exception into a SheetError: the library can fail anywhere in a broken file."""

    def __enter__(self):
        return self

    def __exit__(self, _kind, error, _traceback):
        if isinstance(error, Exception) and not isinstance(error, SheetError):
            raise SheetError(_("Dit bestand is beschadigd of geen Excel-bestand (.xlsx).")) from error


def _sample(sheet):
    """The first lines of a sheet, to see what it holds."""
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, max_row=SAMPLE, values_only=True)
    return [[str(value) for value in row if value] for row in rows]


def _source(book, sheet, facts):
    facts = facts[sheet._worksheet_path]
    source = Source([], facts.merges, title=sheet.title)
    source.lines = _lines(book, sheet, facts, source.remarks)
    return source


def _lines(book, sheet, facts, sentences):
    """Yields (number, cells); adds to the sentences what is to be said of them at the end."""
    remarks = Remarks()
    with _refusing():
        for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_LINE_NUMBER + 1), start=1):
            cells = [_cell(cell, (number, column), facts, book, remarks) for column, cell in enumerate(row, start=1)]
            if number not in facts.hidden_rows:
                yield number, remarks.visible(number, cells, facts.hidden_columns)
            elif any(cell.strip() for cell in cells):
                remarks.hidden_rows.append(number)
    sentences += remarks.sentences()


def _cell(cell, place, facts, book, remarks):
    """The text in a cell, or why it cannot be read."""
    if cell.value is None:
        return formula_without_value() if place in facts.formulas else ""
    if cell.data_type == ERROR_TYPE:
        return UnreadableCell(_("Hier staat een fout uit Excel (%s).") % cell.value)
    name = cell_name(place[0], place[1] - 1)
    try:
        text = displayed(cell.value, cell.number_format, book.epoch)
    except ValueError as error:
        return UnreadableCell(error)
    if place in facts.formulas:
        remarks.formulas.append(name)
    plain = unescape(text)  # Excel writes U+000B as _x000B_
    if plain != text:
        remarks.escapes.append(name)
    return plain
