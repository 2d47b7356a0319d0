"""Dates, numbers and amounts as people type them in Dutch."""

import re
from datetime import date
from decimal import Decimal

NAMES = [
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november"),
    "december",
]
MONTHS = {short: number for number, name in enumerate(NAMES, start=1) for short in (name, name[:3])}
MONTHS |= {"mrt": 3, "mar": 3, "may": 5, "sept": 9, "oct": 10, "febr": 2}
YEAR = r"(?P<year>(?:1[6-9]|2[01])\d\d)"
ANY_YEAR = r"(?P<year>(?:1[6-9]|2[01])\d\d|['’]?\d\d)"
MONTH_NAME = r"(?P<name>[a-z]{3,9})\.?"
WEEKDAY = r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,? )?"
DATES = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        YEAR,
        rf"{YEAR}[-/.](?P<month>\d\d?)(?:[-/.](?P<day>\d\d?)(?:[ t]00:00(?::00)?)?)?",
        rf"(?P<day>\d\d?) ?[-/.] ?(?P<month>\d\d?) ?[-/.] ?{ANY_YEAR}",
        rf"(?P<month>\d\d?)[-/.]{YEAR}",
        rf"{WEEKDAY}(?P<day>\d\d?)[ -]{MONTH_NAME}[ -]{ANY_YEAR}",
        rf"{MONTH_NAME}[ -]{YEAR}",
        rf"{MONTH_NAME}(?:-| ?')(?P<year>\d\d)",  # but "maart 25" may be a day
    )
]
AMOUNT = re.compile(
    r"(?:€|eur|euro)? ?(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?P<part>\d+|-+|–))?"
    r" ?(?P<unit>k|duizend|mln\.?|miljoen)? ?(?:€|eur|euro)?",
    re.ASCII,
)
UNITS = {"k": 1_000, "duizend": 1_000, "mln": 1_000_000, "mln.": 1_000_000, "miljoen": 1_000_000}
WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+", re.ASCII)


def partial_date(text):
    """The partial date ("2025-03") that a text means, such as "maart 2025", "mrt-25" or "1-3-2025".

    Raises: ValueError when it is no date, or might be two.
    """
    text = " ".join(text.lower().replace("’", "'").split())
    match = next((match for pattern in DATES if (match := pattern.fullmatch(text))), None)
    if not match:
        raise ValueError(text)
    groups = match.groupdict()
    numbers = [_year(groups["year"]), _month(groups), groups.get("day")]
    date(*(int(number or 1) for number in numbers))
    return "-".join(f"{int(number):02d}" for number in numbers if number)


def _year(text):
    return text if len(text) == 4 else f"20{text[-2:]}"


def _month(groups):
    """The number of a month, also by its name; None when there is none."""
    name = groups.get("name")
    if not name:
        return groups.get("month")
    if name not in MONTHS:
        raise ValueError(name)
    return MONTHS[name]


def whole_number(text):
    """The integer that a text means: "1.250" is 1250; raises ValueError."""
    if not WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text.replace(".", ""))


def amount(text):
    """The euros that a text means, a Decimal: "€ 1.250,-", "30k" or "1,2 mln"; raises ValueError."""
    match = AMOUNT.fullmatch(" ".join(text.lower().split()))
    if not match:
        raise ValueError(text)
    part = match["part"] if (match["part"] or "").isdigit() else "0"
    return Decimal(f"{re.sub('[. ]', '', match['whole'])}.{part}") * UNITS.get(match["unit"], 1)
