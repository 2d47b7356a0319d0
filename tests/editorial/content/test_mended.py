"""What was mended in the content stays mended: sources, years and who said what."""

import pytest

from core.records import State
from initiatives.models import Initiative
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
