"""A sheet as it stands in its file, before anybody knows what its lines mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .headers import known_count, part_of
from .rows import EXPLANATION_NAME, UnreadableCell, cell_name

NAMED = 5  # of the cells or rows that a remark is about; of the others only how many


@dataclass
class Source:
    """The lines of a sheet.

    lines, pairs of a line number and its cells, which can be iterated once; merges, as `inspection.SheetFacts` has
    them; remarks, Dutch sentences for the editor about what was not read as it stands, which grow during that; title,
    of the sheet; parts, the sheets of the same file with results and partners, which must be read first.
    """

    lines: Iterable
    merges: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    title: str = ""
    parts: dict = field(default_factory=dict)


def listed(names):
    """Some names in a sentence: the first few, and how many more there are."""
    names = list(names)
    rest = len(names) - NAMED
    text = ", ".join(str(name) for name in names[:NAMED])
    return text if rest <= 0 else text + ngettext(" en nog %d", " en nog %d", rest) % rest


def choose_sheets(sheets):
    """Find the sheet of a file that has the initiatives, and those with their results and partners.

    Args: sheets, pairs of a title and the first lines with cells, of what is not hidden.
    Returns: the place of the one, and a dict from "results" or "partners" to the place of the other.
    """
    kinds = [part_of(title, lines) for title, lines in sheets]
    known = [max(map(known_count, lines), default=0) for _title, lines in sheets]
    first = max(range(len(sheets)), key=lambda place: (kinds[place] is None and known[place] > 0, known[place]))
    parts = {}
    for place, kind in enumerate(kinds):
        if kind and place != first:
            parts.setdefault(kind, place)
    return first, parts


def unread_sheets(chosen, names):
    """Remarks on the sheets that were not read, except our own explanation; names, of all sheets."""
    others = [f"‘{name[:40]}’" for name in names if name not in {*chosen, EXPLANATION_NAME}]
    if others:
        read = listed(f"‘{name[:40]}’" for name in chosen)
        text = _("Wij lazen alleen het blad %(chosen)s. Deze bladen lazen wij niet: %(others)s.")
        if len(chosen) > 1:
            text = _("Wij lazen alleen de bladen %(chosen)s. Deze bladen lazen wij niet: %(others)s.")
        yield text % {"chosen": read, "others": listed(others)}


def formula_without_value():
    """The `UnreadableCell` for a formula of which the file does not store the result."""
    return UnreadableCell(_("Hier staat een formule zonder uitkomst. Zet er de uitkomst neer."))


class Remarks:
    """Collects what is to be said of the cells, rows and columns of a sheet."""

    def __init__(self):
        self.hidden_rows, self.hidden_columns, self.formulas, self.escapes = [], set(), [], []

    def visible(self, number, cells, hidden_columns):
        """The cells of a line, empty where their column is hidden."""
        if not hidden_columns:
            return cells
        self.hidden_columns |= {index for index in hidden_columns if index <= len(cells) and cells[index - 1].strip()}
        return ["" if index in hidden_columns else cell for index, cell in enumerate(cells, start=1)]

    def sentences(self):
        """The remarks in Dutch."""
        if self.hidden_rows:
            yield _("Deze rijen zijn verborgen en lazen wij niet: %s.") % listed(self.hidden_rows)
        if self.hidden_columns:
            letters = [cell_name("", index - 1) for index in sorted(self.hidden_columns)]
            yield _("Deze kolommen zijn verborgen en lazen wij niet: %s.") % listed(letters)
        if self.formulas:
            text = _("In deze cellen staat een formule. Wij lazen de uitkomst die in het bestand staat: %s.")
            yield text % listed(self.formulas)
        if self.escapes:
            text = _("In deze cellen stond een code van Excel, zoals _x000D_. Wij lazen wat die betekent: %s.")
            yield text % listed(self.escapes)


def spread_merges(merges, lines, first):
    """Lines in which what is merged downwards stands in each row, and what is merged sideways cannot be read.

    Args: merges, of a `Source`; lines; first, the number of the first line under the names of the columns.
    Returns: the lines, and the names of the cells that were repeated.
    """
    cells_by_number = {number: list(cells) for number, cells in lines}
    repeated = []
    for left, top, right, bottom in merges:
        if top < first or top not in cells_by_number or not _cell(cells_by_number[top], left):
            continue
        if right > left:
            cells_by_number[top][left - 1] = UnreadableCell(
                _("Deze cel is samengevoegd met de cel ernaast. Splits ze, of laat deze rij weg.")
            )
            continue
        repeated.append(cell_name(top, left - 1))
        for number in range(top + 1, bottom + 1):
            _set_cell(cells_by_number, number, left - 1, cells_by_number[top][left - 1])
    return list(cells_by_number.items()), repeated


def _cell(cells, column):
    return cells[column - 1].strip() if column <= len(cells) else ""


def _set_cell(cells_by_number, number, index, value):
    if number in cells_by_number:  # an empty line stays out
        cells = cells_by_number[number]
        cells += [""] * (index + 1 - len(cells))
        cells[index] = value
