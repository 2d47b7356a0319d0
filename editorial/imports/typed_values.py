"""Dates, numbers and amounts as people type them in Dutch."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import typed_dates
from core.fields import DecimalNumberField

MIDNIGHT = re.compile(r"[ T]0?0:00(:00)?$")  # behind a day that another program wrote
AMOUNT = re.compile(
    r"(?:€|eur|euro)? ?(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?P<part>\d+|-+|–))?"
    r" ?(?P<unit>k|duizend|mln\.?|miljoen)? ?(?:€|eur|euro)?",
    re.ASCII,
)
UNITS = {"k": 1_000, "duizend": 1_000, "mln": 1_000_000, "mln.": 1_000_000, "miljoen": 1_000_000}
WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+", re.ASCII)


def partial_date(text):
    """The partial date ("2025-03") that a text means, such as "mrt-25" or "1-3-2025"; raises ValueError."""
    return typed_dates.parse(MIDNIGHT.sub("", text.strip()))


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


def decimal_number(text):
    """The number that a text means, as the database stores it: "1.250,5" is "1250.50"; raises ValueError."""
    try:
        number = DecimalNumberField(max_digits=14, decimal_places=2).clean(text)
    except ValidationError as error:
        raise ValueError(_("‘%s’ is geen getal, zoals 72 of 1.250,50.") % text[:50]) from error
    return f"{number:.2f}"
