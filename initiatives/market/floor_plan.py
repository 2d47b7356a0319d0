"""The floor plan of a market: numbered stands, in streets by theme."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from initiatives.finder.catalogue import catalogue
from initiatives.models import Initiative
from themes.models import Theme


@dataclass(frozen=True)
class NumberedStand:
    """A stand that visitors may see, with its place on the plan."""

    number: int
    note: str
    initiative: Initiative


@dataclass(frozen=True)
class Street:
    """The stands of one theme; without a theme when that is not published itself."""

    theme: Theme | None
    stands: list[NumberedStand] = field(default_factory=list)


def numbered_stands(edition):
    """The visible stands of an edition; a number belongs to a place, so what is not published leaves a gap."""
    stands = list(edition.stands.all())
    published = Initiative.objects.published().for_cards().in_bulk([stand.initiative_id for stand in stands])
    return [
        NumberedStand(number, stand.note, published[stand.initiative_id])
        for number, stand in enumerate(stands, 1)
        if stand.initiative_id in published
    ]


def streets_of(stands):
    """The streets of these stands, in the order of their first stand."""
    streets = {}
    for stand in stands:
        theme = stand.initiative.public_theme
        streets.setdefault(theme, Street(theme)).stands.append(stand)
    return list(streets.values())


def themes_as_stalls():
    """The main themes, each with the number of its examples and the sub-themes that have any."""
    themes = list(Theme.objects.published().main().prefetch_related(Prefetch("subthemes", Theme.objects.published())))
    for theme in themes:
        theme.initiative_count = _examples_of(theme)
        theme.filled_subthemes = [subtheme for subtheme in theme.subthemes.all() if _examples_of(subtheme)]
    return themes


def _examples_of(theme):
    return len(catalogue().any_of("thema", [theme.slug]))


def reorder_stands(moves):
    """The order of stands after an editor gave some of them another number.

    Args: moves, a list of (new number, old number or None for a new stand, stand).
    Returns: the stands; one that moves comes at its new number, and the others make room.
    """

    def sort_key(move):
        new, old, _stand = move
        if old == new:
            return new, new
        return (new + 0.5 if old is not None and new > old else new - 0.5), new

    return [stand for _new, _old, stand in sorted(moves, key=sort_key)]
