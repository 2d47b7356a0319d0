"""Calculating with days and with months, which are of unequal length."""

from calendar import monthrange
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import partial_dates

IN_FUTURE = _("Deze dag ligt in de toekomst. Kies vandaag of een eerdere dag.")


def is_future(value):
    """Whether a day, or a partial date, which may be empty or wrong, comes after today as a whole."""
    if isinstance(value, date):
        return value > timezone.localdate()
    return partial_dates.is_valid(value) and partial_dates.first_day(value) > timezone.localdate()


def days_in_future(*names):
    """An own rule for a `PublishRule`: the fields with these names are about what was, so never later than today."""
    return lambda facts: [(name, IN_FUTURE) for name in names if is_future(facts.get(name))]


def months_after(moment, months):
    """Return the same day of a later month, or the last day of that month when it has no such day.

    Args: moment, a date or datetime; months, how many, below 0 for an earlier month.
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
