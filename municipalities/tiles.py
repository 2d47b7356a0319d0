"""The tile map: a hexagon of equal size for each municipality, in SVG units.

A tile has a column and a row (fixtures/municipalities.csv); odd rows are shifted half a tile to the right. So a small
municipality weighs as much as Amsterdam, and each is large enough to be touched.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from django.utils.translation import gettext as _

from core.memo import Memo

from .gazetteer import gazetteer
from .place import Place

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
MAX_SHADES = 4  # besides that of none


@dataclass(frozen=True)
class Tile:
    """A municipality on the map: the number of initiatives on its tile, their shade, and the centre of the tile."""

    place: Place
    count: int
    shade: int
    x: int
    y: int


class Layout:
    """Layout of the map: the position of every current municipality.

    centres: a dict from slug to x and y. land: an SVG path of all tiles. borders: an SVG path around the provinces.
    provinces: the name of each, with x and y, between two rows so that it covers no number.
    view_box: of the whole, with a margin.
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
        self.provinces = _province_names(placed.values())
        self.unplaced = [place for place in gazetteer().current if not place.tile]


class TileMap:
    """The map with numbers on it.

    Args: counts, a dict from the slug of a municipality to its number of initiatives; focus, the slug of the
        one it is about; alike, the slugs of those like it.
    """

    def __init__(self, counts, focus="", alike=()):
        self.layout = layout()
        self.counts, self.focus, self.alike = counts, focus, alike
        places, classes = gazetteer().places, classes_of(counts.get(slug, 0) for slug in self.layout.centres)
        self.legend = [(0, _("geen")), *((number, _span(values)) for number, values in enumerate(classes, start=1))]
        shades = {0: 0, **{count: number for number, values in enumerate(classes, start=1) for count in values}}
        self.tiles = [
            Tile(places[slug], count := counts.get(slug, 0), shades[count], x, y)
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
        """Number of current municipalities."""
        return len(self.tiles) + len(self.layout.unplaced)

    @property
    def filled(self):
        """The municipalities with at least one initiative, by the alphabet: pairs of a place and a number."""
        return [(place, count) for place in gazetteer().current if (count := self.counts.get(place.slug))]

    @property
    def with_initiatives(self):
        """Number of municipalities with at least one initiative."""
        return len(self.filled)

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


def classes_of(counts):
    """The numbers above none that occur, in at most `MAX_SHADES` classes that each have about as many of them."""
    values = sorted({count for count in counts if count})
    number = min(MAX_SHADES, len(values))
    bounds = [round(index * len(values) / number) for index in range(number + 1)] if number else []
    return [values[start:end] for start, end in pairwise(bounds)]


def _span(values):
    """The numbers of a class in words; between them may lie others that do not occur."""
    if values[0] == values[-1]:
        return str(values[0])
    text = _("%(first)d of %(last)d") if values[-1] - values[0] == 1 else _("%(first)d tot en met %(last)d")
    return text % {"first": values[0], "last": values[-1]}


def _borders(places):
    """An SVG path of all sides between two provinces, along the coast, and along another country."""
    sides = defaultdict(list)
    for place in places:
        x, y = _centre(*place.tile)
        corners = [(x + right, y + down) for right, down in CORNERS]
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            sides[frozenset([start, end])].append(place.province_slug)
    outer = [sorted(side) for side, provinces in sides.items() if provinces[1:] != provinces[:1]]
    return _joined(sorted(outer))


def _joined(sides):
    """An SVG path of some sides, drawn on from where the last one ended as long as that is possible."""
    around = defaultdict(dict)
    for start, end in sides:
        around[start][end] = around[end][start] = None
    path = []
    for here in list(around):
        if around[here]:
            path.append(f"M{here[0]} {here[1]}")
        while around[here]:
            there = next(iter(around[here]))
            del around[here][there], around[there][here]
            path.append(f"l{there[0] - here[0]} {there[1] - here[1]}")
            here = there
    return "".join(path)


def _province_names(places):
    """Triples of the name of a province, and x and y in the middle of its tiles."""
    centres = defaultdict(list)
    for place in places:
        centres[place.province].append(_centre(*place.tile))
    names = []
    for name, tiles in sorted(centres.items()):
        row = (fmean(y for _x, y in tiles) - HALF_HEIGHT) // ROW_HEIGHT
        names.append((name, round(fmean(x for x, _y in tiles)), int(row * ROW_HEIGHT + ROW_HEIGHT / 2 + HALF_HEIGHT)))
    return names


_layout = Memo(Layout)


def layout():
    """The current `Layout`."""
    return _layout.get()
