"""The finder's parameters, checked and turned into a selection; export and feed use the same."""

from functools import cached_property
from itertools import chain, islice
from urllib.parse import urlencode

import django_filters
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from municipalities.gazetteer import gazetteer
from search.documents import DocumentKind
from search.matching import FEW_MATCHES, MAX_SCORED, Search

from .cards import cards_of, likened, marked
from .catalogue import bits, catalogue
from .facet_values import LEGENDS, LINKED_FACETS
from .peers import peers

QUERY_LENGTH = 200
BEST, ALIKE = "beste", "zoals"
SORTS = {
    ALIKE: (_("Gemeenten zoals de mijne eerst"), "newest"),
    BEST: (_("Beste eerst"), "newest"),
    "nieuwste": (_("Nieuwste eerst"), "newest"),
    "titel": (_("Titel"), "title"),
    "gemeente": (_("Gemeente"), "municipality"),
    "sinds": (_("Laatst begonnen eerst"), "start"),
}
VIEWS = {"lijst": _("Lijst"), "kaart": _("Kaart"), "tabel": _("Tabel")}
UNKNOWN = _("‘%(value)s’ kennen wij niet.")


class FacetFilter(django_filters.MultipleChoiceFilter):
    """The initiatives with one of the chosen values."""

    def __init__(self, facet):
        super().__init__(label=LEGENDS[facet], choices=[], error_messages={"invalid_choice": UNKNOWN})


class LeaningFilter(django_filters.ChoiceFilter):
    """The initiatives that answer a bottleneck or lean on a framework, for links from those pages."""

    def __init__(self, facet):
        message = _("Dit adres kennen wij niet.")
        super().__init__(label=LINKED_FACETS[facet], choices=[], error_messages={"invalid_choice": message})


class InitiativeFilter(django_filters.FilterSet):
    """All parameters of the finder; check `is_valid()`, an invalid one gives no results."""

    q = django_filters.CharFilter(label=_("Zoekwoorden"), max_length=QUERY_LENGTH)
    sorteer = django_filters.ChoiceFilter(
        label=_("Sorteer op"),
        choices=[(name, label) for name, (label, _order) in SORTS.items()],
        error_messages={"invalid_choice": UNKNOWN},
    )
    weergave = django_filters.ChoiceFilter(
        label=_("Weergave"), choices=list(VIEWS.items()), error_messages={"invalid_choice": UNKNOWN}
    )
    zoals = django_filters.ChoiceFilter(
        label=_("Gemeenten zoals"), choices=[], error_messages={"invalid_choice": UNKNOWN}
    )

    SINGLE = ["q", *LINKED_FACETS, "zoals"]

    class Meta:
        model = Initiative
        fields = []

    def __init__(self, data):
        self.catalogue = catalogue()
        self.base_filters = {name: one for name, one in type(self).base_filters.items() if name in data}
        super().__init__(_forgiven(data), Initiative.objects.none())
        for name in [*LEGENDS, *LINKED_FACETS]:
            if self.data.getlist(name):
                self.filters[name].extra["choices"] = list(self.catalogue.choices(name).items())
        if self.data.get("zoals"):
            self.filters["zoals"].extra["choices"] = list(self.catalogue.choices("gemeente").items())

    @classmethod
    def get_filters(cls):
        """The declared filters, and one for each facet."""
        facets = {facet: FacetFilter(facet) for facet in LEGENDS}
        return {**super().get_filters(), **{facet: LeaningFilter(facet) for facet in LINKED_FACETS}, **facets}

    @cached_property
    def cleaned(self):
        """The checked parameters; empty when one of them is wrong."""
        return self.form.cleaned_data if self.is_valid() else {}

    @cached_property
    def selection(self):
        """The chosen values of each facet."""
        return {name: list(values) for name in LEGENDS if (values := self.cleaned.get(name))}

    @cached_property
    def search(self):
        """The search for the words."""
        return Search(self.cleaned.get("q", ""), DocumentKind.INITIATIVE)

    @property
    def mine(self):
        """The municipality (a slug) whose likes come first; empty when nobody chose one."""
        return self.cleaned.get("zoals", "")

    @property
    def view(self):
        """How the results are shown: one of `VIEWS`."""
        return self.cleaned.get("weergave") or "lijst"

    @property
    def sorts(self):
        """The names of the orders that make sense: the best first with words, likeness with a municipality."""
        senseless = {ALIKE: not self.mine, BEST: not self.search}
        return [name for name in SORTS if not senseless.get(name)]

    @property
    def sort(self):
        """The name of the order: what was chosen, or else the first that makes sense."""
        asked = self.cleaned.get("sorteer")
        return asked if asked in self.sorts else self.sorts[0]

    @cached_property
    def narrowed(self):
        """The set that is left before the facets: by the words, and by a bottleneck or framework."""
        if not self.is_valid():
            return 0
        found = self.catalogue.everything
        if self.search and self.search.matches is not None:
            found &= bits(self.search.matches)
        if self.search and self.search.excluded:
            found &= ~bits(self.search.excluded)
        for name in LINKED_FACETS:
            if value := self.cleaned.get(name):
                found &= self.catalogue.any_of(name, [value])
        return found

    def found_without(self, facet):
        """The set that the selection finds when one facet is left out of it."""
        found = self.narrowed
        for name, values in self.selection.items():
            if name != facet:
                found &= self.catalogue.any_of(name, values)
        return found

    @cached_property
    def found(self):
        """The set that the selection finds."""
        return self.found_without(None)

    @property
    def total(self):
        """How many initiatives the selection finds."""
        return self.found.bit_count()

    def keys(self, order=None):
        """The primary keys of what was found, as an iterator, in the order that was asked for or in a given one."""
        name = order or SORTS[self.sort][1]
        if not order and self.sort == ALIKE:
            return peers().listed(self.found, self.mine)
        if order or self.sort != BEST or not self.search.matches:
            return self.catalogue.listed(self.found, name)
        if self.total <= MAX_SCORED:
            return iter(self.search.sort_by_score(list(self.catalogue.listed(self.found, name))))
        front = self.found & bits(self.search.title_matches)
        first = list(islice(self._titles_first(front, name), MAX_SCORED))
        others = self.catalogue.listed(self.found & ~bits(first), name)
        return chain(self.search.sort_by_score(first, body=front.bit_count() < FEW_MATCHES), others)

    def _titles_first(self, front, name):
        yield from self.catalogue.listed(front, name)
        yield from self.catalogue.listed(self.found & ~front, name)

    def first(self, number, order):
        """The primary keys of the first few of what was found, in an order of the catalogue."""
        return list(islice(self.keys(order), number))


class Results:
    """What a selection finds, for a paginator: it counts without reading, and reads only what is on the page."""

    def __init__(self, selected):
        self.selected = selected

    def count(self):
        """How many there are."""
        return self.selected.total

    def __getitem__(self, part):
        keys = list(islice(self.selected.keys(), part.start, part.stop))
        cards = marked(keys, self.selected.search) if self.selected.search else cards_of(keys)
        return likened(cards, self.selected.mine) if self.selected.mine else cards


class Rows(Results):
    """The same results as records, for a table."""

    def __getitem__(self, part):
        keys = list(islice(self.selected.keys(), part.start, part.stop))
        return records(keys, self.selected.mine)


def records(keys, mine):
    """The published initiatives with some primary keys, in that order.

    Each has its `peer`: which of its municipalities is most like `mine` (a slug, or ""), or None.
    """
    nearest = peers().nearest(keys, mine) if mine else {}
    found = Initiative.objects.published().for_cards().in_order(keys)
    for initiative in found:
        initiative.peer = nearest.get(initiative.pk)
    return found


def chosen(**parameters):
    """The selection of an address with some parameters: `chosen(thema="opvang")`."""
    return InitiativeFilter(QueryDict(urlencode(parameters)))


def _forgiven(data):
    """The parameters, with the values of facets written as in our own addresses: "Den Haag" becomes "den-haag"."""
    forgiven = data.copy()
    for name in [*LEGENDS, *LINKED_FACETS, "zoals"]:
        if name in data:
            address = _address_of_municipality if name in {"gemeente", "zoals"} else slugify
            forgiven.setlist(name, list(dict.fromkeys(address(value) or value for value in data.getlist(name))))
    return forgiven


def _address_of_municipality(name):
    place = gazetteer().find(name)
    return place.slug if place else slugify(name)
