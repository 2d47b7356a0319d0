"""An uploaded CSV or XLSX file as rows, or the reason why it is refused; nothing in it is believed.

A workbook is inspected as a zip file before it is opened.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from core.text import tidy

from .columns import COLUMNS, REQUIRED
from .inspection import inspect
from .lookups import all_lookups
from .rows import CellError, ImportRow, SheetError, UnreadableCell, cell_name
from .workbook import MAX_CELL_LENGTH, SHEET_NAME, unshielded

MAX_FILE_SIZE = 5 * 1024 * 1024  # bytes
MAX_ROWS = 5_000
MAX_LINE_NUMBER = 10_000  # with the empty lines between
MAX_COLUMNS = 100
ZIP = b"PK"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FORMULA = "="

FORMULA_TYPE = "f"
ERROR_TYPE = "e"
# The words of the parser of CSV, and ours.
CSV_FAULTS = {
    "unexpected end of data": gettext_lazy("Daar begint een cel met een aanhalingsteken dat nergens eindigt."),
    "expected after": gettext_lazy("Daar staat een aanhalingsteken midden in een cel. Zet er twee, of haal het weg."),
    "field larger than": gettext_lazy("Daar is een cel te lang. Misschien ontbreekt het aanhalingsteken aan het eind."),
    "new-line character": gettext_lazy("Daar staat een regeleinde midden in een cel die geen aanhalingstekens heeft."),
}
CSV_FAULT = gettext_lazy("Daar kunnen wij het niet lezen.")


@dataclass(frozen=True)
class Table:
    """header: the column at each place of a line; lines: pairs of a line number and its cells."""

    header: list
    lines: list


def parse_rows(table):
    """A list of `ImportRow`, not planned yet, from a `Table`."""
    lookups = all_lookups()
    return [_parse_row(line, cells, table.header, lookups) for line, cells in table.lines]


def _parse_row(line, cells, header, lookups):
    cells = [*cells, *[""] * (len(header) - len(cells))]
    names, values, errors = {}, {}, []
    for index, (column, cell) in enumerate(zip(header, cells[: len(header)], strict=True)):
        names[column.name] = cell_name(line, index)
        try:
            if isinstance(cell, UnreadableCell):
                raise ValueError(cell)
            values[column.name] = column.read(cell, lookups)
        except ValueError as error:
            errors.append(CellError(cell_name(line, index), str(error)))
    for index, cell in enumerate(cells[len(header) :], start=len(header)):
        if cell.strip():
            errors.append(CellError(cell_name(line, index), _("Deze kolom heeft geen naam.")))
    return ImportRow(line=line, cells=names, values=values, cell_errors=errors)


def read_table(name, file):
    """The lines of a file.

    Args: name, of the file; file, open for reading bytes.
    Returns: a `Table`; in the place of a cell that cannot be read stands an `UnreadableCell`.
    Raises: SheetError with a Dutch sentence.
    """
    content = file.read(MAX_FILE_SIZE + 1)
    if len(content) > MAX_FILE_SIZE:
        raise SheetError(_("Dit bestand is groter dan 5 MB. Splits het in kleinere bestanden."))
    lines = _lines(name.lower(), content)
    first = next(lines, None)
    if first is None:
        raise SheetError(_("Dit bestand is leeg."))
    header = _header(first[1])
    filled_lines = list(islice(_filled(lines), MAX_ROWS + 1))
    if len(filled_lines) > MAX_ROWS:
        raise SheetError(_("Dit bestand heeft meer dan 5.000 rijen. Splits het in kleinere bestanden."))
    if not filled_lines:
        raise SheetError(_("In dit bestand staan alleen kolomnamen, en geen rijen."))
    return Table(header, filled_lines)


def _lines(name, content):
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise SheetError(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
        raise SheetError(_("Dit is een oud Excel-bestand (.xls). Bewaar het als .xlsx en probeer het opnieuw."))
    if name.endswith((".xlsm", ".xlsb", ".xltm")):
        raise SheetError(_("In dit soort bestand kunnen macro’s zitten. Bewaar het als .xlsx zonder macro’s."))
    if name.endswith(".xlsx"):
        return xlsx_lines(io.BytesIO(content))
    if name.endswith(".csv") and not content.startswith(ZIP):
        return _csv_lines(content)
    raise SheetError(_("Kies een bestand dat eindigt op .xlsx of .csv."))


def _filled(lines):
    for number, cells in lines:
        if number > MAX_LINE_NUMBER:
            raise SheetError(_("Dit bestand heeft te veel regels. Haal de lege regels eruit, of splits het."))
        if any(cell.strip() for cell in cells):
            yield number, [_complete(cell) for cell in cells]


def _complete(cell):
    """The cell, unless Excel may have cut it off."""
    if len(cell) >= MAX_CELL_LENGTH:
        return UnreadableCell(_("Deze tekst is te lang voor één cel. Zet hem zelf in het formulier."))
    return cell


def _header(cells):
    """The column at each place of the first line; raises SheetError for an unknown, double or missing column."""
    by_header = {_folded(column.header): column for column in COLUMNS}
    names = [tidy(cell, lines=False).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    header = [by_header.get(_folded(name)) for name in names]
    if unknown := [name[:40] for name, column in zip(names, header, strict=True) if column is None]:
        listed = ", ".join(f"‘{name}’" for name in unknown[:5])
        raise SheetError(_("Deze kolommen kennen wij niet: %s. Gebruik de kolomnamen van het sjabloon.") % listed)
    if double := [column.header for column in COLUMNS if header.count(column) > 1]:
        raise SheetError(_("Deze kolommen staan er twee keer in: %s.") % ", ".join(double))
    if missing := [column.header for column in COLUMNS if column.name in REQUIRED and column not in header]:
        raise SheetError(_("Deze kolommen ontbreken: %s.") % ", ".join(missing))
    if len(names) >= MAX_COLUMNS:
        raise SheetError(_("Dit bestand heeft te veel kolommen."))
    return header


def _folded(name):
    return " ".join(name.replace("’", "'").casefold().split())


def _csv_lines(content):
    text = _decoded(content)
    if "\n" not in text:  # the line ends of an old Mac
        text = text.replace("\r", "\n")
    delimiter = _delimiter(text.partition("\n")[0])
    # Split at \n only: a lone \r is then an error of the parser, where it would begin a line of its own unseen.
    rows = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True)
    last_line = 0
    try:
        for number, cells in enumerate(rows, start=1):
            last_line = rows.line_num
            yield number, [_csv_cell(cell) for cell in cells]
    except csv.Error as error:
        raise _csv_error(error, last_line + 1) from error


def _decoded(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = _("Dit bestand is niet in UTF-8: kijk naar regel %d. Bewaar het in Excel als ‘CSV UTF-8’.")
        raise SheetError(sentence % line) from error
    if "\x00" in text:
        line = text.partition("\x00")[0].count("\n") + 1
        sentence = _("Dit is geen gewoon tekstbestand: kijk naar regel %d. Bewaar het in Excel als ‘CSV UTF-8’.")
        raise SheetError(sentence % line)
    return text


def _csv_error(error, line):
    """What the parser says, in words of the editor; line, where the row begins that it cannot read."""
    reason = next((reason for words, reason in CSV_FAULTS.items() if words in str(error)), CSV_FAULT)
    return SheetError(_("Dit CSV-bestand klopt niet vanaf regel %d.") % line + f" {reason}")


def _delimiter(line):
    """The comma or the semicolon: whichever gives more of our columns."""
    headers = {_folded(column.header) for column in COLUMNS}

    def column_count(delimiter):
        return sum(_folded(name.strip('"')) in headers for name in line.split(delimiter))

    return max(";,", key=column_count)


def _csv_cell(cell):
    if cell.startswith(FORMULA):
        return UnreadableCell(_("Hier staat een formule. Zet er de uitkomst neer."))
    return unshielded(cell)


def xlsx_lines(file):
    """Yields (number, cells) for each line of a workbook; raises SheetError when the file cannot be trusted."""
    try:
        with zipfile.ZipFile(file) as parts:
            inspect(parts)
        file.seek(0)
        yield from _workbook_lines(file)
    except SheetError:
        raise
    except Exception as error:  # a broken file can break the library anywhere
        raise SheetError(_("Dit bestand is beschadigd of geen Excel-bestand (.xlsx).")) from error


def _workbook_lines(file):
    book = load_workbook(file, read_only=True, keep_links=False)
    try:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        if not sheets:
            raise SheetError(_("In dit bestand staat geen blad met rijen."))
        sheet = sheets.get(SHEET_NAME) or next(iter(sheets.values()))
        sheet.reset_dimensions()  # what the file says of its own size is not always so
        lines = sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_LINE_NUMBER + 1)
        for number, cells in enumerate(lines, start=1):
            yield number, [_xlsx_cell(cell) for cell in cells]
    finally:
        book.close()


def _xlsx_cell(cell):
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == FORMULA_TYPE:
        return UnreadableCell(_("Hier staat een formule. Zet er de uitkomst neer."))
    if cell.data_type == ERROR_TYPE:
        return UnreadableCell(_("Hier staat een fout uit Excel (%s).") % value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape(str(value))  # Excel writes U+000B as _x000B_
