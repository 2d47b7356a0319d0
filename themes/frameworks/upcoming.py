"""Upcoming events of the rules: beginnings, enforcement, settled ends and other days; nothing here makes a query."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from core import partial_dates
from core.dates import months_after
from themes.models import Framework
from themes.standing import PLANS, Standing, standing_of

MONTHS_AHEAD = 12
OVER = {Standing.ENDED, Standing.NEVER_BEGAN}
BEGUN = {Standing.HOLDS, Standing.ENDING}


@dataclass(frozen=True)
class Event:
    """Something that happens with a framework on a day that may be known only by its month or year."""

    framework: Framework
    date: str
    what: str

    @property
    def first_day(self):
        """The first day that it can be."""
        return partial_dates.first_day(self.date)

    @property
    def date_in_words(self):
        """Its date as far as it is known, such as "1 januari 2027"."""
        return partial_dates.in_words(self.date)

    def is_within(self, start: date, end: date):
        """Whether it can be on one of these days."""
        return partial_dates.last_day(self.date) >= start and self.first_day <= end


def upcoming(frameworks, today):
    """Return the events from today until `MONTHS_AHEAD` months later: a list of Event, the first day first.

    Args: frameworks, with their moments; today, a date.
    """
    end = months_after(today, MONTHS_AHEAD)
    alive = [framework for framework in frameworks if standing_of(framework, today) not in OVER]
    events = [event for framework in alive for event in _events(framework, today) if event.is_within(today, end)]
    return sorted(events, key=attrgetter("first_day"))


def _events(framework, today):
    is_plan = framework.status in PLANS
    if framework.valid_from and not _began(framework, today):
        begins = _("Begint volgens het plan. Dit is alleen aangekondigd.") if is_plan else _("Gaat in.")
        yield Event(framework, framework.valid_from, begins)
    if framework.enforced_from:
        planned = _("Vanaf dan wordt gehandhaafd volgens het plan. Dit is alleen aangekondigd.")
        enforced = planned if is_plan else _("Vanaf dan wordt de regel gehandhaafd.")
        yield Event(framework, framework.enforced_from, enforced)
    if framework.settled_end:
        planned = _("Laatste dag volgens het plan. Dit is alleen aangekondigd.")
        yield Event(framework, framework.settled_end, planned if is_plan else _("Laatste dag van deze regel."))
    for moment in framework.moments.all():
        yield Event(framework, moment.date, moment.what)


def _began(framework, today):
    """Whether it began before today, also when only the year or the month of that is known."""
    return standing_of(framework, today) in BEGUN and partial_dates.first_day(framework.valid_from) < today
