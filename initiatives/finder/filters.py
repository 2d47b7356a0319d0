"""The finder's parameters, checked and turned into a selection; export and feed use the same."""

from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from core.filter_sets import AddressFilterSet, FacetFilter, OneOfFacetFilter, OneOfFilter, TextFilter
from core.key_set import KeySet
from core.merging import survivor_key
from initiatives.models import Initiative
from municipalities.gazetteer import gazetteer
from themes.models import Bottleneck

from .catalogue import catalogue
from .facet_values import LEGENDS, LINKED_FACETS
from .selection import SORTS, InitiativeSelection

MAX_QUERY_LENGTH = 200
VIEWS = {"lijst": _("Lijst"), "kaart": _("Kaart"), "tabel": _("Tabel")}


class InitiativeFilter(AddressFilterSet):
    """All parameters of the finder, as they stand in an address; when one is invalid, nothing is found.

    Args: data, a QueryDict; the values of facets may be written as names: "Den Haag" is read as "den-haag".
    """

    q = TextFilter(label=_("Zoekwoorden"), max_length=MAX_QUERY_LENGTH)
    sorteer = OneOfFilter(_("Sorteer op"), [(name, label) for name, (label, _order) in SORTS.items()])
    weergave = OneOfFilter(_("Weergave"), list(VIEWS.items()))
    zoals = OneOfFacetFilter(_("Gemeenten zoals"), "gemeente")

    SINGLE = ["q", *LINKED_FACETS, "zoals"]

    class Meta:
        model = Initiative
        fields = []

    def __init__(self, data):
        self.catalogue = catalogue()
        super().__init__(_normalised(data), Initiative.objects.all())

    @classmethod
    def get_filters(cls):
        """The declared filters, one for each facet, and one for each record that other pages link from."""
        unknown = _("Dit adres kennen wij niet.")
        linked = {facet: OneOfFacetFilter(label, facet, unknown) for facet, label in LINKED_FACETS.items()}
        facets = {facet: FacetFilter(legend, facet) for facet, legend in LEGENDS.items()}
        return {**super().get_filters(), **linked, **facets}

    def choices(self, facet):
        """The values of a facet that a visitor may choose: a dict from value to label."""
        return self.catalogue.choices(facet)

    def filter_queryset(self, queryset):
        """The published initiatives that match, in no particular order."""
        return queryset.published().filter(pk__in=list(self.selection.matching))

    @cached_property
    def selection(self):
        """The `InitiativeSelection` of the parameters; an empty one when one of them is invalid."""
        if not self.is_valid():
            return InitiativeSelection({}, catalogue=self.catalogue, within=KeySet())
        return InitiativeSelection(self.form.cleaned_data, catalogue=self.catalogue)

    @property
    def view(self):
        """Name of the view for the results: one of `VIEWS`."""
        return (self.is_valid() and self.form.cleaned_data.get("weergave")) or "lijst"


def _normalised(data):
    """The parameters, with the values of facets written as in our own addresses."""
    normalised = data.copy()
    for name in [*LEGENDS, *LINKED_FACETS, "zoals"]:
        if name in data:
            slug_of = SLUGS_OF_NAMES.get(name, slugify)
            normalised.setlist(name, list(dict.fromkeys(slug_of(value) or value for value in data.getlist(name))))
    return normalised


def _municipality_slug(name):
    place = gazetteer().find(name)
    return place.current_slug if place else slugify(name)


def _province_slug(name):
    return gazetteer().province_slug(name)


def _slug_in(facet, model):
    """The slug of a record by its name; of one that was merged into another that of the other."""

    def slug_of(name):
        slug = slugify(name)
        key = None if slug in catalogue().facet_values.choices[facet] else survivor_key(model, slug=slug)
        return (key and model.objects.filter(pk=key).values_list("slug", flat=True).first()) or slug

    return slug_of


SLUGS_OF_NAMES = {"gemeente": _municipality_slug, "zoals": _municipality_slug, "provincie": _province_slug}
SLUGS_OF_NAMES |= {"tag": _slug_in("tag", Tag), "knelpunt": _slug_in("knelpunt", Bottleneck)}
CACHED_PARAMETERS = InitiativeFilter.base_filters.keys() - {"q"}
