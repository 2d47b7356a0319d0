"""Dates as people type them: 1-3-2026, 1/3/26, 1 maart 2026, maart 2026, 3-2026, 2026-03 or 2026."""

import re
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS

from . import partial_dates

CENTURY = 70  # a year of two digits below this one is of the century that began in 2000
SEPARATOR = r"\s*[-/.]\s*"
YEAR = r"(?P<year>\d{4}|['’]?\d\d)"
PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in [
        r"(?P<year>\d{4})",
        rf"(?P<year>\d{{4}}){SEPARATOR}(?P<month>\d\d?)(?:{SEPARATOR}(?P<day>\d\d?))?",
        rf"(?P<day>\d\d?){SEPARATOR}(?P<month>\d\d?){SEPARATOR}{YEAR}",
        rf"(?P<month>\d\d?){SEPARATOR}(?P<year>\d{{4}})",
        rf"(?:(?P<day>\d\d?)(?:e|ste|de)?[\s.-]+)?(?P<name>[a-z]+)\.?[\s-]+{YEAR}",
        r"(?P<day>\d\d?)[\s.-]+(?P<name>[a-z]+)\.?[\s-]+(?P<year>\d{4})",
    ]
]
OTHER_NAMES = {"mrt": 3, "maa": 3, "sept": 9, "june": 6, "july": 7}


def parse(text):
    """A typed date as the portal stores it: "2026-03-01", "2026-03" or "2026".

    Raises: ValueError when it is no date; a day and a month without a year are none.
    """
    text = _without_weekday(" ".join(text.split())).removeprefix("op ").strip(" ,")
    for pattern in PATTERNS:
        if match := pattern.fullmatch(text):
            return _partial_date(match.groupdict())
    raise ValueError(text)


def parse_day(text):
    """A typed date that says which day it is, as a `date`; raises ValueError when it does not."""
    numbers = partial_dates.parts(parse(text))
    if len(numbers) < 3:
        raise ValueError(text)
    return date(*numbers)


def _partial_date(match):
    month = match.get("month") or (_month_number(match["name"]) if match.get("name") else None)
    numbers = [_year(match["year"]), month, match.get("day")]
    value = "-".join(f"{int(number):02}" for number in numbers if number is not None)
    partial_dates.parts(value)
    return value


def _year(text):
    digits = text.strip("'’")
    if len(digits) == 4:
        return digits
    return f"{20 if int(digits) < CENTURY else 19}{digits}"


def _month_number(name):
    """The number of a month; at least three letters of its name; raises ValueError."""
    name = name.lower()
    names = {str(long).lower(): number for number, long in MONTHS.items()}
    names |= {str(short).lower().strip("."): number for number, short in MONTHS_3.items()} | OTHER_NAMES
    number = names.get(name) or next((n for long, n in names.items() if len(name) > 2 and long.startswith(name)), None)
    if number is None:
        raise ValueError(name)
    return number


def _without_weekday(text):
    first, _space, rest = text.partition(" ")
    days = {str(day).lower() for day in WEEKDAYS.values()}
    is_day = first.lower().strip(",.") in {*days, *(day[:2] for day in days)}
    return rest if is_day and rest else text
