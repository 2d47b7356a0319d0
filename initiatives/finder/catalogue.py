"""All published initiatives in memory: for each value of each facet the set of its initiatives.

Why not in the database: docs/performance.md.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

from django.utils import timezone
from django.utils.text import slugify
from taggit.models import TaggedItem

from core import partial_dates
from core.faceting import any_of
from core.key_set import KeySet
from core.memo import Memo
from initiatives.freshness import Freshness, Group
from initiatives.media import public_attachments
from initiatives.models import Adoption, Initiative
from municipalities.gazetteer import gazetteer
from search.analysis import fold

from .endings import endings
from .facet_values import ADOPTED, ADOPTERS, BOTTLENECK_ROLES, HOME_COUNTRY, NOT_ADOPTED, PAPERS, FacetValues

OWN = ["pk", "kind", "status", "evidence", "band_one_off", "band_yearly", "start_year", "country", "unnamed_province"]
OWN += ["main_theme"]
ORDERED = ["title", "content_changed_on", "updated_at"]
FRESH = ["as_of", "as_of_text", "end_year", "end_date", "checked_on", "confirmed_on"]
LINKS = ["themes", "municipalities", "target_groups", "frameworks", "later_frameworks", *BOTTLENECK_ROLES]
OWN_FACET = "zichzelf"  # of no visitor: what contradicts itself
MAIN_THEME = "hoofdthema"  # of no visitor: the primary key of the main theme
MAX_REFRESHED = 500


@dataclass(frozen=True)
class SortKeys:
    """Sort keys of an initiative, one for each order."""

    title: str
    newest: str
    checked: str
    start: int
    municipality: str
    changed: str


class Catalogue:
    """Index of the published initiatives at one generation, with their freshness on one day.

    everything: the `KeySet` of all published initiatives. key_sets: a dict from (facet, value) to a `KeySet`.
    sort_keys: a dict from primary key to `SortKeys`. adopters: how many municipalities took each over, where any did.
    """

    def __init__(self, number, before=None):
        self.number, self.today = number, timezone.localdate()
        self.facet_values = FacetValues()
        self._orders = {}
        if before is None or not self._refresh(before):
            self.everything, self.key_sets, self.sort_keys = KeySet(), {}, {}
            self._load()
        self._add_contradictory()
        self._add_bundles()
        self._add_adoptions()
        self._add_papers()

    def any_of(self, facet, values):
        """The `KeySet` of the initiatives with at least one of some values."""
        return any_of(self.key_sets, facet, values)

    @cached_property
    def by_municipality(self):
        """For each municipality (a slug) the `KeySet` of its initiatives, and those of what merged into it."""
        key_sets = defaultdict(KeySet)
        for slug in gazetteer().places:
            key_sets[slug] |= self.key_sets.get(("gemeente", slug), KeySet())
        return key_sets

    @property
    def main_themes(self):
        """The themes that are not a part of another one: a dict from slug to name."""
        subthemes = self.facet_values.subthemes
        return {slug: name for slug, name in self.choices("thema").items() if slug not in subthemes}

    def choices(self, facet):
        """The values of a facet that a visitor may choose, with their labels, in the order of the screen."""
        labels = self.facet_values.choices[facet]
        if facet == "tag":
            return {value: label for value, label in labels.items() if (facet, value) in self.key_sets}
        return labels

    def ordered(self, keys, order):
        """The primary keys of a `KeySet`, in one of the orders; an iterator."""
        return keys.ordered(self.order(order), self.everything)

    def order(self, name):
        """All primary keys in an order: newest, checked, title, municipality, start, changed or adopters."""
        if name not in self._orders:
            sort_keys = self.sort_keys
            keys = sorted(sorted(sort_keys), key=lambda key: sort_keys[key].title)
            if name in {"newest", "checked", "start", "changed"}:
                keys.sort(key=lambda key: getattr(sort_keys[key], name), reverse=True)
            elif name == "adopters":
                keys.sort(key=lambda key: -self.adopters.get(key, 0))
            elif name == "municipality":
                keys.sort(key=lambda key: (not sort_keys[key].municipality, sort_keys[key].municipality))
            self._orders[name] = keys
        return self._orders[name]

    def _refresh(self, before):
        """Take over the catalogue of before and read only what changed since; False when that can't be trusted."""
        if self.facet_values.by_record != before.facet_values.by_record:
            return False
        since = Initiative.objects.filter(generation__gt=before.number)
        changed = list(since.values_list("pk", flat=True)[:MAX_REFRESHED])
        if len(changed) == MAX_REFRESHED:
            return False
        stale = KeySet.of(changed)
        self.everything = before.everything - stale
        self.key_sets = {name: current for name, keys in before.key_sets.items() if (current := keys - stale)}
        self.sort_keys = {**before.sort_keys}
        for key in changed:
            self.sort_keys.pop(key, None)
        self.facet_values.choices["land"] = before.facet_values.choices["land"] | self.facet_values.choices["land"]
        self._load(changed)
        return len(self.everything) == Initiative.objects.published().count()

    def _load(self, only=None):
        """Read initiatives and add them; all of them when no keys are given."""
        keys_by_value, first_municipality, keys = defaultdict(list), {}, []
        for facet, value, key in self._linked(only, first_municipality):
            keys_by_value[facet, value].append(key)
        rows = Initiative.objects.published() if only is None else Initiative.objects.published().filter(pk__in=only)
        for row in rows.order_by().values(*OWN, *ORDERED, *FRESH).iterator():
            keys.append(row["pk"])
            self.sort_keys[row["pk"]] = _sort_keys(row, first_municipality.get(row["pk"], ""))
            for name in self._own_values(row):
                keys_by_value[name].append(row["pk"])
        published = KeySet.of(keys)
        self.everything |= published
        for name, linked in keys_by_value.items():
            if added := KeySet.of(linked) & published:
                self.key_sets[name] = self.key_sets.get(name, KeySet()) | added

    def _own_values(self, row):
        land = slugify(row["country"]) or HOME_COUNTRY
        self.facet_values.choices["land"].setdefault(land, row["country"])
        yield "soort", row["kind"]
        yield MAIN_THEME, row["main_theme"]
        yield from self._dated_values(row)
        yield "onderbouwing", row["evidence"]
        yield "land", land
        yield from (("kosten", band) for band in {row["band_one_off"], row["band_yearly"]} - {""})
        yield from [("jaar", str(row["start_year"]))] if row["start_year"] else []
        yield from self.facet_values.by_record.get(("unnamed_province", row["unnamed_province"]), [])

    def _dated_values(self, row):
        """Yield the facet values that depend on dates; contradictions within its own fields have a facet apart."""
        freshness = Freshness(SimpleNamespace(**row), self.today)
        yield "status", freshness.status
        yield from ((OWN_FACET if group == Group.CONTRADICTORY else "actualiteit", group) for group in freshness.groups)

    def _add_contradictory(self):
        """Count as contradictory what its own fields contradict, a rule that ended, or a source that is gone.

        All of it: when a rule ends, the initiatives that hang together with it do not change.
        """
        own = self.key_sets.get((OWN_FACET, Group.CONTRADICTORY), KeySet())
        linked = KeySet.of(endings().contradicted) & self.everything
        self.key_sets["actualiteit", Group.CONTRADICTORY] = own | linked

    def _add_bundles(self):
        for slug, keys in self.facet_values.in_bundles.items():
            self.key_sets["stapel", slug] = KeySet.of(keys) & self.everything

    def _add_adoptions(self):
        """Count who took each over: all of it, for a source or a municipality changes without the initiative."""
        municipalities_by_key = defaultdict(set)
        for key, municipality in Adoption.objects.public().order_by().values_list("initiative", "municipality"):
            municipalities_by_key[key].add(municipality)
        self.adopters = {key: count_adopters(municipalities) for key, municipalities in municipalities_by_key.items()}
        keys_by_value = defaultdict(list)
        for key, total in self.adopters.items():
            keys_by_value[adopted_value(total)].append(key)
        for value in ADOPTERS:
            self.key_sets[ADOPTED, value] = KeySet.of(keys_by_value[value]) & self.everything
        self.key_sets[ADOPTED, NOT_ADOPTED] = self.everything - KeySet.of(list(self.adopters))

    def _add_papers(self):
        """The kinds of papers that each offers: all of it, for a paper is cleared without the initiative."""
        keys_by_kind = defaultdict(list)
        for key, attachments in public_attachments().items():
            for attachment in attachments:
                keys_by_kind[attachment.paper.kind].append(key)
        for kind in self.facet_values.choices[PAPERS]:
            self.key_sets[PAPERS, kind] = KeySet.of(keys_by_kind[kind]) & self.everything

    def _linked(self, only, first_municipality):
        """Triples of facet, value and primary key from all relations; notes the first municipality of each."""
        for relation, links in _links(only):
            for key, linked_key in links:
                if relation == "municipalities":
                    name = fold(self.facet_values.municipality_names[linked_key])
                    first_municipality[key] = min(first_municipality.get(key, name), name)
                for facet, value in self.facet_values.by_record.get((relation, linked_key), ()):
                    yield facet, value, key


def count_adopters(municipalities):
    """Return the number of current municipalities for some primary keys: those that merged into one count once."""
    places, slugs = gazetteer().places, gazetteer().slugs
    return len({places[slugs[key]].current_slug for key in municipalities if key in slugs})


def adopted_value(total):
    """The value of the facet for what so many municipalities took over."""
    return next(value for value, (most, _label) in ADOPTERS.items() if total <= most)


def _links(only):
    """For each relation the pairs of an initiative and what it is linked to."""
    for relation in LINKS:
        through = getattr(Initiative, relation).through.objects
        links = through.all() if only is None else through.filter(initiative__in=only)
        reverse_name = Initiative._meta.get_field(relation).m2m_reverse_field_name()
        yield relation, links.values_list("initiative", reverse_name).iterator()
    tagged = TaggedItem.objects.filter(content_type__app_label="initiatives", content_type__model="initiative")
    tagged = tagged if only is None else tagged.filter(object_id__in=only)
    yield "tags", tagged.values_list("object_id", "tag").iterator()


def _sort_keys(row, municipality):
    checked = row["checked_on"].isoformat() if row["checked_on"] else ""
    changed = f"{row['content_changed_on'] or ''} {row['updated_at'].isoformat()}"  # of one day, the last saved first
    as_of = f"{row['as_of']}{partial_dates.SORT_SUFFIX}"
    return SortKeys(
        fold(row["title"]), max(checked, as_of), f"{checked} {as_of}", row["start_year"] or 0, municipality, changed
    )


_catalogue = Memo(Catalogue, daily=True)


def catalogue():
    """The catalogue of the current generation, today."""
    return _catalogue.get()
