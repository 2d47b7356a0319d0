"""Dates, numbers and amounts as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import partial_dates
from editorial.imports.typed_values import amount, partial_date, whole_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-03-01 00:00:00", "2025-03-01"),
        ("1-3-2025 0:00", "2025-03-01"),
        ("Mrt-25", "2025-03"),
        ("zaterdag 1 maart 2025", "2025-03-01"),
        ("1850", "1850"),
    ],
)
def test_a_date(text, value):
    assert partial_date(text) == value


@pytest.mark.parametrize(
    "text", ["3-25", "31-2-2025", "1-13-2025", "markt 2025", "Q1 2025", "2025-2026", "1-3-2025 14:30"]
)
def test_what_is_no_date_or_might_be_two(text):
    with pytest.raises(ValueError, match=r"."):
        partial_date(text)


@given(st.dates(min_value=partial_dates.date(1950, 1, 1), max_value=partial_dates.date(2049, 12, 31)))
def test_a_day_in_any_form_is_that_day(day):
    for text in (f"{day.day}-{day.month}-{day.year}", partial_dates.in_words(day.isoformat()), day.isoformat()):
        assert partial_date(text) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("€ 1.250,-", 1250),
        ("1250", 1250),
        ("€ 30k", 30_000),
        ("1,2 mln", 1_200_000),
        ("EUR 1.250.000,50", Decimal("1250000.50")),
        ("30.000 euro", 30_000),
        ("€1 250,–", 1250),
    ],
)
def test_an_amount(text, euros):
    assert amount(text) == euros


@pytest.mark.parametrize("text", ["ongeveer 3", "1.25", "€ 10.000 tot € 50.000", "12,5%"])
def test_what_is_no_amount(text):
    with pytest.raises(ValueError, match=r"."):
        amount(text)


def test_a_whole_number():
    assert [whole_number(text) for text in ("0", "1250", "1.250")] == [0, 1250, 1250]
    with pytest.raises(ValueError, match=r"."):
        whole_number("12,5")
