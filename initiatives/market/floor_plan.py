"""The floor plan of a market: numbered stalls, in streets by theme."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from initiatives.finder.catalogue import catalogue
from initiatives.models import Initiative
from themes.models import Theme


@dataclass(frozen=True)
class Stall:
    """A place on the plan that visitors may see."""

    number: int
    note: str
    initiative: Initiative


@dataclass(frozen=True)
class Street:
    """The stalls of one theme; without a theme when that is not published itself."""

    theme: Theme | None
    stalls: list[Stall] = field(default_factory=list)


def stalls_of(edition):
    """The stalls of an edition; a number belongs to a place, so what is not published leaves a gap in them."""
    placed = list(edition.stands.all())
    shown = Initiative.objects.published().for_cards().in_bulk([stand.initiative_id for stand in placed])
    numbered = [(number, stand.note, shown.get(stand.initiative_id)) for number, stand in enumerate(placed, 1)]
    return [Stall(number, note, initiative) for number, note, initiative in numbered if initiative]


def streets_of(stalls):
    """The streets of some stalls, in the order of their first stall."""
    streets = {}
    for stall in stalls:
        theme = stall.initiative.main_theme
        theme = theme if theme.is_published else None
        streets.setdefault(theme, Street(theme)).stalls.append(stall)
    return list(streets.values())


def themes_as_stalls():
    """The main themes with their sub-themes, each with the number of its examples."""
    theme_keys = catalogue().any_of
    themes = list(Theme.objects.published().main().prefetch_related(Prefetch("subthemes", Theme.objects.published())))
    for theme in themes:
        theme.initiative_count = len(theme_keys("thema", [theme.slug]))
    return themes


def reorder_stands(places):
    """The order of stalls after an editor gave some of them another number.

    Args: places, a list of (number asked for, number before or None when it is new, stall).
    Returns: the stalls; one that moves comes where it asks to be, and the others make room.
    """

    def place(asked):
        wanted, before, _stall = asked
        if before == wanted:
            return wanted, wanted
        return (wanted + 0.5 if before is not None and wanted > before else wanted - 0.5), wanted

    return [stall for _wanted, _before, stall in sorted(places, key=place)]
