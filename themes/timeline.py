"""The rules in time: what ended, what holds, what ends when, and what may come; nothing here asks the database."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import partial_dates

from .models import Framework

SOON_DAYS = 366  # from here on the days are counted
WIDTH = 1000  # of a band, in units of its drawing
LEAST = 6  # of what is drawn, so that a single day is seen


class Standing(models.TextChoices):
    """Where a rule stands today, as far as we know; the values are also the words in a web address."""

    ENDED = "vervallen", _("Vervallen of gestopt")
    HOLDS = "geldt", _("Van kracht volgens onze bron")
    ENDING = "loopt-af", _("Loopt af")
    COMING = "in-de-maak", _("Aangekondigd, voorgesteld of aangenomen")
    UNKNOWN = "onbekend", _("Niet bekend of de regel geldt")

    @property
    def explanation(self):
        """What it means for the rules that stand here, in one sentence."""
        return EXPLANATIONS[self]


EXPLANATIONS = {
    Standing.ENDED: _("Deze regels gelden niet meer."),
    Standing.HOLDS: _("Van deze regels kennen wij geen einddatum. De stand is die van de datum die erbij staat."),
    Standing.ENDING: _("Deze regels hebben een einddatum, of het einde is aangekondigd."),
    Standing.COMING: _("Onze bron zegt niet dat deze regels al gelden."),
    Standing.UNKNOWN: _("Onze bron zegt niet of deze regels nu gelden."),
}


def standing_of(framework, today):
    """Where a framework stands on a day; a plan is never in force, whatever date it has."""
    status = framework.status
    if framework.has_ended(today):
        return Standing.ENDED
    if status in {Framework.Status.BILL, Framework.Status.ANNOUNCED} or _is_to_begin(framework, today):
        return Standing.COMING
    if framework.valid_until or status == Framework.Status.ENDING:
        return Standing.ENDING
    return Standing.HOLDS if status in {Framework.Status.IN_FORCE, Framework.Status.ADOPTED} else Standing.UNKNOWN


def _is_to_begin(framework, today):
    """Whether it may not have begun; of what was adopted we must know that it has."""
    begin = framework.valid_from
    if framework.status == Framework.Status.ADOPTED:
        return not begin or partial_dates.last_day(begin) > today
    return bool(begin) and partial_dates.first_day(begin) > today


@dataclass(frozen=True)
class Rule:
    """A framework on a day, with the number of initiatives that lean on it."""

    framework: Framework
    initiative_count: int
    today: date
    band: "Band | None" = None

    @cached_property
    def standing(self):
        """Where it stands."""
        return standing_of(self.framework, self.today)

    @cached_property
    def moment(self):
        """The partial date under which it is on the timeline: its end, or its beginning when that is to come."""
        if self.standing in {Standing.ENDED, Standing.ENDING}:
            return self.framework.valid_until
        return self.framework.valid_from if self.standing == Standing.COMING else ""

    @property
    def year(self):
        """The year of its moment; None when that is not known."""
        return partial_dates.parts(self.moment)[0] if self.moment else None

    @property
    def is_warning(self):
        """Whether initiatives lean on a rule that ended or is to end."""
        return bool(self.initiative_count) and self.standing in {Standing.ENDED, Standing.ENDING}

    @property
    def days_left(self):
        """How many days it still holds after today; None when it is not to end, not soon, or not on a known day."""
        if self.standing != Standing.ENDING or len(self.moment) < len("2027-03-04"):
            return None
        days = (partial_dates.last_day(self.moment) - self.today).days
        return days if days <= SOON_DAYS else None


@dataclass(frozen=True)
class Part:
    """The rules of one standing: by year, and those without a date apart."""

    standing: Standing
    years: list[tuple[int, list[Rule]]]
    undated: list[Rule]

    @property
    def is_past(self):
        """Whether it comes before today."""
        return self.standing == Standing.ENDED


def timeline(rules):
    """The parts of the timeline, from what ended to what is not known; empty ones are left out.

    Args: rules, in the order in which those of one day must come.
    """
    parts = []
    for standing in Standing:
        mine = [rule for rule in rules if rule.standing == standing]
        dated = sorted((rule for rule in mine if rule.moment), key=lambda rule: partial_dates.last_day(rule.moment))
        years = [(year, list(some)) for year, some in groupby(dated, key=lambda rule: rule.year)]
        if mine:
            parts.append(Part(standing, years, [rule for rule in mine if not rule.moment]))
    return parts


@dataclass(frozen=True)
class Scale:
    """A number of whole years, drawn over the width of a band."""

    first_year: int
    last_year: int

    def at(self, day):
        """Where a day is, in units of the drawing."""
        start, end = date(self.first_year, 1, 1), date(self.last_year, 12, 31)
        return round(WIDTH * (day - start).days / (end - start).days)


def rules_of(frameworks, counts, today, scale):
    """Frameworks as rules of a day; counts is a dict from slug to the number of initiatives that lean on it."""
    return [Rule(one, counts[one.slug], today, band_of(one, scale, today)) for one in frameworks]


def scale_of(frameworks, today):
    """The scale on which all known dates of some frameworks fit, with a year of room on both sides."""
    days = [partial_dates.last_day(day) for one in frameworks for day in (one.valid_from, one.valid_until) if day]
    years = [day.year for day in [*days, today]]
    return Scale(max(min(years) - 1, date.min.year), min(max(years) + 1, date.max.year))


@dataclass(frozen=True)
class Band:
    """A rule drawn on a scale: from `left` to `left + width` it is known; an open side is not."""

    left: int
    width: int
    today: int
    open_start: bool
    open_end: bool

    @property
    def right(self):
        """Where the known part ends."""
        return self.left + self.width


def band_of(framework, scale, today):
    """The band of a framework; None when neither its beginning nor its end is known."""
    begin = framework.valid_from and partial_dates.first_day(framework.valid_from)
    end = framework.valid_until and partial_dates.last_day(framework.valid_until)
    known = [day for day in (begin, end) if day]
    if not known:
        return None
    if seen := _last_seen(framework, today):
        known.append(max(begin or seen, min(seen, end or seen)))
    left, right = scale.at(min(known)), scale.at(max(known))
    return Band(left, max(right - left, LEAST), scale.at(today), not begin, not end)


def _last_seen(framework, today):
    """The day on which the source says that it held; None when it says otherwise, or no day."""
    held = framework.status in {Framework.Status.IN_FORCE, Framework.Status.ENDING}
    return min(partial_dates.last_day(framework.status_as_of), today) if held and framework.status_as_of else None
