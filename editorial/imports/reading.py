"""An uploaded XLSX, ODS or CSV file as a table, or the reason why it is refused; nothing in it is believed."""

import io
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from core.text import tidy

from .csv_source import csv_source
from .headers import known_count
from .rows import MAX_COLUMNS, MAX_LINE_NUMBER, SheetError, UnreadableCell
from .source import listed, spread_merges
from .workbook import MAX_CELL_LENGTH

MAX_FILE_SIZE = 5 * 1024 * 1024  # bytes
MAX_ROWS = 5_000
MAX_LINES_ABOVE = 30  # of filled lines, among which that with the names of the columns is sought
ZIP = b"PK"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Table:
    """header: the name of each column, "" when it has none; lines: pairs of a line number and its cells.

    remarks: Dutch sentences about what was not read as it stands. title: of the sheet. parts: the tables of the same
    file with "results" and "partners", which point to a line of this one.
    """

    header: list
    lines: list
    remarks: list = field(default_factory=list)
    title: str = ""
    parts: dict = field(default_factory=dict)

    def to_json(self):
        """As the database stores it: a list in the place of a cell holds why that cannot be read."""
        lines = [
            [n, [[cell] if isinstance(cell, UnreadableCell) else cell for cell in cells]] for n, cells in self.lines
        ]
        stored = {"header": self.header, "lines": lines, "remarks": self.remarks}
        if self.parts:
            stored["parts"] = {part: table.to_json() | {"title": table.title} for part, table in self.parts.items()}
        return stored

    @classmethod
    def from_json(cls, stored):
        """The table that `to_json` stored."""
        lines = [
            (n, [UnreadableCell(cell[0]) if isinstance(cell, list) else cell for cell in cells])
            for n, cells in stored["lines"]
        ]
        parts = {part: cls.from_json(table) for part, table in stored.get("parts", {}).items()}
        return cls(stored["header"], lines, stored["remarks"], stored.get("title", ""), parts)


def read_table(name, file):
    """The lines of a file.

    Args: name, of the file; file, open for reading bytes.
    Returns: a `Table`; in the place of a cell that cannot be read stands an `UnreadableCell`.
    Raises: SheetError with a Dutch sentence.
    """
    content = file.read(MAX_FILE_SIZE + 1)
    if len(content) > MAX_FILE_SIZE:
        raise SheetError(_("Dit bestand is groter dan 5 MB. Splits het in kleinere bestanden."))
    source = _source(name.lower(), content)
    tables = {part: _table(other, part) for part, other in source.parts.items()}
    parts = {part: table for part, table in tables.items() if table and table.lines}
    table = _table(source)
    if not table:
        raise SheetError(_("Dit bestand is leeg."))
    if not (table.lines or parts):
        raise SheetError(_("In dit bestand staan alleen kolomnamen, en geen rijen."))
    part_remarks = [_("Blad ‘%s’: ") % part.title[:40] + remark for part in parts.values() for remark in part.remarks]
    return Table(table.header, table.lines, [*table.remarks, *part_remarks], parts=parts)


def _table(source, part=""):
    """Read a `Source` as a `Table`; None when it is empty; part, the kind of parts that it holds, if any."""
    filled = _filled(source.lines)
    first = list(islice(filled, MAX_LINES_ABOVE))
    if not first:
        return None
    position = _header_position(first, part)
    number, header = first[position]
    remarks = list(_remarks_above(first[:position]))
    lines = first[position + 1 :]
    lines += islice(filled, MAX_ROWS + 1 - len(lines))
    lines, repeated = spread_merges(source.merges, lines, number + 1)
    if repeated:
        text = _("Deze samengevoegde cellen lazen wij voor elke rij waarover ze staan: %s.")
        remarks.append(text % listed(repeated))
    if len(lines) > MAX_ROWS:
        raise SheetError(_("Dit bestand heeft meer dan 5.000 rijen. Splits het in kleinere bestanden."))
    names = _header(header, lines)
    lines = [(line, cells[: len(names)]) for line, cells in lines]
    return Table(names, lines, [*source.remarks, *remarks], source.title)


def _source(name, content):
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise SheetError(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
        text = _(
            "Dit is een oud Excel-bestand (.xls). Open het in Excel, kies Opslaan als, en kies Excel-werkmap (.xlsx)."
        )
        raise SheetError(text)
    if name.endswith((".xlsm", ".xlsb", ".xltm")):
        raise SheetError(_("In dit soort bestand kunnen macro’s zitten. Bewaar het als .xlsx zonder macro’s."))
    if name.endswith((".xlsx", ".ods")):
        return _workbook_source(name, io.BytesIO(content))
    if name.endswith((".csv", ".tsv", ".txt")) and not content.startswith(ZIP):
        return csv_source(content)
    raise SheetError(_("Kies een bestand dat eindigt op .xlsx, .ods of .csv."))


def _workbook_source(name, file):
    from .ods_source import ods_source  # these load openpyxl: 12 MB that a process for visitors need not have
    from .xlsx_source import xlsx_source

    return ods_source(file) if name.endswith(".ods") else xlsx_source(file)


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


def _header_position(lines, part):
    """The place of the line with the names of the columns, which may have titles above it."""
    known = [known_count(cells, part) for _number, cells in lines]
    if max(known) > 1 or known[0]:
        return known.index(max(known))
    widths = [sum(bool(cell.strip()) for cell in cells) for _number, cells in lines]
    return next(place for place, width in enumerate(widths) if width * 2 > max(widths) or width == max(widths))


def _remarks_above(lines):
    texts = [cell.strip() for _number, cells in lines for cell in cells if cell.strip()]
    if texts:
        quoted = listed(f"‘{text[:60]}’" for text in texts)
        yield _("Dit stond boven de kolomnamen en lazen wij niet: %s.") % quoted


def _header(cells, lines):
    """The names of the columns, also of those that only hold something lower down."""
    names = [tidy(cell, lines=False).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) >= MAX_COLUMNS:
        raise SheetError(_("Dit bestand heeft te veel kolommen."))
    filled = (index for _number, row in lines for index, cell in enumerate(row, start=1) if cell.strip())
    width = max(filled, default=0)
    return names + [""] * (width - len(names))
