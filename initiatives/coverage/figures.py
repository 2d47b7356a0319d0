"""Coverage of municipalities, themes and sizes by the published initiatives, and completeness of their data."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.choices import Evidence, ResultKind
from initiatives.collection import collection
from initiatives.finder.catalogue import catalogue
from initiatives.finder.facet_values import LEGENDS
from initiatives.models import Initiative, Result
from municipalities.gazetteer import gazetteer
from municipalities.sizes import SizeClass
from sources.models import Publication

FACETS = ["thema", "provincie", "grootte", "status", "actualiteit", "onderbouwing", "soort"]


def _with_outcome():
    outcomes = Result.objects.filter(kind=ResultKind.OUTCOME, publication__in=Publication.objects.published())
    return Q(Exists(outcomes.filter(initiative=OuterRef("pk"))))


KNOWN = {  # what may be known of an initiative: its label, and the condition
    "checked": (_("Nagekeken door de redactie of de gemeente"), lambda: ~Q(checked_on=None)),
    "contact": (_("Met een functie of postbus voor contact"), lambda: ~Q(contact_name="") | ~Q(contact_email="")),
    "costs": (_("Met kosten"), lambda: ~Q(cost_one_off="") | ~Q(cost_yearly="")),
    "outcomes": (_("Met een uitkomst: wat er veranderde"), _with_outcome),
    "assessed": (_("Met een beoordeelde onderbouwing"), lambda: ~Q(evidence=Evidence.NOT_ASSESSED)),
}


def known_counts(names=KNOWN):
    """Count the published initiatives that meet each condition, in one query: a dict from names of KNOWN to numbers."""
    conditions = {name: KNOWN[name][1]() for name in names}
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return Initiative.objects.published().aggregate(**counts)


@dataclass(frozen=True)
class Share:
    """A number of initiatives or municipalities, out of how many."""

    label: str
    count: int
    total: int


@dataclass(frozen=True)
class Row:
    """A value of a facet: its initiatives, and the municipalities that have one of them, out of how many."""

    value: str
    label: str
    href: str
    initiatives: int
    municipalities: int
    out_of: int


@dataclass(frozen=True)
class Breakdown:
    """The initiatives by the values of one facet."""

    facet: str
    legend: str
    rows: list[Row]


class Coverage:
    """The figures of this moment."""

    def __init__(self):
        self.catalogue = catalogue()
        self.places = gazetteer().current

    @cached_property
    def collection(self):
        """Number of initiatives, and how many of them are proposals and foreign examples."""
        return collection()

    @cached_property
    def municipalities(self):
        """The municipalities of today that have an initiative, out of all."""
        return Share(_("Gemeenten met een voorbeeld"), self._with_one_of(self.catalogue.everything), len(self.places))

    @cached_property
    def known(self):
        """Share of the initiatives that meet each condition: a dict from a name of KNOWN to a `Share`."""
        return {name: Share(KNOWN[name][0], count, self.collection.total) for name, count in known_counts().items()}

    @cached_property
    def breakdowns(self):
        """The initiatives by the values of each of FACETS."""
        return [Breakdown(facet, LEGENDS[facet], self._rows(facet)) for facet in FACETS]

    def as_figures(self):
        """Return these figures as plain numbers, to be stored as JSON."""
        return {
            "initiatives": self.collection.total,
            "municipalities": self.municipalities.count,
            "all_municipalities": self.municipalities.total,
            **{name: share.count for name, share in self.known.items()},
            "by": {part.facet: {row.value: row.initiatives for row in part.rows} for part in self.breakdowns},
        }

    def _rows(self, facet):
        values = self.catalogue.main_themes if facet == "thema" else self.catalogue.choices(facet)
        return [self._row(facet, value, label) for value, label in values.items()]

    def _row(self, facet, value, label):
        initiatives = self.catalogue.any_of(facet, [value])
        places = [place for place in self.places if _is_in(place, facet, value)]
        href = f"{reverse('initiatives:list')}?{urlencode({facet: value})}" if initiatives else ""
        return Row(value, label, href, len(initiatives), self._with_one_of(initiatives, places), len(places))

    def _with_one_of(self, initiatives, places=None):
        by_place = self.catalogue.by_municipality
        places = self.places if places is None else places
        return sum(bool(by_place[place.slug].count_in(initiatives)) for place in places if place.slug in by_place)


def _is_in(place, facet, value):
    """Whether a municipality belongs to a value of a facet; to those that say nothing of a place all belong."""
    if facet == "provincie":
        return place.province_slug == value
    return facet != "grootte" or SizeClass.of(place.population) == value
