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

HALF_WIDTH, HALF_HEIGHT, SHOULDER, ROW_HEIGHT = 14, 16, 8, 24  # shoulder: of the corners beside the top and bottom
SIDES = f"l{HALF_WIDTH} {SHOULDER}v{HALF_HEIGHT}l-{HALF_WIDTH} {SHOULDER}-{HALF_WIDTH}-{SHOULDER}v-{HALF_HEIGHT}z"
HEXAGON = f"M0-{HALF_HEIGHT}{SIDES}"
CORNERS = [
    (0, -HALF_HEIGHT),
    (HALF_WIDTH, -SHOULDER),
    (HALF_WIDTH, SHOULDER),
    (0, HALF_HEIGHT),
    (-HALF_WIDTH, SHOULDER),
    (-HALF_WIDTH, -SHOULDER),
]
MARGIN = 2  # for the outline of the outermost tiles
SHADES = [(0, _("geen")), (1, "1"), (2, _("2 of 3")), (4, _("4 tot 9")), (10, _("10 of meer"))]


def shade(count):
    """Which of the five shades a number of initiatives has: 0 (none) to 4."""
    return sum(count >= minimum for minimum, _label in SHADES) - 1


@dataclass(frozen=True)
class Tile:
    """A municipality on the map, with the number of initiatives on its tile, and the centre of the tile."""

    place: Place
    count: int
    x: int
    y: int

    @property
    def shade(self):
        """Which of the five shades the tile has."""
        return shade(self.count)


class Layout:
    """Where every current municipality is on the map.

    centres: a dict from slug to x and y. borders: an SVG path along the provinces.
    land: an SVG path of all tiles. view_box: of the whole, with a margin.
    unplaced: the municipalities without a known tile.
    """

    def __init__(self, _generation, _previous):
        placed = {place.slug: place for place in gazetteer().current if place.tile}
        self.centres = {slug: _centre(*place.tile) for slug, place in placed.items()}
        right = max((x for x, _y in self.centres.values()), default=0) + HALF_WIDTH
        bottom = max((y for _x, y in self.centres.values()), default=0) + HALF_HEIGHT
        self.view_box = f"{-MARGIN} {-MARGIN} {right + 2 * MARGIN} {bottom + 2 * MARGIN}"
        self.borders = _borders(placed.values())
        self.land = "".join(_hexagon(x, y) for x, y in self.centres.values())
        self.unplaced = [place for place in gazetteer().current if not place.tile]


class TileMap:
    """The map with numbers on it.

    Args: counts, a dict from the slug of a municipality to its number of initiatives; focus, the slug of the
        one it is about; alike, the slugs of those like it.
    """

    def __init__(self, counts, focus="", alike=()):
        self.layout = layout()
        self.counts, self.focus, self.alike = counts, focus, alike
        places = gazetteer().places
        self.tiles = [
            Tile(places[slug], counts.get(slug, 0), x, y)
            for slug, (x, y) in sorted(self.layout.centres.items(), key=lambda item: item[1][::-1])
        ]

    @cached_property
    def paths(self):
        """For each shade one SVG path with all its tiles, for a map that is only looked at."""
        paths = defaultdict(list)
        for tile in self.tiles:
            paths[tile.shade].append(_hexagon(tile.x, tile.y))
        return {shade_number: "".join(hexagons) for shade_number, hexagons in sorted(paths.items())}

    @property
    def outline_focus(self):
        """An SVG path around the one it is about; empty when that is not on the map."""
        return self._outline([self.focus])

    @property
    def outline_alike(self):
        """An SVG path around those like it."""
        return self._outline(self.alike)

    @property
    def total(self):
        """How many current municipalities there are."""
        return len(self.tiles) + len(self.layout.unplaced)

    @property
    def with_initiatives(self):
        """How many municipalities have at least one initiative."""
        return sum(tile.count > 0 for tile in self.tiles)

    def _outline(self, slugs):
        return "".join(_hexagon(*self.layout.centres[slug]) for slug in slugs if slug in self.layout.centres)


class MiniMap:
    """The country with some municipalities marked, to show where something is.

    Args: slugs, of the municipalities; one that merged is where its successor is now.
    """

    def __init__(self, slugs):
        self.layout = layout()
        places = gazetteer().places
        placed = [places[slug] for slug in slugs if places[slug].current_slug in self.layout.centres]
        self.names = [place.name for place in placed]
        self.path = "".join(_hexagon(*self.layout.centres[place.current_slug]) for place in placed)

    def __bool__(self):
        """Whether any of them is on the map."""
        return bool(self.names)


def _centre(column, row):
    return (2 * column + row % 2 + 1) * HALF_WIDTH, row * ROW_HEIGHT + HALF_HEIGHT


def _hexagon(x, y):
    return f"M{x} {y - HALF_HEIGHT}{SIDES}"


def _borders(places):
    """An SVG path of all sides between two tiles of different provinces; the coast has none."""
    sides = defaultdict(set)
    for place in places:
        x, y = _centre(*place.tile)
        corners = [(x + right, y + down) for right, down in CORNERS]
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            sides[frozenset([start, end])].add(place.province_slug)
    borders = [sorted(side) for side, provinces in sides.items() if len(provinces) > 1]
    return "".join(f"M{x} {y}L{right} {down}" for (x, y), (right, down) in sorted(borders))


_layout = Memo(Layout)


def layout():
    """The current `Layout`."""
    return _layout.get()
