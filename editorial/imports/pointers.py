"""To which line of the first sheet a line of another one belongs: by the title or the code that it names."""

from collections import defaultdict

from django.utils.translation import gettext as _

from search.analysis import fold

from .headers import POINTER
from .rows import UnreadableCell


class Pointers:
    """The lines of the first sheet by their codes and titles; table, a `Table`; choices, of the editor."""

    def __init__(self, table, choices):
        self._lines = defaultdict(dict)
        for name in ("title", "code"):
            if name in choices.columns:
                for line, cells in table.lines:
                    if text := cell_text(cells, choices.columns.index(name)):
                        self._lines[fold(text)].setdefault(line)

    def find(self, text):
        """The line that a text points to; raises ValueError with a Dutch sentence."""
        lines = self._lines.get(fold(text), [])
        if not text:
            raise ValueError(_("Schrijf hier de titel of de code van een initiatief op het eerste blad."))
        if not lines:
            raise ValueError(_("‘%s’ staat niet op het eerste blad als titel of code.") % text[:80])
        if len(lines) > 1:
            raise ValueError(_("‘%s’ staat vaker op het eerste blad. Schrijf hier de code.") % text[:80])
        return next(iter(lines))


def cell_text(cells, place):
    """The text in a cell of a line; "" when it is not there, or cannot be read."""
    cell = cells[place] if place < len(cells) else ""
    return "" if isinstance(cell, UnreadableCell) else cell.strip()


def owners(table, choices):
    """The line of the first sheet to which each line of the other ones belongs.

    Returns: a dict from "results" or "partners" to one from line number to line number, None when there is none.
    """
    pointers = Pointers(table, choices)
    return {
        part: {line: _owner(pointers, cells, choices.parts.get(part, [])) for line, cells in other.lines}
        for part, other in table.parts.items()
    }


def _owner(pointers, cells, columns):
    try:
        return pointers.find(cell_text(cells, columns.index(POINTER)))
    except ValueError:
        return None
