"""Results of a selection, a page at a time: cards or table rows; and the records for a feed."""

from itertools import islice

from initiatives.models import Initiative

from .cards import cards_of, rows_of, with_highlights, with_peers
from .peers import peers


class CardList:
    """The cards of an `InitiativeSelection`, for a paginator: it counts without reading, and reads only one page."""

    def __init__(self, selection):
        self.selection = selection

    def count(self):
        """Number of initiatives in the selection."""
        return self.selection.total

    def __getitem__(self, page):
        keys = list(islice(self.selection.keys(), page.start, page.stop))
        cards = with_highlights(keys, self.selection.search) if self.selection.search else cards_of(keys)
        return with_peers(cards, self.selection.own_slug) if self.selection.own_slug else cards


class RowList(CardList):
    """The rows of a table for an `InitiativeSelection`, for a paginator."""

    def __getitem__(self, page):
        return rows_of(super().__getitem__(page))


def records(keys, own_slug):
    """The published initiatives with some primary keys, in that order.

    Each has its `peer`: which of its municipalities is most like `own_slug` (a slug, or ""), or None.
    """
    nearest = peers().nearest(keys, own_slug) if own_slug else {}
    initiatives = Initiative.objects.published().for_cards().in_order(keys)
    for initiative in initiatives:
        initiative.peer = nearest.get(initiative.pk)
    return initiatives
