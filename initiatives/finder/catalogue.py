"""All published initiatives in memory, as sets of bits: bit 7 of a number stands for the initiative with key 7.

A selection is one number; narrowing is `&`, counting is `bit_count()`. Why: docs/performance.md.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from django.utils.text import slugify
from taggit.models import TaggedItem

from core import partial_dates
from core.memo import Memo
from initiatives.models import Initiative
from municipalities.gazetteer import gazetteer
from search.analysis import fold

from .facet_values import HOME_COUNTRY, FacetValues

OWN = ["pk", "kind", "status", "evidence", "band_one_off", "band_yearly", "start_year", "country", "unnamed_province"]
ORDERED = ["title", "checked_on", "as_of", "updated_at"]
LINKS = ["themes", "municipalities", "target_groups", "bottlenecks", "frameworks"]
MOST_REFRESHED = 500
DIGITS = bytes.maketrans(b"01", b"\0\1")


def bits(keys):
    """The set of some primary keys."""
    keys = list(keys)
    if not keys:
        return 0
    top = max(keys)
    digits = bytearray(b"0") * (top + 1)
    one = ord("1")
    for key in keys:
        digits[top - key] = one
    return int(digits, 2)


@dataclass(frozen=True)
class SortKeys:
    """Where an initiative stands in each order."""

    title: str
    newest: str
    start: int
    municipality: str
    changed: str


class Catalogue:
    """What is published at one revision.

    everything: the set of all published initiatives. sets: a dict from (facet, value) to a set.
    """

    def __init__(self, number, before=None):
        self.number = number
        self.vocabulary = FacetValues()
        self._orders = {}
        if before is None or not self._refresh(before):
            self.everything, self.sets, self.places = 0, {}, {}
            self._load()

    def any_of(self, facet, values):
        """The set of the initiatives with one of some values."""
        found = 0
        for value in values:
            found |= self.sets.get((facet, value), 0)
        return found

    @cached_property
    def at(self):
        """For each municipality (a slug) the set of its initiatives, and those of what merged into it."""
        found = defaultdict(int)
        for slug, place in gazetteer().places.items():
            found[place.current_slug] |= self.sets.get(("gemeente", slug), 0)
        return found

    @property
    def main_themes(self):
        """The themes that are not a part of another one: a dict from slug to name."""
        parts = self.vocabulary.subthemes
        return {slug: name for slug, name in self.choices("thema").items() if slug not in parts}

    def choices(self, facet):
        """The values of a facet that a visitor may ask for, with their labels, in the order of the screen."""
        known = self.vocabulary.choices[facet]
        if facet == "tag":
            return {value: label for value, label in known.items() if (facet, value) in self.sets}
        return known

    def listed(self, found, order):
        """The primary keys of a set, in one of the orders; an iterator."""
        digits = format(found, f"0{self.everything.bit_length()}b").encode().translate(DIGITS)[::-1]
        keys = self.order(order)
        return compress(keys, map(digits.__getitem__, keys))

    def order(self, name):
        """All primary keys in one of the orders of the finder: newest, title, municipality, start or changed."""
        if name not in self._orders:
            places = self.places
            keys = sorted(sorted(places), key=lambda key: places[key].title)
            if name in {"newest", "start", "changed"}:
                keys.sort(key=lambda key: getattr(places[key], name), reverse=True)
            elif name == "municipality":
                keys.sort(key=lambda key: (not places[key].municipality, places[key].municipality))
            self._orders[name] = keys
        return self._orders[name]

    def _refresh(self, before):
        """Take over what was kept before and read only what changed since; False when that can't be trusted."""
        if self.vocabulary.gives != before.vocabulary.gives:
            return False
        since = Initiative.objects.filter(generation__gt=before.number)
        changed = list(since.values_list("pk", flat=True)[:MOST_REFRESHED])
        if len(changed) == MOST_REFRESHED:
            return False
        kept = ~bits(changed)
        self.everything = before.everything & kept
        self.sets = {name: rest for name, found in before.sets.items() if (rest := found & kept)}
        self.places = {**before.places}
        for key in changed:
            self.places.pop(key, None)
        self.vocabulary.choices["land"] = before.vocabulary.choices["land"] | self.vocabulary.choices["land"]
        self._load(changed)
        return self.everything.bit_count() == Initiative.objects.published().count()

    def _load(self, only=None):
        """Read initiatives and add them; all of them when no keys are given."""
        found, first_place, keys = defaultdict(list), {}, []
        for facet, value, key in self._linked(only, first_place):
            found[facet, value].append(key)
        rows = Initiative.objects.published() if only is None else Initiative.objects.published().filter(pk__in=only)
        for row in rows.order_by().values(*OWN, *ORDERED).iterator():
            keys.append(row["pk"])
            self.places[row["pk"]] = _place(row, first_place.get(row["pk"], ""))
            for name in self._own_values(row):
                found[name].append(row["pk"])
        published = bits(keys)
        self.everything |= published
        for name, some in found.items():
            if inside := bits(some) & published:
                self.sets[name] = self.sets.get(name, 0) | inside

    def _own_values(self, row):
        land = slugify(row["country"]) or HOME_COUNTRY
        self.vocabulary.choices["land"].setdefault(land, row["country"])
        yield "soort", row["kind"]
        yield "status", row["status"]
        yield "onderbouwing", row["evidence"]
        yield "land", land
        yield from (("kosten", band) for band in {row["band_one_off"], row["band_yearly"]} - {""})
        yield from [("jaar", str(row["start_year"]))] if row["start_year"] else []
        yield from self.vocabulary.gives.get(("unnamed_province", row["unnamed_province"]), [])

    def _linked(self, only, first_place):
        """Triples of facet, value and primary key from all relations; notes the first municipality of each."""
        for relation, pairs in _links(only):
            for key, other in pairs:
                if relation == "municipalities":
                    name = fold(self.vocabulary.places[other])
                    first_place[key] = min(first_place.get(key, name), name)
                for facet, value in self.vocabulary.gives.get((relation, other), ()):
                    yield facet, value, key


def _links(only):
    """For each relation the pairs of an initiative and what it is linked to."""
    for relation in LINKS:
        through = getattr(Initiative, relation).through.objects
        links = through.all() if only is None else through.filter(initiative__in=only)
        other = Initiative._meta.get_field(relation).m2m_reverse_field_name()
        yield relation, links.values_list("initiative", other).iterator()
    tagged = TaggedItem.objects.filter(content_type__app_label="initiatives", content_type__model="initiative")
    tagged = tagged if only is None else tagged.filter(object_id__in=only)
    yield "tags", tagged.values_list("object_id", "tag").iterator()


def _place(row, municipality):
    checked = row["checked_on"].isoformat() if row["checked_on"] else ""
    as_of = f"{row['as_of']}{partial_dates.SORT_SUFFIX}"
    return SortKeys(
        fold(row["title"]), f"{checked} {as_of}", row["start_year"] or 0, municipality, row["updated_at"].isoformat()
    )


_catalogue = Memo(Catalogue)


def catalogue():
    """The catalogue of now."""
    return _catalogue.get()
