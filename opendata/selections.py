"""Selection and order of records by the parameters of an address; exports and API use the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from django.http import QueryDict
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.filter_sets import UNKNOWN
from initiatives.finder.catalogue import catalogue
from initiatives.finder.facet_values import LEGENDS
from initiatives.finder.facets import facet_of
from initiatives.finder.filters import InitiativeFilter
from municipalities.gazetteer import gazetteer
from themes.signals.listing import ADDRESSES, SignalFilter
from themes.standing import Standing, with_standing

from .schemas import KINDS

FIXED_FACETS = {"status", "actualiteit", "soort", "onderbouwing", "provincie", "grootte", "kosten", "overgenomen"}
FIXED_FACETS |= {"documenten"}
FINDER = [name for name in InitiativeFilter.base_filters if name != "weergave"]  # how a page looks selects nothing


@dataclass(frozen=True)
class Filters:
    """The parameters of a kind.

    labels: by name the label. repeated: those that may be there more than once. fixed: those of which no content
    changes the values. values: a function from a name to what may be chosen; nothing for words.
    """

    labels: dict = field(default_factory=dict)
    repeated: frozenset = frozenset()
    fixed: frozenset = frozenset()
    values: Callable = lambda _name: []


def _values_of(filterset):
    """Return a function from the name of a filter of this filterset class to the values that its form accepts."""

    def values(name):
        filter_field = filterset.base_filters[name]
        if hasattr(filter_field, "facet"):
            return list(filterset(QueryDict()).choices(filter_field.facet))
        return list(dict(filter_field.extra["choices"]))

    return lambda name: [] if name == "q" else values(name)


def _standings(_name):
    return Standing.values


def _provinces(_name):
    return [slug for _pk, slug, _label in gazetteer().provinces]


FILTERS = {
    "initiatieven": Filters(
        {name: InitiativeFilter.base_filters[name].label for name in FINDER},
        frozenset(LEGENDS),
        frozenset({*FIXED_FACETS, "sorteer"}),
        _values_of(InitiativeFilter),
    ),
    "knelpunten": Filters(
        {name: each.label for name, each in SignalFilter.base_filters.items()},
        frozenset(SignalFilter.base_filters) - {"sorteer"},
        frozenset({"sorteer"}),
        _values_of(SignalFilter),
    ),
    "kaders": Filters({"stand": _("Stand")}, frozenset({"stand"}), frozenset({"stand"}), _standings),
    "gemeenten": Filters({"provincie": _("Provincie")}, frozenset({"provincie"}), frozenset({"provincie"}), _provinces),
}


class Selection:
    """The records of a kind that some parameters select.

    Args: name, of the kind; data, a QueryDict with only the parameters of `FILTERS`.
    errors: a dict from parameter to messages; when there are any, nothing is selected.
    """

    def __init__(self, name, data):
        self.kind, self.data, self.errors, self.finder = KINDS[name], data, {}, None
        self._keys = SELECTING.get(name, _everything)(self, data)

    def keys(self):
        """The primary keys, as an iterator, in order."""
        if self.errors:
            return iter(())
        return iter(self._listed if self.finder is None else self._keys())

    @cached_property
    def total(self):
        """Number of records."""
        if self.errors:
            return 0
        return len(self._listed) if self.finder is None else self.finder.total

    def page(self, start, stop):
        """Some of the records, as schemas."""
        return self.kind.read(list(islice(self.keys(), start, stop)))

    def facets(self, names):
        """Return the values of each named facet, each with the number of records it would find: a dict of lists."""
        return {name: facet_of(self.finder, name).options for name in names}

    @cached_property
    def _listed(self):
        return self._keys()


def _everything(selection, _data):
    return selection.kind.keys


def _initiatives(selection, data):
    filterset = InitiativeFilter(data)
    selection.errors = filterset.errors
    selection.finder = filterset.selection
    return filterset.selection.keys


def _bottlenecks(selection, data):
    filterset = SignalFilter(data)
    selection.errors = filterset.errors
    return lambda: filterset.keys(lambda slug: len(catalogue().any_of(ADDRESSES, [slug])))


def _frameworks(selection, data):
    chosen = _chosen(selection, data, "stand")

    def keys():
        public = with_standing(selection.kind.published(), timezone.localdate())
        return selection.kind.keys(public.filter(standing__in=chosen) if chosen else public)

    return keys


def _municipalities(selection, data):
    chosen = _chosen(selection, data, "provincie")

    def keys():
        public = selection.kind.published()
        return selection.kind.keys(public.filter(province__slug__in=chosen) if chosen else public)

    return keys


def _chosen(selection, data, name):
    """The chosen values of a parameter, written as in our own addresses; an error for each that is not known."""
    known = FILTERS[selection.kind.name].values(name)
    values = [slugify(value) or value for value in data.getlist(name)]
    if unknown := [value for value in values if value not in known]:
        selection.errors = {name: [UNKNOWN % {"value": value} for value in unknown]}
    return values


SELECTING: dict[str, Callable] = {
    "initiatieven": _initiatives,
    "knelpunten": _bottlenecks,
    "kaders": _frameworks,
    "gemeenten": _municipalities,
}
