"""Where a rule stands on a day: by its dates, and the same in Python as in the database."""

import random
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from tests.support import make
from themes.models import Framework
from themes.standing import Standing, Status, standing_of, status_on, with_standing

TODAY = date(2026, 11, 24)
STANDINGS = [
    (Status.REPEALED, "", "", Standing.ENDED),
    (Status.REPEALED, "", "2030", Standing.ENDED),
    (Status.IN_FORCE, "", "2026-11-23", Standing.ENDED),
    (Status.IN_FORCE, "", "2026-10", Standing.ENDED),
    (Status.IN_FORCE, "", "2025", Standing.ENDED),
    (Status.UNKNOWN, "", "2025", Standing.ENDED),
    (Status.ADOPTED, "2020", "2025", Standing.ENDED),
    (Status.IN_FORCE, "", "2026-11-24", Standing.ENDING),
    (Status.IN_FORCE, "", "2026-11", Standing.ENDING),
    (Status.IN_FORCE, "", "2026", Standing.ENDING),
    (Status.IN_FORCE, "2024", "2027-03-04", Standing.ENDING),
    (Status.ENDING, "", "", Standing.HOLDS),
    (Status.ENDING, "", "2027-03-04", Standing.HOLDS),
    (Status.ENDING, "", "2026-11-23", Standing.UNKNOWN),
    (Status.IN_FORCE, "", "", Standing.HOLDS),
    (Status.IN_FORCE, "2026-11-24", "", Standing.HOLDS),
    (Status.IN_FORCE, "2026-11-25", "", Standing.COMING),
    (Status.IN_FORCE, "2026", "", Standing.HOLDS),
    (Status.IN_FORCE, "2027", "2028", Standing.COMING),
    (Status.BILL, "", "", Standing.COMING),
    (Status.BILL, "2020", "", Standing.COMING),
    (Status.BILL, "", "2030", Standing.COMING),
    (Status.BILL, "2020", "2025", Standing.UNKNOWN),
    (Status.ANNOUNCED, "2020", "2030", Standing.COMING),
    (Status.ADOPTED, "", "", Standing.COMING),
    (Status.ADOPTED, "2026", "", Standing.COMING),
    (Status.ADOPTED, "2025", "", Standing.HOLDS),
    (Status.ADOPTED, "2026-11-24", "2030", Standing.ENDING),
    (Status.CHANGED, "", "", Standing.UNKNOWN),
    (Status.UNKNOWN, "2020", "", Standing.UNKNOWN),
    (Status.UNKNOWN, "", "2030", Standing.ENDING),
    (Status.REJECTED, "2020", "2030", Standing.NEVER_BEGAN),
    (Status.WITHDRAWN, "", "2020", Standing.NEVER_BEGAN),
]
DAYS = ["", "2025", "2026", "2027", "2026-10", "2026-11", "2026-12", "2026-11-23", "2026-11-24", "2026-11-25"]


@pytest.mark.parametrize(("status", "begin", "end", "expected"), STANDINGS)
def test_where_a_rule_stands(status, begin, end, expected):
    framework = Framework(status=status, valid_from=begin, valid_until=end)

    assert standing_of(framework, TODAY) == expected
    assert framework.has_ended(TODAY) == (expected == Standing.ENDED)


@pytest.mark.parametrize(
    ("fields", "before", "on_the_day", "after"),
    [
        (
            {"status": Status.ADOPTED, "valid_from": "2027-01-01"},
            (Status.ADOPTED, date(2026, 12, 31)),
            (Status.IN_FORCE, date(2027, 1, 1)),
            (Status.IN_FORCE, date(2027, 1, 2)),
        ),
        (
            {"status": Status.IN_FORCE, "valid_until": "2028-03-04"},
            (Status.IN_FORCE, date(2028, 3, 3)),
            (Status.IN_FORCE, date(2028, 3, 4)),
            (Status.REPEALED, date(2028, 3, 5)),
        ),
        (
            {"status": Status.IN_FORCE, "valid_until": "2028-03-04", "end_announced": True},
            (Status.ENDING, date(2028, 3, 3)),
            (Status.ENDING, date(2028, 3, 4)),
            (Status.UNKNOWN, date(2028, 3, 5)),
        ),
        (
            {"status": Status.WITHDRAWN, "valid_until": "2028-03-04"},
            (Status.WITHDRAWN, date(2028, 3, 3)),
            (Status.WITHDRAWN, date(2028, 3, 4)),
            (Status.WITHDRAWN, date(2028, 3, 5)),
        ),
        (
            {"status": Status.BILL, "valid_from": "2027-01-01"},
            (Status.BILL, date(2026, 12, 31)),
            (Status.BILL, date(2027, 1, 1)),
            (Status.BILL, date(2027, 1, 2)),
        ),
    ],
)
def test_the_state_of_today_follows_from_the_dates(fields, before, on_the_day, after):
    framework = Framework(**fields)

    for status, day in (before, on_the_day, after):
        assert status_on(framework, day) == status


@pytest.mark.django_db
def test_the_database_says_the_same():
    """Every state with random dates, on days around them."""
    chance = random.Random(15)
    rules = product(Status, [False, True], range(12))
    Framework.objects.bulk_create(
        Framework(
            code=f"X{number}",
            slug=f"x{number}",
            name=f"Kader {number}",
            status=status,
            end_announced=announced,
            **dict(zip(["valid_from", "valid_until"], sorted(chance.choices(DAYS, k=2)), strict=True)),
        )
        for number, (status, announced, _number) in enumerate(rules)
    )
    frameworks = list(Framework.objects.all())

    for days in (-400, -40, -1, 0, 1, 7, 40, 400):
        today = TODAY + timedelta(days=days)
        for standing in Standing:
            found = set(with_standing(Framework.objects.all(), today).filter(standing=standing))
            assert found == {framework for framework in frameworks if standing_of(framework, today) == standing}


@pytest.mark.django_db
def test_ended_and_ending_are_those_of_today(monkeypatch):
    announced = make.framework(valid_until="2027-03-04", end_announced=True)
    settled = make.framework(valid_until="2027-03-04")

    for day, ended, ending in [("2027-03-04", [], [settled]), ("2027-03-05", [settled], [])]:
        now = datetime.fromisoformat(f"{day}T12:00+01:00")
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        assert (list(Framework.objects.ended()), list(Framework.objects.ending())) == (ended, ending)
        assert announced.standing == (Standing.HOLDS if day == "2027-03-04" else Standing.UNKNOWN)
