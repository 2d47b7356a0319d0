"""The finder's parameters, checked and turned into conditions; export and feed use the same."""

from functools import cached_property, reduce
from operator import or_

import django_filters
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from municipalities.sizes import SizeClass
from sources.records import State
from themes import thesaurus
from themes.models import Bottleneck, Framework

from .models import Initiative
from .vocabulary import HOME_COUNTRY, LEGENDS, Vocabulary

QUERY_LENGTH = 200
SORTS = {
    "nieuwste": (_("Nieuwste eerst"), "newest"),
    "titel": (_("Titel"), "by_title"),
    "gemeente": (_("Gemeente"), "by_municipality"),
    "sinds": (_("Laatst begonnen eerst"), "by_start"),
}


def themes(values):
    """With one of these themes, or a sub-theme of one."""
    mine = Q(themes__slug__in=values, themes__state=State.PUBLISHED)
    return mine | Q(
        themes__parent__slug__in=values, themes__state=State.PUBLISHED, themes__parent__state=State.PUBLISHED
    )


def provinces(values):
    """In one of these provinces, participants that the source does not name included."""
    return Q(municipalities__province__slug__in=values) | Q(unnamed_province__slug__in=values)


def sizes(values):
    """In a municipality of one of these size classes."""
    return reduce(or_, (Q(municipalities__in=Municipality.objects.of_size(SizeClass(value))) for value in values))


def countries(values):
    """In one of these countries, written as in an address; no country is the Netherlands."""
    named = Initiative.objects.published().exclude(country="").values_list("country", flat=True)
    return Q(country__in=[country for country in {*named} if slugify(country) in values]) | (
        Q(country="") if HOME_COUNTRY in values else Q(pk__in=[])
    )


CONDITIONS = {
    "thema": themes,
    "gemeente": lambda values: Q(municipalities__slug__in=values),
    "provincie": provinces,
    "type": lambda values: Q(municipalities__types__slug__in=values, municipalities__types__state=State.PUBLISHED),
    "grootte": sizes,
    "doelgroep": lambda values: Q(target_groups__slug__in=values),
    "soort": lambda values: Q(kind__in=values),
    "status": lambda values: Q(status__in=values),
    "onderbouwing": lambda values: Q(evidence__in=values),
    "kosten": lambda values: Q(band_one_off__in=values) | Q(band_yearly__in=values),
    "tag": lambda values: Q(tags__slug__in=values),
    "jaar": lambda values: Q(start_year__in=values),
    "land": countries,
}


class FacetFilter(django_filters.MultipleChoiceFilter):
    """One of the chosen values; relations by subquery, so that no record comes twice."""

    def __init__(self, facet):
        super().__init__(
            label=LEGENDS[facet],
            choices=[],
            error_messages={"invalid_choice": _("‘%(value)s’ kennen wij niet.")},
        )
        self.facet = facet

    def filter(self, queryset, values):
        """Narrow a queryset; no values leave it as it is."""
        if not values:
            return queryset
        found = Initiative.objects.filter(CONDITIONS[self.facet](values))
        return queryset.filter(pk__in=found.order_by().values("pk"))


class LeaningFilter(django_filters.ModelChoiceFilter):
    """Initiatives that answer a bottleneck or lean on a framework, for links from those pages."""

    def __init__(self, model):
        super().__init__(
            queryset=model.objects.published(),
            to_field_name="slug",
            label=model._meta.verbose_name,
            error_messages={"invalid_choice": _("Dit adres kennen wij niet.")},
        )

    def filter(self, queryset, record):
        """Narrow a queryset; no record leaves it as it is."""
        return queryset.filter(pk__in=record.initiatives.values("pk")) if record else queryset


class InitiativeFilter(django_filters.FilterSet):
    """All parameters of the finder; check `is_valid()`, an invalid one gives no results."""

    q = django_filters.CharFilter(label=_("Zoekwoorden"), method="search", max_length=QUERY_LENGTH)
    knelpunt = LeaningFilter(Bottleneck)
    kader = LeaningFilter(Framework)
    sorteer = django_filters.ChoiceFilter(
        label=_("Sorteer op"),
        method="sort",
        choices=[(name, label) for name, (label, _verb) in SORTS.items()],
        error_messages={"invalid_choice": _("‘%(value)s’ kennen wij niet.")},
    )

    NARROWING = ["q", "knelpunt", "kader"]

    class Meta:
        model = Initiative
        fields = []

    def __init__(self, data):
        super().__init__(data, Initiative.objects.published())
        self.vocabulary = Vocabulary()
        for name in LEGENDS:
            if self.data.getlist(name):
                self.filters[name].extra["choices"] = list(self.vocabulary.choices(name).items())

    @classmethod
    def get_filters(cls):
        """The declared filters, and one for each facet."""
        return {**super().get_filters(), **{facet: FacetFilter(facet) for facet in LEGENDS}}

    @property
    def qs(self):
        """The selection, sorted; nothing at all when a parameter is wrong."""
        if not self.is_valid():
            return self.queryset.none()
        found = super().qs
        return found if self.form.cleaned_data["sorteer"] else found.newest()

    @property
    def selection(self):
        """The chosen values of each facet, as sets."""
        return {name: set(self.form.cleaned_data.get(name) or ()) for name in LEGENDS} if self.is_valid() else {}

    @cached_property
    def labels(self):
        """The thesaurus, read once for searching and for explaining the words."""
        return thesaurus.labels()

    def narrowed(self):
        """What is left before the facets: by the words, and by a bottleneck or framework."""
        found = self.queryset
        for name in self.NARROWING if self.is_valid() else []:
            found = self.filters[name].filter(found, self.form.cleaned_data[name])
        return found

    def search(self, queryset, _name, query):
        """Narrow a queryset to what matches the words."""
        return queryset.matching(query, self.labels)

    def sort(self, queryset, _name, sort):
        """Order a queryset."""
        return getattr(queryset, SORTS[sort][1])()
