"""The similarity of two municipalities, as a number and in words.

Similarity is the weighted sum of six aspects, each from 0 (nothing alike) to 1 (the same). It is the same in both
directions. What is not known of one of the two adds nothing: unknown is never alike.
"""

from dataclasses import dataclass, field
from math import asin, cos, log2, radians, sin, sqrt

from django.utils.translation import gettext as _

from .place import Place

WEIGHTS = {"size": 0.40, "type": 0.16, "neighbours": 0.12, "themes": 0.12, "province": 0.10, "distance": 0.10}
MAX_DOUBLINGS = 3  # so many times twice as large is not alike at all: 10,000 and 80,000 inhabitants
SAME_SIZE, ALMOST_SAME_SIZE = 1.1, 1.5  # how many times as large still counts as such, in words
FAR_KM, NEAR_KM = 75, 20  # kilometres between the centre points
EARTH_RADIUS_KM = 6371  # mean


@dataclass(frozen=True)
class Profile:
    """Profile of a municipality for comparison: its `Place`, and the names of the themes of its initiatives."""

    place: Place
    themes: frozenset[str] = field(default_factory=frozenset)


def similarity(first, second):
    """The similarity of two municipalities.

    Args: first and second, a `Profile` each.
    Returns: a number from 0 to 1; 1 only when everything is known and the same.
    """
    return sum(weight * MEASURES[aspect](first, second) for aspect, weight in WEIGHTS.items())


def reasons(first, second):
    """Return the similarities of two municipalities in words, the weightiest first.

    Args: first and second, a `Profile` each.
    Returns: a list of phrases such as "even groot" and "buurgemeente"; empty when nothing stands out.
    """
    phrases = [
        _size_in_words(first, second),
        _("buurgemeente") if _neighbours(first, second) else "",
        *(
            _("beide %(type)s") % {"type": first.place.types[slug].lower()}
            for slug in sorted(_shared_types(first, second))
        ),
        _themes_in_words(first, second),
        _("zelfde provincie") if _province(first, second) else "",
        _distance_in_words(first, second),
    ]
    return [phrase for phrase in phrases if phrase]


def _size_ratio(first, second):
    """Return the larger population divided by the smaller; None when that is not known."""
    smaller, larger = sorted([first.place.population or 0, second.place.population or 0])
    return larger / smaller if smaller else None


def _size(first, second):
    ratio = _size_ratio(first, second)
    return max(0, 1 - log2(ratio) / MAX_DOUBLINGS) if ratio else 0


def _size_in_words(first, second):
    ratio = _size_ratio(first, second)
    if not ratio or ratio > ALMOST_SAME_SIZE:
        return ""
    return _("even groot") if ratio <= SAME_SIZE else _("ongeveer even groot")


def _kilometres(first, second):
    """The distance between two centre points over the earth (haversine); None when one is not known."""
    if not (first.place.position and second.place.position):
        return None
    north, east = map(radians, first.place.position)
    other_north, other_east = map(radians, second.place.position)
    haversine = sin((other_north - north) / 2) ** 2
    haversine += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(haversine))


def _distance(first, second):
    kilometres = _kilometres(first, second)
    return 0 if kilometres is None else max(0, 1 - kilometres / FAR_KM)


def _distance_in_words(first, second):
    kilometres = _kilometres(first, second)
    if kilometres is None or kilometres > NEAR_KM or _neighbours(first, second):
        return ""
    return _("dichtbij (%(distance)d km)") % {"distance": round(kilometres)}


def _neighbours(first, second):
    return second.place.slug in first.place.neighbours or first.place.slug == second.place.slug


def _province(first, second):
    return first.place.province_slug == second.place.province_slug


def _shared_types(first, second):
    return first.place.types.keys() & second.place.types.keys()


def _types(first, second):
    return _jaccard(first.place.types.keys(), second.place.types.keys())


def _themes(first, second):
    return _jaccard(first.themes, second.themes)


def _themes_in_words(first, second):
    shared = sorted(first.themes & second.themes)
    if not shared:
        return ""
    return _("beide met voorbeelden over %(themes)s") % {"themes": ", ".join(shared[:2])}


def _jaccard(first, second):
    """Return the Jaccard index of two sets: shared elements as a part of all; 0 when both are empty."""
    return len(first & second) / len(first | second) if first | second else 0


MEASURES = {
    "size": _size,
    "type": _types,
    "neighbours": _neighbours,
    "themes": _themes,
    "province": _province,
    "distance": _distance,
}
