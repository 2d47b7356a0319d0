"""Facets, counts and results agree with a plain Python model, for any records and any selection."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.choices import CostBand, Kind, Status
from initiatives.facets import count, survey
from initiatives.filters import InitiativeFilter
from initiatives.vocabulary import LEGENDS
from tests import make

VALUES = st.sets(st.sampled_from("abc"))
RECORD = st.fixed_dictionaries({facet: VALUES for facet in LEGENDS})
SELECTION = st.fixed_dictionaries({facet: VALUES for facet in ["thema", "gemeente", "status"]})


@given(records=st.lists(RECORD, max_size=12), selection=SELECTION)
def test_count_is_what_choosing_would_find(records, selection):
    rows = dict(enumerate(records))

    def found(chosen):
        return [key for key, row in rows.items() if all(not v or v & row[facet] for facet, v in chosen.items())]

    matches, counts = count(rows, selection)

    assert matches == found(selection)
    for facet in LEGENDS:
        for value in "abc":
            assert counts[facet][value] == len(found({**selection, facet: {value}}))


@pytest.fixture
def market(db):
    """A few dozen initiatives in which every facet has several values."""
    north, south = make.province(name="Noord"), make.province(name="Zuid")
    places = [
        make.municipality(name="Alm", slug="alm", province=north, population=9_000),
        make.municipality(name="Bor", slug="bor", province=south, population=80_000),
        make.municipality(name="Cas", slug="cas", province=south, population=None),
    ]
    main = [make.theme(slug="opvang"), make.theme(slug="werk")]
    themes = [*main, make.theme(slug="azc", parent=main[0]), make.theme(slug="verborgen", state="draft")]
    groups = [make.target_group(), make.target_group()]
    for number in range(36):
        make.initiative(
            main_theme=main[number % 2],
            themes=[theme for place, theme in enumerate(themes) if number % (place + 2) == 0] or [main[0]],
            municipalities=[place for position, place in enumerate(places) if number % (position + 2) == 1],
            unnamed_province=north if number % 9 == 0 else None,
            target_groups=[group for position, group in enumerate(groups) if number % (position + 3) == 0],
            tags=["taal", "sport"][: number % 3],
            status=[Status.RUNNING, Status.STOPPED, Status.PILOT][number % 3],
            kind=Kind.FOREIGN if number % 12 == 5 else Kind.PROJECT,
            country="België" if number % 12 == 5 else "",
            band_one_off=CostBand.UNTIL_10K if number % 4 == 0 else "",
            band_yearly=CostBand.UNTIL_50K if number % 6 == 0 else "",
            start_year=2020 + number % 3 if number % 5 else None,
            state="draft" if number % 11 == 3 else "published",
        )
    return places, groups


CHOICES = {
    "thema": ["opvang", "werk", "azc"],
    "gemeente": ["alm", "bor", "cas"],
    "status": ["lopend", "gestopt", "pilot", "voorstel"],
    "soort": ["project", "buitenlands-voorbeeld"],
    "grootte": ["tot-20000", "50000-100000", "vanaf-250000"],
    "kosten": ["tot-10000", "10000-50000"],
    "jaar": ["2020", "2021", "1999"],
    "land": ["nederland", "belgie"],
    "tag": ["taal", "sport"],
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_count_the_results_and_the_options_agree(market, data):
    facets = data.draw(st.lists(st.sampled_from(sorted(CHOICES)), unique=True, max_size=3))
    chosen = {facet: data.draw(st.lists(st.sampled_from(CHOICES[facet]), unique=True, min_size=1)) for facet in facets}
    total, shown = survey(selected(chosen))

    assert total == selected(chosen).qs.count() == len(set(selected(chosen).qs.values_list("pk", flat=True)))
    facet = data.draw(st.sampled_from(shown))
    option = data.draw(st.sampled_from(facet.options))
    assert option.count == selected({**chosen, facet.name: [option.value]}).qs.count()


def test_a_draft_theme_is_no_choice(market):
    _total, facets = survey(selected({}))

    assert "verborgen" not in [option.value for facet in facets for option in facet.options]
    assert not selected({"thema": ["verborgen"]}).is_valid()


def test_participants_without_a_name_count_for_their_province(market):
    province = market[0][0].province
    total, _facets = survey(selected({"provincie": [province.slug]}))

    unnamed = selected({"provincie": [province.slug]}).qs.filter(unnamed_province=province)
    assert 0 < unnamed.count() < total


def selected(choices):
    """The filter of a selection, as if it came from an address."""
    query = QueryDict(mutable=True)
    for name, values in choices.items():
        query.setlist(name, values)
    return InitiativeFilter(query)
