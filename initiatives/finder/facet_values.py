"""What a visitor can filter on: the values of every facet with their labels, and what gives an initiative a value."""

from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from initiatives.choices import CostBand, Evidence, Kind, Status
from municipalities.gazetteer import gazetteer
from municipalities.models import MunicipalityType, Province
from municipalities.sizes import SizeClass
from themes.models import Bottleneck, Framework, TargetGroup, Theme

LEGENDS = {
    "thema": _("Thema"),
    "doelgroep": _("Doelgroep"),
    "status": _("Status"),
    "soort": _("Soort"),
    "onderbouwing": _("Onderbouwing"),
    "gemeente": _("Gemeente"),
    "provincie": _("Provincie"),
    "grootte": _("Grootte van de gemeente"),
    "type": _("Type gemeente"),
    "kosten": _("Kosten"),
    "jaar": _("Begonnen in"),
    "land": _("Land"),
    "tag": _("Trefwoord"),
}
PLURALS = {
    "doelgroep": _("doelgroepen"),
    "gemeente": _("gemeenten"),
    "type": _("typen gemeenten"),
    "jaar": _("jaren"),
    "land": _("landen"),
    "tag": _("trefwoorden"),
}
LINKED_FACETS = {"knelpunt": _("Knelpunt"), "kader": _("Kader")}
HOME_COUNTRY = "nederland"
YEARS = range(1900, 2101)


class FacetValues:
    """The words behind the finder, read once for every change.

    choices: a dict from facet to a dict from value to label, in the order of the screen.
    gives: a dict from ("themes", primary key), say, to the pairs of facet and value that a record gives
    to an initiative that is linked to it.
    """

    def __init__(self):
        self.choices = {
            "soort": dict(Kind.choices),
            "status": dict(Status.choices),
            "onderbouwing": dict(reversed(Evidence.choices)),
            "grootte": dict(SizeClass.choices),
            "kosten": dict(CostBand.choices),
            "jaar": {str(year): str(year) for year in reversed(YEARS)},
            "land": {HOME_COUNTRY: _("Nederland")},
        }
        self.gives = {}
        self._read_themes()
        self._read_places()
        self._read_others()

    def _read_themes(self):
        themes = {theme.pk: theme for theme in Theme.objects.published().order_by("parent_id", "position")}
        mains = [theme for theme in themes.values() if theme.parent_id is None]
        ordered = [theme for main in mains for theme in (main, *(t for t in themes.values() if t.parent_id == main.pk))]
        ordered += [theme for theme in themes.values() if theme not in ordered]
        self.choices["thema"] = {theme.slug: theme.name for theme in ordered}
        self.subthemes = {theme.slug for theme in ordered if theme.parent_id in themes}
        for pk, theme in themes.items():
            family = [theme, themes[theme.parent_id]] if theme.parent_id in themes else [theme]
            self.gives["themes", pk] = [("thema", one.slug) for one in family]

    def _read_places(self):
        places, keys = gazetteer().places, gazetteer().slugs
        self.places = {pk: places[slug].name for pk, slug in keys.items()}
        self.choices["gemeente"] = {slug: place.name for slug, place in places.items()}
        self.choices["type"] = dict(MunicipalityType.objects.published().values_list("slug", "name"))
        self.choices["provincie"] = dict(Province.objects.order_by("slug").values_list("slug", "name"))
        for pk, slug in keys.items():
            place = places[slug]
            size = [] if place.population is None else [("grootte", SizeClass.of(place.population).value)]
            types = [("type", kind) for kind in place.types]
            self.gives["municipalities", pk] = [
                ("gemeente", slug),
                ("provincie", place.province_slug),
                *size,
                *types,
            ]
        for pk, slug in Province.objects.values_list("pk", "slug"):
            self.gives["unnamed_province", pk] = [("provincie", slug)]

    def _read_others(self):
        others = [
            ("target_groups", "doelgroep", TargetGroup.objects.all(), "name"),
            ("tags", "tag", Tag.objects.order_by("name"), "name"),
            ("bottlenecks", "knelpunt", Bottleneck.objects.published(), "title"),
            ("frameworks", "kader", Framework.objects.published(), "name"),
        ]
        for relation, facet, records, label in others:
            self.choices[facet] = {}
            for pk, slug, text in records.values_list("pk", "slug", label):
                self.choices[facet][slug] = text
                self.gives[relation, pk] = [(facet, slug)]
