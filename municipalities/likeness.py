"""How much two municipalities are alike, as a number and in words.

Likeness is the weighted sum of six aspects, each from 0 (nothing alike) to 1 (the same). It is the same in both
directions. What is not known of one of the two adds nothing: unknown is never alike. All weights and bounds stand here.
"""

from dataclasses import dataclass, field
from math import asin, cos, log2, radians, sin, sqrt

from django.utils.translation import gettext as _

from .gazetteer import Place

WEIGHTS = {"size": 0.40, "type": 0.16, "neighbours": 0.12, "themes": 0.12, "province": 0.10, "distance": 0.10}
DOUBLINGS = 3  # so many times twice as large is not alike at all: 10,000 and 80,000 inhabitants
SAME_SIZE, ALMOST_SAME_SIZE = 1.1, 1.5  # how many times as large still counts as such, in words
FAR, NEAR = 75, 20  # kilometres between the centre points
EARTH = 6371  # its mean radius in kilometres


@dataclass(frozen=True)
class Profile:
    """What makes a municipality like another: its place, and the names of the themes of its initiatives."""

    place: Place
    themes: frozenset[str] = field(default_factory=frozenset)


def likeness(one, other):
    """How much two municipalities are alike.

    Args: one and other, a `Profile` each.
    Returns: a number from 0 to 1; 1 only when everything is known and the same.
    """
    return sum(weight * MEASURES[aspect](one, other) for aspect, weight in WEIGHTS.items())


def reasons(one, other):
    """Why two municipalities are alike, in words, the weightiest reason first.

    Args: one and other, a `Profile` each.
    Returns: a list of phrases such as "even groot" and "buurgemeente"; empty when nothing stands out.
    """
    said = [
        _size_in_words(one, other),
        _("buurgemeente") if _neighbours(one, other) else "",
        *(_("beide %(type)s") % {"type": one.place.types[slug].lower()} for slug in sorted(_shared_types(one, other))),
        _themes_in_words(one, other),
        _("zelfde provincie") if _province(one, other) else "",
        _distance_in_words(one, other),
    ]
    return [phrase for phrase in said if phrase]


def _times_larger(one, other):
    """How many times as large the larger of two is; None when that is not known."""
    smaller, larger = sorted([one.place.population or 0, other.place.population or 0])
    return larger / smaller if smaller else None


def _size(one, other):
    times = _times_larger(one, other)
    return max(0, 1 - log2(times) / DOUBLINGS) if times else 0


def _size_in_words(one, other):
    times = _times_larger(one, other)
    if not times or times > ALMOST_SAME_SIZE:
        return ""
    return _("even groot") if times <= SAME_SIZE else _("ongeveer even groot")


def _kilometres(one, other):
    """The distance between two centre points over the earth (haversine); None when one is not known."""
    if not (one.place.position and other.place.position):
        return None
    north, east = map(radians, one.place.position)
    other_north, other_east = map(radians, other.place.position)
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _distance(one, other):
    kilometres = _kilometres(one, other)
    return 0 if kilometres is None else max(0, 1 - kilometres / FAR)


def _distance_in_words(one, other):
    kilometres = _kilometres(one, other)
    if kilometres is None or kilometres > NEAR or _neighbours(one, other) or one.place.slug == other.place.slug:
        return ""
    return _("dichtbij (%(distance)d km)") % {"distance": round(kilometres)}


def _neighbours(one, other):
    return other.place.slug in one.place.neighbours or one.place.slug == other.place.slug


def _province(one, other):
    return one.place.province_slug == other.place.province_slug


def _shared_types(one, other):
    return one.place.types.keys() & other.place.types.keys()


def _types(one, other):
    return _overlap(one.place.types.keys(), other.place.types.keys())


def _themes(one, other):
    return _overlap(one.themes, other.themes)


def _themes_in_words(one, other):
    shared = sorted(one.themes & other.themes)
    if not shared:
        return ""
    return _("beide met voorbeelden over %(themes)s") % {"themes": ", ".join(shared[:2])}


def _overlap(some, others):
    """What two sets share, as a part of all they have together; 0 when both are empty."""
    return len(some & others) / len(some | others) if some | others else 0


MEASURES = {
    "size": _size,
    "type": _types,
    "neighbours": _neighbours,
    "themes": _themes,
    "province": _province,
    "distance": _distance,
}
