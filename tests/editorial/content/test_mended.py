"""What was mended in the content stays mended: sources, years and who said what."""

import re

import pytest

from core.records import State
from initiatives.models import BundleItem, Initiative
from sources.models import Publication
from themes.models import Ask, Bottleneck, Statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


def test_what_led_elsewhere_is_withdrawn_and_carries_nothing():
    withdrawn = Publication.objects.filter(state=State.WITHDRAWN)

    assert {row.code for row in withdrawn} == {"OPV-02.7", "OPV-25.4", "OPV-43.2", "SAM-07.5", "SAM-17.6", "SAM-18.3"}
    assert not withdrawn.exclude(citations=None, results=None).exists()
    for code, figure in [("SAM-18", "64 procent"), ("OPV-43", "circa 10 mensen")]:
        record = Initiative.objects.get(code=code)
        assert figure in record.internal_note
        assert figure.split()[0] not in {result.value for result in record.results.all()}


@pytest.mark.parametrize(
    ("code", "years"), [("KNP-07", {2020, 2021, 2025})] + [(f"KNP-{number}", {2021, 2025}) for number in (26, 29, 41)]
)
def test_bottlenecks_have_every_year_in_which_they_are_named(code, years):
    assert set(Bottleneck.objects.get(code=code).mentions.values_list("year", flat=True)) == years


def test_what_only_some_said_is_said_of_some():
    some = {ask.code for ask in Ask.objects.filter(issuer="een deel van de wethouders")}

    assert some == {"VRA-14", "VRA-18", "VRA-19", "VRA-21"}
    assert "robuust" in Statement.objects.get(code="UIT-17").gist
    assert "verdragen" in Statement.objects.get(code="UIT-13").gist


def test_only_what_stopped_is_stopped_by_something():
    blocked = Initiative.objects.exclude(stopping_bottlenecks=None)

    assert {row.status for row in blocked} == {"gestopt"}


def test_a_plan_that_stopped_is_not_what_came_after_it():
    research, look_back, moved = (Initiative.objects.get(code=code) for code in ("OPV-08", "OPV-07", "OPV-27"))

    assert [row.status for row in (research, look_back, moved)] == ["lopend", "afgerond", "lopend"]
    assert "begonnen in juli 2025" in research.status_reason
    assert not BundleItem.objects.filter(bundle__slug="kleine-opvang-in-een-dorp", initiative=research).exists()


@pytest.mark.parametrize(("code", "other"), [("INI-17", "OPV-41"), ("OPV-41", "INI-17")])
def test_two_records_of_one_pilot_say_so_with_a_link(client, code, other):
    record, same = Initiative.objects.get(code=code), Initiative.objects.get(code=other)
    page = client.get(record.get_absolute_url()).text

    assert f'Dit is dezelfde pilot als in ‘<a href="{same.get_absolute_url()}">{same.title}</a>’' in page
    assert "niet bij naam genoemd" not in page


def test_a_figure_in_a_lesson_stands_on_the_page_with_what_it_counts():
    lesson = BundleItem.objects.get(initiative__code="OPV-41").lesson

    assert {"18 procent", "59 procent"} <= set(re.findall(r"\d+ procent", lesson))
