"""Dates as sources give them: a year, a year and month, or a full day (ISO 8601 with reduced precision)."""

import re
from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

INVALID = _("Schrijf de datum als 1-3-2026, 1 maart 2026, maart 2026 of 2026.")
SORT_SUFFIX = "-99"  # behind a partial date it makes "2025" sort after "2025-07": a year is known to its last day
PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def parts(value):
    """Split a partial date into its numbers.

    Args: value, such as "2025", "2025-07" or "2025-07-04".
    Returns: a list of one to three integers: year, month, day.
    Raises: ValueError when it is not a date.
    """
    match = PATTERN.fullmatch(value)
    if not match:
        raise ValueError(value)
    numbers = [int(number) for number in match.groups() if number]
    date(*[*numbers, 1, 1][:3])
    return numbers


def is_valid(value):
    """Whether a value is a partial date; what is empty is none."""
    try:
        return bool(value and parts(value))
    except ValueError:
        return False


def first_day(value):
    """The first day that a partial date can mean; raises ValueError when it is not a date."""
    return date(*[*parts(value), 1, 1][:3])


def last_day(value):
    """The last day that a partial date can mean; raises ValueError when it is not a date."""
    year, month, day = [*parts(value), None, None][:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def latest(values):
    """The one of some partial dates that can mean the latest day; empty ones do not count, and of none it is empty."""
    return max(filter(None, values), key=lambda value: (last_day(value), len(value)), default="")


def in_words(value):
    """A partial date as a reader says it ("juli 2025"); an empty one stays empty."""
    return _formatted(value, ["Y", "F Y", "j F Y"])


def in_short(value):
    """A partial date with the month in three letters ("jul 2025"); an empty one stays empty."""
    return _formatted(value, ["Y", "b Y", "j b Y"])


def _formatted(value, formats):
    return date_format(first_day(value), formats[len(parts(value)) - 1]) if value else ""


def validate(value):
    """Refuse a value that is not a partial date; raises ValidationError."""
    if not is_valid(value):
        raise ValidationError(INVALID, code="partial_date")
