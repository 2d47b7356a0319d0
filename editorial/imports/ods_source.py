"""The lines of a sheet of LibreOffice (ODS), which has the text of each cell as an editor sees it.

Read as a stream of XML: a library builds every row that such a file says is repeated, up to a million empty ones.
"""

import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import iterparse

from django.utils.translation import gettext as _

from .cell_formats import NOTHING_SHOWN, UNCERTAIN
from .inspection import OPEN_DOCUMENT, inspect
from .rows import MAX_COLUMNS, MAX_LINE_NUMBER, SheetError, UnreadableCell, cell_name
from .source import Remarks, Source, choose_sheets, formula_without_value, unread_sheets
from .typed_values import partial_date

SPACES = {
    prefix: f"{{urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0}}" for prefix in ("table", "office", "text", "style")
}
TABLE, OFFICE, TEXT, STYLE = SPACES.values()
ERROR_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
MANIFEST = "META-INF/manifest.xml"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
HIDDEN = {"collapse", "filter"}
SAMPLE = 20  # lines by which a sheet is chosen
BLANKS = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}


@dataclass
class OpenSheet:
    """A sheet while it is read; number, of the row that comes next; column, the first that has no style yet."""

    name: str
    is_hidden: bool
    lines: list = field(default_factory=list)
    merges: list = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
    hidden_columns: set = field(default_factory=set)
    number: int = 1
    column: int = 1

    def add_column(self, element):
        """Take in the description of columns."""
        repeated = _count(element, "number-columns-repeated")
        if element.get(f"{TABLE}visibility") in HIDDEN:
            self.hidden_columns.update(range(self.column, min(self.column + repeated, MAX_COLUMNS + 1)))
        self.column += repeated

    def add_row(self, element):
        """Add a row, or the repeated rows that one element stands for."""
        repeated = _count(element, "number-rows-repeated")
        cells = self._cells(element)
        if any(cell.strip() for cell in cells):
            last = min(self.number + repeated - 1, MAX_LINE_NUMBER + 1)
            numbers = [self.number, *range(self.number + 1, last + 1)]  # too far away is refused later
            if element.get(f"{TABLE}visibility") in HIDDEN:
                self.remarks.hidden_rows += numbers
            else:
                cells = self.remarks.visible(self.number, cells, self.hidden_columns)
                self.lines += [(number, cells) for number in numbers]
        self.number += repeated

    def _cells(self, row):
        cells = []
        for element in row:
            if element.tag in CELLS and len(cells) < MAX_COLUMNS:
                name = cell_name(self.number, len(cells))
                self._note_merge(element, len(cells) + 1)
                cell = _cell(element, name, self.remarks)
                cells += [cell] * min(_count(element, "number-columns-repeated"), MAX_COLUMNS - len(cells))
        return cells

    def _note_merge(self, element, column):
        width, height = (_count(element, f"number-{side}-spanned") for side in ("columns", "rows"))
        if (width, height) != (1, 1):
            self.merges.append((column, self.number, column + width - 1, self.number + height - 1))


def ods_source(file):
    """The `Source` of a sheet of LibreOffice; raises SheetError when the file cannot be trusted."""
    try:
        with zipfile.ZipFile(file) as parts:
            _inspect(parts)
            with parts.open(OPEN_DOCUMENT) as part:
                sheets = list(_sheets(part))
    except SheetError:
        raise
    except Exception as error:  # whatever breaks in a broken file
        raise SheetError(_("Dit bestand is beschadigd of geen LibreOffice-bestand (.ods).")) from error
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    if not visible:
        raise SheetError(_("In dit bestand staat geen blad met rijen."))
    samples = [(sheet.name, [cells for _number, cells in sheet.lines[:SAMPLE]]) for sheet in visible]
    first, parts = choose_sheets(samples)
    source = _source(visible[first])
    source.parts = {part: _source(visible[place]) for part, place in parts.items()}
    read = [source.title, *(part.title for part in source.parts.values())]
    source.remarks[:0] = unread_sheets(read, [sheet.name for sheet in sheets])
    return source


def _source(sheet):
    return Source(sheet.lines, sheet.merges, list(sheet.remarks.sentences()), sheet.name)


def _inspect(parts):
    if MANIFEST in parts.namelist() and b"encryption-data" in parts.read(MANIFEST):
        raise SheetError(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
    inspect(parts)


def _sheets(part):
    """Yields each `OpenSheet`."""
    hidden_styles, style, sheet = set(), "", None
    for event, element in iterparse(part, events=("start", "end")):  # noqa: S314 (`inspect` refuses entities)
        if event == "start" and element.tag == f"{STYLE}style":
            style = element.get(f"{STYLE}name")
        elif event == "start" and element.tag == f"{STYLE}table-properties":
            hidden_styles |= {style} if element.get(f"{TABLE}display") == "false" else set()
        elif event == "start" and element.tag == f"{TABLE}table":
            sheet = OpenSheet(element.get(f"{TABLE}name", ""), element.get(f"{TABLE}style-name") in hidden_styles)
        elif event == "end" and element.tag == f"{TABLE}table":
            yield sheet
        elif event == "end" and element.tag == f"{TABLE}table-column":
            sheet.add_column(element)
        elif event == "end" and element.tag == f"{TABLE}table-row":
            sheet.add_row(element)
            element.clear()


def _count(element, name):
    return max(1, int(element.get(f"{TABLE}{name}", 1)))


def _cell(element, name, remarks):
    """The text in a cell, or why it cannot be read."""
    text = "\n".join(_paragraph(child) for child in element if child.tag == f"{TEXT}p")
    kind = element.get(f"{OFFICE}value-type", "string")
    if element.get(ERROR_TYPE) == "error":
        return UnreadableCell(_("Hier staat een fout uit het rekenblad (%s).") % text)
    if element.get(f"{TABLE}formula"):
        if not text:
            return formula_without_value()
        remarks.formulas.append(name)
    if kind == "boolean":
        return _("ja") if element.get(f"{OFFICE}boolean-value") == "true" else _("nee")
    if kind == "date":
        return _date(text, element.get(f"{OFFICE}date-value", ""))
    if kind != "string" and not text:
        return UnreadableCell(NOTHING_SHOWN)
    return text


def _date(text, value):
    """The part of a date that the cell shows."""
    try:
        shown = partial_date(text)
    except ValueError:
        shown = "?"
    if value.startswith(shown):
        return shown
    return UnreadableCell(UNCERTAIN)


def _paragraph(element):
    text = BLANKS.get(element.tag, "") + (element.text or "")
    return text + "".join(_paragraph(child) + (child.tail or "") for child in element)
