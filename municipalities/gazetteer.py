"""All municipalities in memory: where they are, what they border on, and what became of those that merged."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.text import slugify

from core.memo import Memo
from search.analysis import fold
from sources.models import Publication

from .models import Municipality, MunicipalityName, MunicipalityType, TypeAssignment

COLUMNS = [
    *("pk", "slug", "name", "official_name", "population", "province__name", "province__slug"),
    *("latitude", "longitude", "tile_column", "tile_row", "ended_on", "successor__slug"),
]


@dataclass(frozen=True)
class Place:
    """What we know of a municipality.

    position: latitude and longitude in degrees (WGS84); tile: column and row on the tile map; None when unknown.
    neighbours: the slugs of those it borders on today. types: the names of the types that a source gives it, by slug.
    other_names: its official name when that is another one, and its old and popular names.
    today: the slug of the municipality that it is a part of today, its own unless it merged.
    is_current: whether it still exists.
    """

    slug: str
    name: str
    population: int | None
    province: str
    province_slug: str
    position: tuple[float, float] | None
    tile: tuple[int, int] | None
    neighbours: frozenset[str]
    types: dict[str, str]
    other_names: tuple[str, ...]
    today: str
    is_current: bool

    def get_absolute_url(self):
        return reverse("municipalities:detail", args=[self.slug])


class Gazetteer:
    """The municipalities at one revision.

    places: a dict from slug to `Place`, in alphabetical order, those that merged included.
    keys: a dict from primary key to slug.
    """

    def __init__(self, _number, _before):
        rows = list(Municipality.objects.order_by("name").values(*COLUMNS))
        self.keys = {row["pk"]: row["slug"] for row in rows}
        ended = {row["slug"]: row["successor__slug"] for row in rows if row["ended_on"]}
        neighbours, types, names = self._neighbours(), self._types(), self._names()
        self.places = {row["slug"]: _place(row, _today(row["slug"], ended), neighbours, types, names) for row in rows}
        self._inherit()

    @property
    def current(self):
        """Those that still exist."""
        return [place for place in self.places.values() if place.is_current]

    def find(self, text):
        """The municipality that somebody means.

        Args: text, an address ("den-haag"), or a name of today or of old ("Den Haag", "'s-Gravenhage").
        Returns: a `Place`, or None when nothing is called so.
        """
        return self.places.get(slugify(text)) or self.places.get(self._by_name.get(fold(text)))

    @cached_property
    def _by_name(self):
        places = self.places.values()
        others = {fold(name): place.slug for place in places for name in place.other_names}
        return others | {fold(place.name): place.slug for place in places}

    def _neighbours(self):
        found = defaultdict(set)
        for one, other in Municipality.neighbours.through.objects.values_list("from_municipality", "to_municipality"):
            found[self.keys[one]].add(self.keys[other])
        return found

    def _types(self):
        found = defaultdict(dict)
        sourced = {"type__in": MunicipalityType.objects.published(), "publication__in": Publication.objects.published()}
        assigned = TypeAssignment.objects.filter(**sourced).order_by("type__name")
        for key, slug, name in assigned.values_list("municipality", "type__slug", "type__name"):
            found[self.keys[key]][slug] = name
        return found

    def _names(self):
        found = defaultdict(list)
        for key, name in MunicipalityName.objects.order_by("name").values_list("municipality", "name"):
            found[self.keys[key]].append(name)
        return found

    def _inherit(self):
        """What is not known of a merged municipality comes from those it was made of: nobody has to fill it in."""
        parts = defaultdict(list)
        for place in self.places.values():
            if place.today != place.slug:
                parts[place.today].append(place)
        for slug, some in parts.items():
            largest_first = sorted(some, key=lambda part: -(part.population or 0))
            self.places[slug] = _with_parts(self.places[slug], largest_first)
        for place in self.places.values():
            around = {self.places[slug].today for slug in place.neighbours} - {place.slug}
            self.places[place.slug] = replace(place, neighbours=frozenset(around))
        for place in self.current:
            for slug in place.neighbours:
                other = self.places[slug]
                self.places[slug] = replace(other, neighbours=other.neighbours | {place.slug})


def _today(slug, ended):
    """The slug of what a municipality is a part of now; its own when nobody says where it went."""
    seen = {slug}
    while (after := ended.get(slug)) and after not in seen:
        seen.add(after)
        slug = after
    return slug


def _place(row, today, neighbours, types, names):
    slug = row["slug"]
    position, tile = (row["latitude"], row["longitude"]), (row["tile_column"], row["tile_row"])
    return Place(
        slug=slug,
        name=row["name"],
        population=row["population"],
        province=row["province__name"],
        province_slug=row["province__slug"],
        position=None if None in position else position,
        tile=None if None in tile else tile,
        neighbours=frozenset(neighbours[slug]),
        types=types[slug],
        other_names=tuple(name for name in [row["official_name"], *names[slug]] if name != row["name"]),
        today=today,
        is_current=row["ended_on"] is None,
    )


def _with_parts(whole, parts):
    """A municipality with what it has from its parts, of which the largest comes first."""

    def first(name):
        return next((value for place in [whole, *parts] if (value := getattr(place, name)) is not None), None)

    neighbours = whole.neighbours or frozenset().union(*(part.neighbours for part in parts))
    return replace(whole, position=first("position"), tile=first("tile"), neighbours=neighbours)


_gazetteer = Memo(Gazetteer)


def gazetteer():
    """The gazetteer of now."""
    return _gazetteer.get()
