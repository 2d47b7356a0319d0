"""Cells from an XLSX file that anybody may have made: looked over as a zip file before it is opened as a sheet."""

import re
import zipfile
from datetime import date, datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .sheets import LAST_COLUMN, LAST_LINE, Flaw, SheetError

LARGEST = 40 * 1024 * 1024  # bytes, unpacked; `zipfile` never unpacks more than the file says
MOST_PARTS = 500
CHUNK = 1024 * 1024
SHEET = "Initiatieven"
MERGED = re.compile(rb"<(\w+:)?mergeCell[\s>]")
ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
OVERLAP = 32
FORMULA = "f"
FAULT = "e"


def lines(file):
    """Yields (line, cells) for each line of the sheet; raises SheetError when the file cannot be trusted."""
    try:
        with zipfile.ZipFile(file) as parts:
            _look_over(parts)
        file.seek(0)
        yield from _rows(file)
    except SheetError:
        raise
    except Exception as error:  # a broken file can break the library anywhere
        raise SheetError(_("Dit bestand is beschadigd of geen Excel-bestand (.xlsx).")) from error


def _look_over(parts):
    infos = parts.infolist()
    names = {info.filename.lower() for info in infos}
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST:
        raise SheetError(_("Dit bestand is uitgepakt te groot. Splits het in kleinere bestanden."))
    if any(info.flag_bits & 1 for info in infos):
        raise SheetError(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
    if any("vbaproject" in name or "macrosheets" in name for name in names):
        raise SheetError(_("In dit bestand zitten macro’s. Bewaar het als .xlsx zonder macro’s."))
    if any(name.startswith(("xl/externallinks/", "xl/connections", "xl/querytables/")) for name in names):
        raise SheetError(_("Dit bestand haalt gegevens uit een ander bestand. Haal die koppeling eruit."))
    for info in infos:
        is_sheet = info.filename.lower().startswith("xl/worksheets/")
        if info.filename.lower().endswith((".xml", ".rels")):
            _look_over_part(parts, info, is_sheet)


def _look_over_part(parts, info, is_sheet):
    before = b""
    with parts.open(info) as part:
        while chunk := part.read(CHUNK):
            text = before + chunk
            if ENTITY.search(text):
                raise SheetError(_("Dit bestand is geen gewoon Excel-bestand: er staan eigen codes in."))
            if is_sheet and MERGED.search(text):
                raise SheetError(_("In dit bestand zijn cellen samengevoegd. Splits ze en probeer het opnieuw."))
            before = text[-OVERLAP:]


def _rows(file):
    book = load_workbook(file, read_only=True, keep_links=False)
    try:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        if not sheets:
            raise SheetError(_("In dit bestand staat geen blad met rijen."))
        sheet = sheets.get(SHEET) or next(iter(sheets.values()))
        sheet.reset_dimensions()  # what the file says of its own size is not always so
        rows = sheet.iter_rows(max_col=LAST_COLUMN, max_row=LAST_LINE + 1)
        for number, cells in enumerate(rows, start=1):
            yield number, [_text(cell) for cell in cells]
    finally:
        book.close()


def _text(cell):
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == FORMULA:
        return Flaw(_("Hier staat een formule. Zet er de uitkomst neer."))
    if cell.data_type == FAULT:
        return Flaw(_("Hier staat een fout uit Excel (%s).") % value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
