"""The rules in time: where each stands on a day, and how it is drawn; without a database."""

from datetime import date

import pytest

from themes.frameworks.timeline import Rule, Scale, band_of, scale_of, timeline
from themes.models import Framework
from themes.standing import Standing

TODAY = date(2026, 11, 24)
STATUS = Framework.Status


def build_rule(count=0, today=TODAY, **fields):
    defaults = {"name": "Regel", "slug": "regel", "status": STATUS.IN_FORCE}
    return Rule(Framework(**defaults | fields), count, today)


class TestRule:
    @pytest.mark.parametrize(
        ("today", "standing", "left"),
        [
            (date(2027, 3, 3), Standing.ENDING, 1),
            (date(2027, 3, 4), Standing.ENDING, 0),
            (date(2027, 3, 5), Standing.ENDED, None),
            (date(2026, 3, 3), Standing.ENDING, 366),
            (date(2026, 3, 2), Standing.ENDING, None),
        ],
    )
    def test_around_the_last_day(self, today, standing, left):
        rule = build_rule(today=today, valid_until="2027-03-04")

        assert (rule.standing, rule.days_left) == (standing, left)

    @pytest.mark.parametrize("end", ["2027", "2027-03"])
    def test_days_are_not_counted_to_a_day_that_is_not_known(self, end):
        assert build_rule(valid_until=end).days_left is None

    @pytest.mark.parametrize(
        ("status", "count", "expected"),
        [
            (STATUS.REPEALED, 1, True),
            (STATUS.REPEALED, 0, False),
            (STATUS.ENDING, 9, False),
            (STATUS.REJECTED, 9, False),
            (STATUS.IN_FORCE, 9, False),
            (STATUS.BILL, 9, False),
        ],
    )
    def test_when_to_warn(self, status, count, expected):
        assert build_rule(count, status=status).is_warning == expected


class TestTimeline:
    def test_by_year_with_what_has_no_date_apart(self):
        rules = [
            build_rule(name="nooit", status=STATUS.REPEALED),
            build_rule(name="2024", valid_until="2024-12-31"),
            build_rule(name="2023", valid_until="2023"),
            build_rule(name="begin 2024", valid_until="2024-02"),
            build_rule(name="geldt"),
        ]

        ended, holds = timeline(rules)

        assert (ended.standing, ended.is_past) == (Standing.ENDED, True)
        names = [(year, [rule.framework.name for rule in year_rules]) for year, year_rules in ended.years]
        assert names == [(2023, ["2023"]), (2024, ["begin 2024", "2024"])]
        assert [rule.framework.name for rule in ended.undated] == ["nooit"]
        assert (holds.years, [rule.framework.name for rule in holds.undated]) == ([], ["geldt"])

    def test_what_begins_later_is_in_the_year_of_its_beginning(self):
        (section,) = timeline([build_rule(valid_from="2028-01", valid_until="2030"), build_rule(status=STATUS.BILL)])

        assert section.standing == Standing.COMING
        assert [year for year, _rules in section.years] == [2028]

    def test_nothing(self):
        assert timeline([]) == []


class TestBand:
    def test_a_scale_has_room_on_both_sides(self):
        frameworks = [Framework(valid_from="2017"), Framework(valid_until="2027-03-04"), Framework()]

        assert scale_of(frameworks, TODAY) == Scale(2016, 2028)
        assert scale_of([], TODAY) == Scale(2025, 2027)
        assert scale_of([Framework(valid_from="0001", valid_until="9999")], TODAY) == Scale(1, 9999)

    def test_from_the_first_day_to_the_last(self):
        framework = Framework(valid_from="2020-01-01", valid_until="2020-12-31")

        band = band_of(framework, Scale(2020, 2020), TODAY)

        assert (band.left, band.right, band.open_start, band.open_end) == (0, 1000, False, False)

    def test_an_unknown_end_is_open_after_the_last_day_that_the_source_knows(self):
        framework = Framework(status=STATUS.IN_FORCE, valid_from="2020", status_as_of="2021")

        band = band_of(framework, Scale(2020, 2029), TODAY)

        assert (band.left, band.open_start, band.open_end) == (0, False, True)
        assert band.right == 200

    def test_an_unknown_beginning_is_open(self):
        framework = Framework(status=STATUS.REPEALED, valid_until="2024-12-31", status_as_of="2025")

        band = band_of(framework, Scale(2020, 2029), TODAY)

        assert (band.open_start, band.open_end) == (True, False)
        assert 0 < band.width < 10

    def test_a_bill_is_not_drawn_as_known_until_today(self):
        framework = Framework(status=STATUS.BILL, valid_from="2021", status_as_of="2026-02")

        assert band_of(framework, Scale(2020, 2029), TODAY).width < 10

    def test_without_dates_there_is_nothing_to_draw(self):
        assert band_of(Framework(status=STATUS.IN_FORCE, status_as_of="2025"), Scale(2020, 2029), TODAY) is None
