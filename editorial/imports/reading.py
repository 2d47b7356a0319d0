"""An uploaded file as rows, or the reason why it is refused; nothing in it is believed."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from . import xlsx
from .columns import COLUMNS, REQUIRED
from .formulas import plain
from .sheets import LARGEST_FILE, LAST_COLUMN, LAST_LINE, LONGEST_CELL, MOST_ROWS, Flaw, SheetError

ZIP = b"PK"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FORMULA = "="


@dataclass(frozen=True)
class Table:
    """header: for each place in a line its column, or None; lines: pairs of a line number and its cells."""

    header: list
    lines: list


def read(name, file):
    """The rows of a file.

    Args: name, of the file; file, open for reading bytes.
    Returns: a `Table`; a cell that cannot be read is a `Flaw`.
    Raises: SheetError with a Dutch sentence.
    """
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise SheetError(_("Dit bestand is groter dan 5 MB. Splits het in kleinere bestanden."))
    lines = _lines(name.lower(), content)
    first = next(lines, None)
    if first is None:
        raise SheetError(_("Dit bestand is leeg."))
    header = _header(first[1])
    rows = list(islice(_filled(lines), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise SheetError(_("Dit bestand heeft meer dan 5.000 rijen. Splits het in kleinere bestanden."))
    if not rows:
        raise SheetError(_("In dit bestand staan alleen kolomnamen, en geen rijen."))
    return Table(header, rows)


def _lines(name, content):
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise SheetError(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
        raise SheetError(_("Dit is een oud Excel-bestand (.xls). Bewaar het als .xlsx en probeer het opnieuw."))
    if name.endswith((".xlsm", ".xlsb", ".xltm")):
        raise SheetError(_("In dit soort bestand kunnen macro’s zitten. Bewaar het als .xlsx zonder macro’s."))
    if name.endswith(".xlsx"):
        return xlsx.lines(io.BytesIO(content))
    if name.endswith(".csv") and not content.startswith(ZIP):
        return _csv_lines(content)
    raise SheetError(_("Kies een bestand dat eindigt op .xlsx of .csv."))


def _csv_lines(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetError(_("Dit bestand is niet in UTF-8. Bewaar het in Excel als ‘CSV UTF-8’.")) from error
    if "\x00" in text:
        raise SheetError(_("Dit is geen gewoon tekstbestand. Bewaar het in Excel als ‘CSV UTF-8’."))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.partition("\n")[0]), strict=True)
    try:
        for number, cells in enumerate(rows, start=1):
            yield number, [_csv_text(cell) for cell in cells]
    except csv.Error as error:
        text = _("Dit CSV-bestand klopt niet vanaf regel %d: daar staat een aanhalingsteken verkeerd.")
        raise SheetError(text % rows.line_num) from error


def _delimiter(line):
    """The comma or the semicolon: whichever gives more columns that we know."""
    known = {_folded(column.header) for column in COLUMNS}

    def found(delimiter):
        return sum(_folded(cell) in known for cell in next(csv.reader([line], delimiter=delimiter), []))

    return max(";,", key=found)


def _csv_text(cell):
    if cell.startswith(FORMULA):
        return Flaw(_("Hier staat een formule. Zet er de uitkomst neer."))
    return plain(cell)


def _filled(lines):
    for number, cells in lines:
        if number > LAST_LINE:
            raise SheetError(_("Dit bestand heeft te veel regels. Haal de lege regels eruit, of splits het."))
        if any(cell.strip() for cell in cells):
            yield number, [_whole(cell) for cell in cells]


def _whole(cell):
    if len(cell) >= LONGEST_CELL:
        return Flaw(_("Deze tekst is te lang voor één cel. Zet hem zelf in het formulier."))
    return cell


def _header(cells):
    """The column at each place of the first line; raises SheetError for names that we do not know or find twice."""
    by_header = {_folded(column.header): column for column in COLUMNS}
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    found = [by_header.get(_folded(name)) for name in names]
    if unknown := [name[:40] for name, column in zip(names, found, strict=True) if column is None]:
        listed = ", ".join(f"‘{name}’" for name in unknown[:5])
        raise SheetError(_("Deze kolommen kennen wij niet: %s. Gebruik de kolomnamen van het sjabloon.") % listed)
    if double := [column.header for column in COLUMNS if found.count(column) > 1]:
        raise SheetError(_("Deze kolommen staan er twee keer in: %s.") % ", ".join(double))
    if missing := [column.header for column in COLUMNS if column.name in REQUIRED and column not in found]:
        raise SheetError(_("Deze kolommen ontbreken: %s.") % ", ".join(missing))
    if len(names) >= LAST_COLUMN:
        raise SheetError(_("Dit bestand heeft te veel kolommen."))
    return found


def _folded(name):
    return " ".join(name.replace("’", "'").casefold().split())
