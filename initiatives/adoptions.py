"""Adoptions of initiatives by municipalities: the drawing of a trail, and validation errors."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.dates import is_future
from municipalities.gazetteer import gazetteer

MAX_IN_PICTURE = 8  # on each side; the list beside it has them all
MAX_NAME = 28  # characters
STEP, ROW, EDGE = 28, 30, 8  # of the picture: between levels, between rows, and around the first dot


@dataclass(frozen=True)
class Trail:
    """Trail of adoptions: names of the origins, of the initiative or municipality itself, and of the adopters."""

    before: list[str]
    here: str
    after: list[str]

    def __bool__(self):
        return bool(self.before or self.after)

    @property
    def dots(self):
        """The rows of the picture, from top to bottom: triples of x, y and name."""
        return [(EDGE + level * STEP, EDGE + ROW * row, name) for row, (level, name) in enumerate(self._levels())]

    @property
    def lines(self):
        """The lines of the picture, each from whoever was first to whoever followed: SVG paths."""
        dots, first = self.dots, min(len(self.before), MAX_IN_PICTURE)
        x, y, _name = dots[first]
        lines = [f"M{dots[0][0]} {dots[0][1]}V{y}H{x}"] if first else []
        return [*lines, *(f"M{x} {y}V{below}H{right}" for right, below, _name in dots[first + 1 :])]

    @property
    def height(self):
        """Height of the picture, with room below the last name."""
        return EDGE * 3 + ROW * (len(self.dots) - 1)

    def _levels(self):
        own_level = 1 if self.before else 0
        yield from ((0, name) for name in self.before[:MAX_IN_PICTURE])
        yield own_level, self.here
        yield from ((own_level + 1, name) for name in self.after[:MAX_IN_PICTURE])
        if more := len(self.after[MAX_IN_PICTURE:]):
            yield own_level + 1, _("en nog %(total)d") % {"total": more}


def trail_of_initiative(initiative, origins):
    """The `Trail` of an initiative; origins, as `short_links()` gives them."""
    before = [link["place"] or link["label"] for link in origins]
    return _trail(before, _places(initiative) or initiative.title, _adopters(initiative.adoptions.all()))


def trail_of_municipality(municipality, learned, taught):
    """The `Trail` of a municipality; learned and taught, adoptions by it and of its initiatives."""
    origins = [_places(adoption.initiative) or adoption.initiative.title for adoption in learned]
    return _trail(origins, municipality.name, _adopters(taught))


def _adopters(adoptions):
    return [adoption.municipality.name for adoption in adoptions]


def _places(initiative):
    return ", ".join(municipality.name for municipality in initiative.municipalities.all())


def _trail(before, here, after):
    """A `Trail` in which each name is there once, short enough for the picture."""
    shorten = [[Truncator(name).chars(MAX_NAME) for name in dict.fromkeys(names)] for names in (before, [here], after)]
    return Trail(shorten[0], shorten[1][0], shorten[2])


def adoption_faults(initiative):
    """Yield the errors in the adoptions of a saved initiative that prevent its publication: sentences."""
    adoptions = list(initiative.adoptions.select_related("municipality", "local_initiative"))
    own = _slugs_of_today(initiative) if adoptions else set()
    for adoption in adoptions:
        name, slug = adoption.municipality.name, _slug_of_today(adoption.municipality)
        if slug in own:
            yield _("%(name)s doet dit zelf, en kan het niet ook overnemen. Haal die overname weg.") % {"name": name}
        if is_future(adoption.adopted_on or str(adoption.year or "")):
            yield _("%(name)s nam dit over op een dag die nog moet komen. Verbeter de datum.") % {"name": name}
        if adoption.year and initiative.start_year and adoption.year < initiative.start_year:
            yield _("%(name)s nam dit over voordat het begon. Verbeter het jaar.") % {"name": name}
        if adoption.local_initiative and slug not in _slugs_of_today(adoption.local_initiative):
            text = _("‘%(title)s’ is geen initiatief van %(name)s. Kies bij die overname een ander, of geen.")
            yield text % {"title": adoption.local_initiative, "name": name}


def _slugs_of_today(initiative):
    return {_slug_of_today(municipality) for municipality in initiative.municipalities.all()}


def _slug_of_today(municipality):
    places = gazetteer().places
    return places[municipality.slug].current_slug if municipality.slug in places else municipality.slug
