"""The rules in time: what ended, what holds, what ends when, and what may come; nothing here makes a query."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from core import partial_dates
from themes.models import Framework
from themes.standing import Standing, standing_of

MAX_DAYS_LEFT = 366  # from here on the days are counted
BAND_WIDTH = 1000  # in units of the drawing
MIN_KNOWN_WIDTH = 6  # of the known part, so that a single day is visible


@dataclass(frozen=True)
class Rule:
    """A framework on a day, with the number of initiatives that are related to it."""

    framework: Framework
    initiative_count: int
    today: date
    band: "Band | None" = None

    @cached_property
    def standing(self):
        """Its standing on that day."""
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
        """Whether initiatives are related to a rule that ended or is to end."""
        return bool(self.initiative_count) and self.standing in {Standing.ENDED, Standing.ENDING}

    @property
    def days_left(self):
        """Number of days that it holds after today; None when no end is settled, none is soon, or on no known day."""
        if self.standing != Standing.ENDING or len(self.moment) < len("2028-03-04"):
            return None
        days = (partial_dates.last_day(self.moment) - self.today).days
        return days if days <= MAX_DAYS_LEFT else None


@dataclass(frozen=True)
class TimelineSection:
    """The rules of one standing: by year, and those without a date apart."""

    standing: Standing
    years: list[tuple[int, list[Rule]]]
    undated: list[Rule]

    @property
    def is_past(self):
        """Whether it comes before today."""
        return self.standing in {Standing.ENDED, Standing.NEVER_BEGAN}


def timeline(rules):
    """The sections of the timeline, from what ended to what is not known, without the empty ones.

    Args: rules, in the order in which those of one day must come.
    Returns: a list of TimelineSection.
    """
    sections = []
    for standing in Standing:
        matching = [rule for rule in rules if rule.standing == standing]
        dated = sorted((rule for rule in matching if rule.moment), key=lambda rule: partial_dates.last_day(rule.moment))
        years = [(year, list(of_year)) for year, of_year in groupby(dated, key=attrgetter("year"))]
        if matching:
            sections.append(TimelineSection(standing, years, [rule for rule in matching if not rule.moment]))
    return sections


@dataclass(frozen=True)
class Scale:
    """A number of whole years, drawn over the width of a band."""

    first_year: int
    last_year: int

    def at(self, day):
        """Return the position of a day, in units of the drawing."""
        start, end = date(self.first_year, 1, 1), date(self.last_year, 12, 31)
        return round(BAND_WIDTH * (day - start).days / (end - start).days)


def rules_of(frameworks, counts, today, scale):
    """Frameworks as rules on a day; counts is a dict from slug to the number of initiatives that are related to it."""
    return [
        Rule(framework, counts[framework.slug], today, band_of(framework, scale, today)) for framework in frameworks
    ]


def scale_of(frameworks, today):
    """The scale on which all known dates of the frameworks fit, with a year to spare on both sides."""
    dates = [day for framework in frameworks for day in (framework.valid_from, framework.valid_until) if day]
    years = [today.year, *(partial_dates.last_day(day).year for day in dates)]
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
        """Right end of the known part."""
        return self.left + self.width


def band_of(framework, scale, today):
    """The band of a framework; None when neither its beginning nor its end is known."""
    begin = framework.valid_from and partial_dates.first_day(framework.valid_from)
    end = framework.settled_end and partial_dates.last_day(framework.settled_end)
    days = [day for day in (begin, end) if day]
    if not days:
        return None
    if day := _last_known_in_force(framework, today):
        days.append(max(begin or day, min(day, end or day)))
    left, right = scale.at(min(days)), scale.at(max(days))
    return Band(left, max(right - left, MIN_KNOWN_WIDTH), scale.at(today), not begin, not end)


def _last_known_in_force(framework, today):
    """The last day on which it was in force according to the source; None when it was not, or on no known day."""
    in_force = framework.status in {Framework.Status.IN_FORCE, Framework.Status.ENDING}
    return min(partial_dates.last_day(framework.status_as_of), today) if in_force and framework.status_as_of else None
