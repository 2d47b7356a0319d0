"""Facet values with their labels, and the records that they come from."""

from collections import defaultdict
from math import inf

from django.db.models import F, Value
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from initiatives.choices import CostBand, Evidence, InitiativeKind
from initiatives.freshness import STATUSES, Group
from initiatives.models import Bundle
from library.models import Paper
from municipalities.gazetteer import gazetteer
from municipalities.models import MunicipalityType
from municipalities.sizes import SizeClass
from themes.models import Bottleneck, Framework, TargetGroup, Theme
from themes.signals.listing import ADDRESSES, HINDERED, STOPPED

LEGENDS = {
    "thema": _("Thema"),
    "doelgroep": _("Doelgroep"),
    "status": _("Status"),
    "actualiteit": _("Actualiteit"),
    "soort": _("Soort"),
    "onderbouwing": _("Onderbouwing"),
    "gemeente": _("Gemeente"),
    "provincie": _("Provincie"),
    "grootte": _("Grootte van de gemeente"),
    "type": _("Type gemeente"),
    "kosten": _("Kosten"),
    "jaar": _("Begonnen in"),
    "land": _("Land"),
    "overgenomen": _("Overgenomen"),
    "documenten": _("Documenten"),
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
LINKED_FACETS = {"knelpunt": _("Knelpunt"), "kader": _("Kader"), "stapel": _("Stapel")}
BOTTLENECK_ROLES = {  # what an initiative has to do with a bottleneck: by relation, a facet that no address has
    "bottlenecks": ADDRESSES,
    "hindering_bottlenecks": HINDERED,
    "stopping_bottlenecks": STOPPED,
}
HOME_COUNTRY = "nederland"
ADOPTED = "overgenomen"
NOT_ADOPTED = "0"
PAPERS = "documenten"
ADOPTERS = {  # by the value in an address: how many municipalities at most, and the label
    NOT_ADOPTED: (0, _("Niet, zover wij weten")),
    "1": (1, _("Door 1 gemeente")),
    "2-5": (5, _("Door 2 tot 5 gemeenten")),
    "meer": (inf, _("Door meer dan 5 gemeenten")),
}
YEARS = range(1900, 2101)
NAMED = {  # by facet the records, what they are ordered by, and their label
    "tag": (Tag.objects, "name", "name"),
    "kader": (Framework.objects, "name", "name"),
    "knelpunt": (Bottleneck.objects, "code", "title"),
}
LINKS_TO_NAMED = {  # by facet the relations of an initiative, each with the facets that it gives a value of
    "tag": {"tags": ["tag"]},
    "kader": {"frameworks": ["kader"], "later_frameworks": ["kader"]},
    "knelpunt": {relation: ["knelpunt", role] for relation, role in BOTTLENECK_ROLES.items()},
}


class FacetValues:
    """All values of all facets, read once for every change.

    choices: a dict from facet to a dict from value to label, in the order of the screen.
    by_record: a dict from a relation and a primary key, such as ("themes", 3), to the pairs of facet and value of an
    initiative that is linked to that record.
    subthemes: the themes that are part of another. municipality_names: a dict from primary key to name.
    """

    def __init__(self):
        self.choices = {
            "soort": dict(InitiativeKind.choices),
            "status": STATUSES,
            "actualiteit": dict(Group.choices),
            "onderbouwing": dict(reversed(Evidence.choices)),
            "grootte": dict(SizeClass.choices),
            "kosten": dict(CostBand.choices),
            "jaar": {str(year): str(year) for year in reversed(YEARS)},
            "land": {HOME_COUNTRY: _("Nederland")},
            PAPERS: dict(Paper.Kind.choices),
            ADOPTED: {value: label for value, (_most, label) in ADOPTERS.items()},
        }
        self.by_record = {}
        self._read_themes()
        self._read_municipalities()
        self._read_target_groups()
        self._read_named_records()
        self._read_bundles()

    def _read_themes(self):
        themes = {theme.pk: theme for theme in Theme.objects.published().order_by("position", "code")}
        mains = [theme for theme in themes.values() if theme.parent_id is None]
        ordered = [
            theme
            for main in mains
            for theme in (main, *(part for part in themes.values() if part.parent_id == main.pk))
        ]
        ordered += [theme for theme in themes.values() if theme not in ordered]
        self.choices["thema"] = {theme.slug: theme.name for theme in ordered}
        self.subthemes = {theme.slug for theme in ordered if theme.parent_id in themes}
        for pk, theme in themes.items():
            family = [theme, themes[theme.parent_id]] if theme.parent_id in themes else [theme]
            self.by_record["themes", pk] = [("thema", member.slug) for member in family]

    def _read_municipalities(self):
        places, keys = gazetteer().places, gazetteer().slugs
        self.municipality_names = {pk: places[slug].name for pk, slug in keys.items()}
        self.choices["gemeente"] = {slug: place.name for slug, place in places.items() if place.current_slug == slug}
        self.choices["type"] = dict(MunicipalityType.objects.published().values_list("slug", "name"))
        provinces = gazetteer().provinces
        self.choices["provincie"] = {slug: name for _pk, slug, name in provinces}
        for pk, slug in keys.items():
            place = places[places[slug].current_slug]
            size = [] if place.population is None else [("grootte", SizeClass.of(place.population).value)]
            types = [("type", slug_of_type) for slug_of_type in place.types]
            province = ("provincie", place.province_slug)
            self.by_record["municipalities", pk] = [("gemeente", place.slug), province, *size, *types]
        for pk, slug, _name in provinces:
            self.by_record["unnamed_province", pk] = [("provincie", slug)]

    def _read_target_groups(self):
        self.choices["doelgroep"] = {}
        for pk, slug, name in TargetGroup.objects.values_list("pk", "slug", "name"):
            self.choices["doelgroep"][slug] = name
            self.by_record["target_groups", pk] = [("doelgroep", slug)]

    def _read_named_records(self):
        """Tags, frameworks and bottlenecks with one query: each visit after a change reads them."""
        self.choices |= {facet: {} for facet in NAMED}
        first, *others = [_named_rows(facet, records, *fields) for facet, (records, *fields) in NAMED.items()]
        for facet, _place, pk, slug, label in first.union(*others, all=True).order_by("facet", "place"):
            self.choices[facet][slug] = label
            for relation, facets in LINKS_TO_NAMED[facet].items():
                self.by_record[relation, pk] = [(each, slug) for each in facets]

    def _read_bundles(self):
        """Read the initiatives of each bundle anew: a bundle may change when these do not."""
        self.choices["stapel"], self.in_bundles = {}, defaultdict(list)
        for slug, title, key in Bundle.objects.published().values_list("slug", "title", "items__initiative"):
            self.choices["stapel"][slug] = title
            self.in_bundles[slug].append(key)


def _named_rows(facet, records, place, label):
    public = records.published() if hasattr(records, "published") else records.all()
    fields = {"facet": Value(facet), "place": F(place), "label": F(label)}
    return public.order_by().annotate(**fields).values_list("facet", "place", "pk", "slug", "label")
