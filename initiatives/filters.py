"""The finder's parameters, checked and turned into a selection; export and feed use the same."""

from functools import cached_property
from itertools import chain, islice
from urllib.parse import urlencode

import django_filters
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from search.documents import Kind
from search.finding import FEW, WEIGHED, Search

from .cards import cards_of, marked
from .catalogue import bits, catalogue
from .models import Initiative
from .vocabulary import LEANINGS, LEGENDS

QUERY_LENGTH = 200
BEST = "beste"
SORTS = {
    BEST: (_("Beste eerst"), "newest"),
    "nieuwste": (_("Nieuwste eerst"), "newest"),
    "titel": (_("Titel"), "title"),
    "gemeente": (_("Gemeente"), "municipality"),
    "sinds": (_("Laatst begonnen eerst"), "start"),
}
UNKNOWN = _("‘%(value)s’ kennen wij niet.")


class FacetFilter(django_filters.MultipleChoiceFilter):
    """The initiatives with one of the chosen values."""

    def __init__(self, facet):
        super().__init__(label=LEGENDS[facet], choices=[], error_messages={"invalid_choice": UNKNOWN})


class LeaningFilter(django_filters.ChoiceFilter):
    """The initiatives that answer a bottleneck or lean on a framework, for links from those pages."""

    def __init__(self, facet):
        message = _("Dit adres kennen wij niet.")
        super().__init__(label=LEANINGS[facet], choices=[], error_messages={"invalid_choice": message})


class InitiativeFilter(django_filters.FilterSet):
    """All parameters of the finder; check `is_valid()`, an invalid one gives no results."""

    q = django_filters.CharFilter(label=_("Zoekwoorden"), max_length=QUERY_LENGTH)
    sorteer = django_filters.ChoiceFilter(
        label=_("Sorteer op"),
        choices=[(name, label) for name, (label, _order) in SORTS.items()],
        error_messages={"invalid_choice": UNKNOWN},
    )

    NARROWING = ["q", *LEANINGS]

    class Meta:
        model = Initiative
        fields = []

    def __init__(self, data):
        self.catalogue = catalogue()
        self.base_filters = {name: one for name, one in type(self).base_filters.items() if name in data}
        super().__init__(_forgiven(data), Initiative.objects.none())
        for name in [*LEGENDS, *LEANINGS]:
            if self.data.getlist(name):
                self.filters[name].extra["choices"] = list(self.catalogue.choices(name).items())

    @classmethod
    def get_filters(cls):
        """The declared filters, and one for each facet."""
        facets = {facet: FacetFilter(facet) for facet in LEGENDS}
        return {**super().get_filters(), **{facet: LeaningFilter(facet) for facet in LEANINGS}, **facets}

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
        return Search(self.cleaned.get("q", ""), Kind.INITIATIVE)

    @property
    def sort(self):
        """The name of the order: what was chosen, or else the best first when there are words, or the newest."""
        return self.cleaned.get("sorteer") or (BEST if self.search else "nieuwste")

    @cached_property
    def narrowed(self):
        """The set that is left before the facets: by the words, and by a bottleneck or framework."""
        if not self.is_valid():
            return 0
        found = self.catalogue.everything
        if self.search and self.search.found is not None:
            found &= bits(self.search.found)
        if self.search and self.search.excluded:
            found &= ~bits(self.search.excluded)
        for name in LEANINGS:
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
        if order or self.sort != BEST or not self.search.found:
            return self.catalogue.listed(self.found, name)
        if self.total <= WEIGHED:
            return iter(self.search.weigh(list(self.catalogue.listed(self.found, name))))
        front = self.found & bits(self.search.titled)
        first = list(islice(self._titles_first(front, name), WEIGHED))
        others = self.catalogue.listed(self.found & ~bits(first), name)
        return chain(self.search.weigh(first, body=front.bit_count() < FEW), others)

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
        return marked(keys, self.selected.search) if self.selected.search else cards_of(keys)


def chosen(**parameters):
    """The selection of an address with some parameters: `chosen(thema="opvang")`."""
    return InitiativeFilter(QueryDict(urlencode(parameters)))


def _forgiven(data):
    """The parameters, with the values of facets written as in our own addresses: "Den Haag" becomes "den-haag"."""
    forgiven = data.copy()
    for name in [*LEGENDS, *LEANINGS]:
        if name in data:
            forgiven.setlist(name, list(dict.fromkeys(slugify(value) or value for value in data.getlist(name))))
    return forgiven
