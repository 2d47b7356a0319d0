"""A workbook as the zip file that it is, looked at before a library opens it: a small file can be a large bomb.

It says too what the library does not: which rows and columns are hidden, what is merged, and where a formula is.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from .rows import MAX_COLUMNS, MAX_LINE_NUMBER, SheetError

MAX_UNPACKED_SIZE = 40 * 1024 * 1024  # bytes; `zipfile` never unpacks more than the file says
MAX_PARTS = 500
MAX_DEPTH = 50  # elements within one another
MAX_CELLS = 16_384  # in one row; Excel has no more columns
MAX_ELEMENTS = 1_000_000  # of a sheet or its texts: a hundred times as much memory as in the file
MAX_OTHER_ELEMENTS = 100_000  # of a part with styles or names, which take ten times as much again
MAX_MERGES = 10_000
MAX_TOKEN = 256 * 1024  # bytes of one tag or comment, which a parser reads again with each piece that it gets
CHUNK_SIZE = 64 * 1024
OPEN_DOCUMENT = "content.xml"


@dataclass
class SheetFacts:
    """Hidden rows, columns and other facts about a sheet that it does not show; numbers count from 1.

    hidden_rows and hidden_columns, sets of numbers; merges, of (first column, first row, last column, last row);
    formulas, pairs of row and column.
    """

    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    merges: list = field(default_factory=list)
    formulas: set = field(default_factory=set)


def inspect(parts):
    """Refuse a workbook (XLSX or ODS) that holds more than rows.

    Args: parts, a ZipFile.
    Returns: a dict of `SheetFacts` by the name of a part, for XLSX only.
    Raises: SheetError; ExpatError for broken XML.
    """
    infos = parts.infolist()
    names = {info.filename.lower() for info in infos}
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED_SIZE:
        raise _too_large()
    if any(info.flag_bits & 1 for info in infos):
        raise SheetError(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
    if any("vbaproject" in name or "macrosheets" in name for name in names):
        raise SheetError(_("In dit bestand zitten macro’s. Bewaar het als .xlsx zonder macro’s."))
    if any(name.startswith(("xl/externallinks/", "xl/connections", "xl/querytables/")) for name in names):
        raise SheetError(_("Dit bestand haalt gegevens uit een ander bestand. Haal die koppeling eruit."))
    return {info.filename: _inspect_part(parts, info) for info in infos}


def _inspect_part(parts, info):
    """Inspect a part whatever its name says it is, for the library goes by what other parts say of it."""
    name = info.filename.lower()
    inspector = _PartInspector(name)
    if not info.file_size:  # as LibreOffice has some
        return inspector.facts
    try:
        with parts.open(info) as part:
            inspector.read(part)
    except expat.ExpatError:
        if name.endswith((".xml", ".rels")):
            raise
    return inspector.facts


class _PartInspector:
    """Reads a part piece by piece and remembers nothing of it but how much there is, and the facts of a sheet."""

    def __init__(self, name):
        self.is_sheet = name.startswith("xl/worksheets/")
        is_large = self.is_sheet or name in {"xl/sharedstrings.xml", OPEN_DOCUMENT}
        self.limit = MAX_ELEMENTS if is_large else MAX_OTHER_ELEMENTS
        self.elements = self.depth = self.cells = self.size = self.row = self.column = 0
        self.facts = SheetFacts()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def read(self, part):
        while chunk := part.read(CHUNK_SIZE):
            self.parser.Parse(chunk, False)
            self.size += len(chunk)
            if self.size - self.parser.CurrentByteIndex > MAX_TOKEN:
                raise _too_large()
        self.parser.Parse(b"", True)

    def _start(self, name, attributes):
        self.elements += 1
        self.depth += 1
        if look := self.LOOKS.get(name.rpartition(" ")[2]):  # a sheet may have any name
            look(self, attributes)
        if self.elements > self.limit or self.depth > MAX_DEPTH or self.cells > MAX_CELLS:
            raise _too_large()

    def _row(self, attributes):
        self.row = int(attributes.get("r", self.row + 1))
        self.cells = self.column = 0
        if _is_hidden(attributes) and self.row <= MAX_LINE_NUMBER:
            self.facts.hidden_rows.add(self.row)

    def _cell(self, attributes):
        self.cells += self.is_sheet
        reference = attributes.get("r")
        self.column = coordinate_to_tuple(reference)[1] if reference else self.column + 1

    def _formula(self, _attributes):
        if self.row <= MAX_LINE_NUMBER and self.column <= MAX_COLUMNS:
            self.facts.formulas.add((self.row, self.column))

    def _columns(self, attributes):
        if _is_hidden(attributes):
            last = min(int(attributes["max"]), MAX_COLUMNS)
            self.facts.hidden_columns.update(range(int(attributes["min"]), last + 1))

    def _merge(self, attributes):
        self.facts.merges.append(range_boundaries(attributes["ref"]))
        if len(self.facts.merges) > MAX_MERGES:
            raise _too_large()

    def _end(self, _name):
        self.depth -= 1

    def _doctype(self, *_declaration):
        raise SheetError(_("Dit bestand is geen gewoon Excel-bestand: er staan eigen codes in."))

    LOOKS = {"row": _row, "c": _cell, "f": _formula, "col": _columns, "mergeCell": _merge}


def _is_hidden(attributes):
    return attributes.get("hidden") in {"1", "true"}


def _too_large():
    return SheetError(_("Dit bestand is uitgepakt te groot. Splits het in kleinere bestanden."))
