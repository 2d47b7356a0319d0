"""The tile map: a hexagon of equal size for each municipality, in SVG units.

A tile has a column and a row (fixtures/municipalities.csv); odd rows are shifted half a tile to the right. So a small
municipality weighs as much as Amsterdam, and each is large enough to be touched.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from core.memo import Memo

from .gazetteer import Place, gazetteer

HALF, ROW, TOP, SIDE = 14, 24, 16, 8  # half a tile's width, the distance of two rows, and where its corners are
FROM_THE_TOP = f"l{HALF} {SIDE}v{TOP}l-{HALF} {SIDE}-{HALF}-{SIDE}v-{TOP}z"  # the sides of a tile, clockwise
HEXAGON = f"M0-{TOP}{FROM_THE_TOP}"
CORNERS = [(0, -TOP), (HALF, -SIDE), (HALF, SIDE), (0, TOP), (-HALF, SIDE), (-HALF, -SIDE)]
MARGIN = 2  # for the outline of the outermost tiles
SHADES = [(0, _("geen")), (1, "1"), (2, _("2 of 3")), (4, _("4 tot 9")), (10, _("10 of meer"))]


def shade(count):
    """Which of the five shades a number of initiatives has: 0 (none) to 4."""
    return sum(count >= least for least, _label in SHADES) - 1


@dataclass(frozen=True)
class Tile:
    """A municipality on the map, with the number of initiatives that is shown there, and its middle."""

    place: Place
    count: int
    x: int
    y: int

    @property
    def shade(self):
        """Which of the five shades it has."""
        return shade(self.count)


class Layout:
    """Where every municipality of today stands.

    middles: a dict from slug to x and y. borders: an SVG path along the provinces.
    view_box: of the whole, with a margin. unplaced: the municipalities of which nobody knows the tile.
    """

    def __init__(self, _number, _before):
        placed = {place.slug: place for place in gazetteer().current if place.tile}
        self.middles = {slug: _middle(*place.tile) for slug, place in placed.items()}
        right = max((x for x, _y in self.middles.values()), default=0) + HALF
        bottom = max((y for _x, y in self.middles.values()), default=0) + TOP
        self.view_box = f"{-MARGIN} {-MARGIN} {right + 2 * MARGIN} {bottom + 2 * MARGIN}"
        self.borders = _borders(placed.values())
        self.unplaced = [place for place in gazetteer().current if not place.tile]


class TileMap:
    """The map with numbers on it.

    Args: counts, a dict from the slug of a municipality to its number of initiatives; here, the slug of the one it
        is about; alike, the slugs of those like it.
    """

    def __init__(self, counts, here="", alike=()):
        self.layout = layout()
        self.counts, self.here, self.alike = counts, here, alike
        places = gazetteer().places
        self.tiles = [
            Tile(places[slug], counts.get(slug, 0), x, y)
            for slug, (x, y) in sorted(self.layout.middles.items(), key=lambda item: item[1][::-1])
        ]

    @cached_property
    def paths(self):
        """For each shade one SVG path with all its tiles, for a map that is only looked at."""
        found = defaultdict(list)
        for tile in self.tiles:
            found[tile.shade].append(_hexagon(tile.x, tile.y))
        return {number: "".join(some) for number, some in sorted(found.items())}

    @property
    def outline_here(self):
        """An SVG path around the one it is about; empty when that is not on the map."""
        return self._outline([self.here])

    @property
    def outline_alike(self):
        """An SVG path around those like it."""
        return self._outline(self.alike)

    @property
    def total(self):
        """How many municipalities there are today."""
        return len(self.tiles) + len(self.layout.unplaced)

    @property
    def with_initiatives(self):
        """How many municipalities have at least one initiative."""
        return sum(tile.count > 0 for tile in self.tiles)

    def _outline(self, slugs):
        return "".join(_hexagon(*self.layout.middles[slug]) for slug in slugs if slug in self.layout.middles)


def _middle(column, row):
    return (2 * column + row % 2 + 1) * HALF, row * ROW + TOP


def _hexagon(x, y):
    return f"M{x} {y - TOP}{FROM_THE_TOP}"


def _borders(places):
    """An SVG path of all sides between two tiles of different provinces; the coast has none."""
    sides = defaultdict(set)
    for place in places:
        x, y = _middle(*place.tile)
        corners = [(x + right, y + down) for right, down in CORNERS]
        for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
            sides[frozenset([one, other])].add(place.province_slug)
    between = [sorted(side) for side, provinces in sides.items() if len(provinces) > 1]
    return "".join(f"M{x} {y}L{right} {down}" for (x, y), (right, down) in sorted(between))


_layout = Memo(Layout)


def layout():
    """The layout of now."""
    return _layout.get()
