"""Finding the initiative of a line on another sheet: a line of the first sheet, or one that the portal has already."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext as _

from initiatives.models import Initiative
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

    @cached_property
    def _codes(self):
        """The codes of what the portal has, by code and by title."""
        codes = defaultdict(set)
        for code, title in Initiative.objects.values_list("code", "title"):
            codes[fold(code)].add(code)
            codes[fold(title)].add(code)
        return codes

    def find(self, text):
        """The line of the first sheet that a text points to, or else the code of an initiative of the portal.

        Raises: ValueError with a Dutch sentence.
        """
        if not text:
            raise ValueError(_("Schrijf hier de titel of de code van een initiatief op het eerste blad."))
        return self._on_sheet(text) or self._in_portal(text)

    def _on_sheet(self, text):
        lines = self._lines.get(fold(text), [])
        if len(lines) > 1:
            raise ValueError(_("‘%s’ staat vaker op het eerste blad. Schrijf hier de code.") % text[:80])
        return next(iter(lines), None)

    def _in_portal(self, text):
        codes = self._codes.get(fold(text), [])
        if not codes:
            raise ValueError(_("‘%s’ staat niet op het eerste blad of in het portaal als titel of code.") % text[:80])
        if len(codes) > 1:
            raise ValueError(_("‘%s’ staat vaker in het portaal. Schrijf hier de code.") % text[:80])
        (code,) = codes
        return self._on_sheet(code) or code


def cell_text(cells, place):
    """The text in a cell of a line; "" when it is not there, or cannot be read."""
    cell = cells[place] if place < len(cells) else ""
    return "" if isinstance(cell, UnreadableCell) else cell.strip()


def lines_of(table, choices, rows):
    """The lines of the other sheets that belong to rows: a dict from "results" or "partners" to their numbers."""
    pointers = Pointers(table, choices)
    owners, strays = {row.owner for row in rows}, {row.key for row in rows if row.is_stray}
    return {
        part: {
            line
            for line, cells in other.lines
            if (other.title, line) in strays or _owner(pointers, cells, choices.parts.get(part, [])) in owners
        }
        for part, other in table.parts.items()
    }


def _owner(pointers, cells, columns):
    try:
        return pointers.find(cell_text(cells, columns.index(POINTER)))
    except ValueError:
        return None
