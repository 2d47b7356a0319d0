"""A selection of initiatives: what matches words and facets, and in which order it is listed."""

from functools import cached_property
from itertools import chain, islice

from django.utils.translation import gettext_lazy as _

from core.faceting import FacetedSelection
from core.key_set import KeySet
from initiatives.freshness import Group
from search.documents import DocumentKind
from search.matching import FEW_MATCHES, MAX_SCORED
from search.widening import search_for

from .catalogue import catalogue as current_catalogue
from .facet_values import ADOPTED, LEGENDS, LINKED_FACETS
from .peers import peers

BEST, ALIKE = "beste", "zoals"
SORTS = {
    ALIKE: (_("Gemeenten zoals de mijne eerst"), "newest"),
    BEST: (_("Beste eerst"), "newest"),
    "nieuwste": (_("Nieuwste eerst"), "newest"),
    "gecontroleerd": (_("Laatst gecontroleerd"), "checked"),
    "titel": (_("Titel"), "title"),
    "gemeente": (_("Gemeente"), "municipality"),
    "sinds": (_("Laatst begonnen eerst"), "start"),
    ADOPTED: (_("Vaakst overgenomen eerst"), "adopters"),
}


class InitiativeSelection:
    """The published initiatives that match some values of the finder's parameters, in an order.

    Args: values, a dict from parameter to a known value, or a list of values when it is a facet;
        catalogue, the `Catalogue` to select from, the current one by default; within, the `KeySet` to choose from, all
        published initiatives by default.
    """

    def __init__(self, values, *, catalogue=None, within=None):
        self.catalogue = catalogue or current_catalogue()
        self.values = values
        self.search = search_for(values.get("q", ""), DocumentKind.INITIATIVE)
        self._within = self.catalogue.everything if within is None else within

    @classmethod
    def of(cls, **values):
        """The selection of some values: `InitiativeSelection.of(thema=["opvang"], zoals="ede")`."""
        return cls(values)

    @property
    def chosen(self):
        """The chosen values of each facet: a dict from facet to a list of values."""
        return self.faceted.chosen

    @property
    def own_slug(self):
        """The visitor's municipality (a slug): initiatives of similar ones come first; empty when none was chosen."""
        return self.values.get("zoals", "")

    @property
    def sorts(self):
        """The names of the orders that make sense: by words, by a municipality, by what was taken over."""
        senseless = {ALIKE: not self.own_slug, BEST: not self.search, ADOPTED: not self.catalogue.adopters}
        return [name for name in SORTS if not senseless.get(name)]

    @property
    def sort(self):
        """The name of the order: what was chosen, or else the first that makes sense."""
        name = self.values.get("sorteer")
        return name if name in self.sorts else self.sorts[0]

    @cached_property
    def faceted(self):
        """The `FacetedSelection` of the chosen values, within what the words and linked records leave."""
        chosen = {facet: list(values) for facet in LEGENDS if (values := self.values.get(facet))}
        return FacetedSelection(self.catalogue.key_sets, chosen, self._narrowed())

    @property
    def matching(self):
        """The `KeySet` of the initiatives that match."""
        return self.faceted.matching

    @property
    def total(self):
        """Number of initiatives that match."""
        return len(self.matching)

    @property
    def checked_total(self):
        """Number of matching initiatives that somebody checked."""
        return self.catalogue.any_of("actualiteit", [Group.CHECKED]).count_in(self.matching)

    def keys(self, order=None):
        """The primary keys of what matches, as an iterator, in the order of the selection or in a given one."""
        name = order or SORTS[self.sort][1]
        if not order and self.sort == ALIKE:
            return peers().ordered(self.matching, self.own_slug)
        if order or self.sort != BEST or not self.search.matches:
            return self.catalogue.ordered(self.matching, name)
        if self.total <= MAX_SCORED:
            return iter(self.search.sort_by_score(list(self.catalogue.ordered(self.matching, name))))
        foremost = self.matching & KeySet.of(self.search.foremost)
        others = self.catalogue.ordered(self.matching - foremost, name)
        first = list(islice(chain(self.catalogue.ordered(foremost, name), others), MAX_SCORED))
        rest = self.catalogue.ordered(self.matching - KeySet.of(first), name)
        return chain(self.search.sort_by_score(first, body=len(foremost) < FEW_MATCHES), rest)

    def first(self, number, order):
        """The primary keys of the first few that match, in an order of the catalogue."""
        return list(islice(self.keys(order), number))

    def _narrowed(self):
        """The `KeySet` that is left before the facets: by the words, and by a bottleneck or framework."""
        keys = self._within
        if keys and self.search and self.search.matches is not None:
            keys &= KeySet.of(self.search.matches)
        if keys and self.search and self.search.excluded:
            keys -= KeySet.of(self.search.excluded)
        for facet in LINKED_FACETS:
            if value := self.values.get(facet):
                keys &= self.catalogue.any_of(facet, [value])
        return keys
