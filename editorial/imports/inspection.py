"""A workbook as the zip file that it is, looked at before a library opens it: a small file can be a large bomb."""

from xml.parsers import expat

from django.utils.translation import gettext as _

from .rows import SheetError

MAX_UNPACKED_SIZE = 40 * 1024 * 1024  # bytes; `zipfile` never unpacks more than the file says
MAX_PARTS = 500
MAX_DEPTH = 50  # elements within one another
MAX_CELLS = 16_384  # in one row; Excel has no more columns
MAX_ELEMENTS = 1_000_000  # of a sheet or its texts: a hundred times as much memory as in the file
MAX_OTHER_ELEMENTS = 100_000  # of a part with styles or names, which take ten times as much again
MAX_TOKEN = 256 * 1024  # bytes of one tag or comment, which a parser reads again with each piece that it gets
CHUNK_SIZE = 64 * 1024


def inspect(parts):
    """Refuse a workbook that holds more than rows; parts, a ZipFile. Raises SheetError; ExpatError for broken XML."""
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
    for info in infos:
        _inspect_part(parts, info)


def _inspect_part(parts, info):
    """Inspect a part whatever its name says it is, for the library goes by what other parts say of it."""
    name = info.filename.lower()
    try:
        with parts.open(info) as part:
            _PartInspector(name).read(part)
    except expat.ExpatError:
        if name.endswith((".xml", ".rels")):
            raise


class _PartInspector:
    """Reads a part piece by piece and remembers nothing of it but how much there is."""

    def __init__(self, name):
        self.is_sheet = name.startswith("xl/worksheets/")
        self.limit = MAX_ELEMENTS if self.is_sheet or name == "xl/sharedstrings.xml" else MAX_OTHER_ELEMENTS
        self.elements = self.depth = self.cells = self.size = 0
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

    def _start(self, name, _attributes):
        self.elements += 1
        self.depth += 1
        if self.is_sheet:
            self._look_at(name.rpartition(" ")[2])
        if self.elements > self.limit or self.depth > MAX_DEPTH or self.cells > MAX_CELLS:
            raise _too_large()

    def _look_at(self, name):
        if name == "mergeCell":
            raise SheetError(_("In dit bestand zijn cellen samengevoegd. Splits ze en probeer het opnieuw."))
        self.cells = 0 if name == "row" else self.cells + (name == "c")

    def _end(self, _name):
        self.depth -= 1

    def _doctype(self, *_declaration):
        raise SheetError(_("Dit bestand is geen gewoon Excel-bestand: er staan eigen codes in."))


def _too_large():
    return SheetError(_("Dit bestand is uitgepakt te groot. Splits het in kleinere bestanden."))
