"""A municipality as the gazetteer has it in memory."""

from dataclasses import dataclass, replace

from django.urls import reverse

COLUMNS = [
    *("pk", "slug", "code", "name", "official_name", "population", "province__name", "province__slug"),
    *("latitude", "longitude", "tile_column", "tile_row", "ended_on", "successor__slug"),
]


@dataclass(frozen=True)
class Place:
    """A municipality as the gazetteer has it.

    position: latitude and longitude in degrees (WGS84); tile: column and row on the tile map; None when unknown.
    neighbours: the slugs of the current municipalities that it borders on. types: the names of the types that a
    source gives it, by slug. other_names: its official name when that is another one, and its popular names. former:
    the names of what merged into it, as far as a source has the year. current_slug: the slug of the current
    municipality that it is now a part of; its own unless it merged. is_current: whether it still exists. label: its
    name, with what it is a part of now and since when.
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
    current_slug: str
    is_current: bool
    former: tuple[str, ...] = ()
    code: str = ""
    label: str = ""

    @property
    def all_names(self):
        """The names by which people may look for it, other than its own."""
        return *self.other_names, *self.former

    def get_absolute_url(self):
        return reverse("municipalities:detail", args=[self.slug])


def place_of_row(row, current_slug, neighbours, types, names):
    """The `Place` of a row with `COLUMNS`; neighbours, types and names, by slug."""
    slug = row["slug"]
    position, tile = (row["latitude"], row["longitude"]), (row["tile_column"], row["tile_row"])
    return Place(
        slug=slug,
        code=row["code"],
        name=row["name"],
        label=row["name"],
        population=row["population"],
        province=row["province__name"],
        province_slug=row["province__slug"],
        position=None if None in position else position,
        tile=None if None in tile else tile,
        neighbours=frozenset(neighbours[slug]),
        types=types[slug],
        other_names=tuple(name for name in [row["official_name"], *names[slug, False]] if name != row["name"]),
        former=tuple(names[slug, True]),
        current_slug=current_slug,
        is_current=row["ended_on"] is None,
    )


def with_parts(whole, parts):
    """A municipality with what it has from its parts, of which the largest comes first."""

    def first_known(field):
        return next((value for place in [whole, *parts] if (value := getattr(place, field)) is not None), None)

    neighbours = whole.neighbours or frozenset().union(*(part.neighbours for part in parts))
    return replace(whole, position=first_known("position"), tile=first_known("tile"), neighbours=neighbours)
