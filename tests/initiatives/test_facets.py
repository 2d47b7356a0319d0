"""Facets, counts, results, order and pages agree with a plain Python model, for random records and selections."""

import random
from collections import Counter
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.choices import CostBand, InitiativeKind, InitiativeStatus
from initiatives.finder.facets import facet_of, shortened
from initiatives.finder.filters import InitiativeFilter
from initiatives.finder.results import CardList
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Initiative
from tests.support import make

WORDS = ["fontein", "kapper", "vlieger", "zwaluw"]
FACETS = {
    "thema": ["opvang", "werk", "azc"],
    "gemeente": ["alm", "bor", "cas"],
    "provincie": ["provincie-noord", "provincie-zuid"],
    "status": ["lopend", "gestopt", "pilot", "voorstel"],
    "soort": ["project", "buitenlands-voorbeeld"],
    "grootte": ["tot-20000", "50000-100000", "vanaf-250000"],
    "kosten": ["tot-10000", "10000-50000"],
    "jaar": ["2020", "2021", "1999"],
    "land": ["nederland", "belgie"],
    "tag": ["taal", "sport"],
}
SORTS = {
    "nieuwste": lambda row: (row["newest"], [-ord(letter) for letter in row["title"]]),
    "titel": lambda row: [-ord(letter) for letter in row["title"]],
    "sinds": lambda row: (row["start"], [-ord(letter) for letter in row["title"]]),
}


def world():
    """What random records are linked to."""
    north, south = (
        make.province(name="Noord", slug="provincie-noord"),
        make.province(name="Zuid", slug="provincie-zuid"),
    )
    places = {
        "alm": make.municipality(name="Alm", slug="alm", province=north, population=9_000),
        "bor": make.municipality(name="Bor", slug="bor", province=south, population=80_000),
        "cas": make.municipality(name="Cas", slug="cas", province=south, population=None),
    }
    themes = {"opvang": make.theme(slug="opvang"), "werk": make.theme(slug="werk")}
    themes["azc"] = make.theme(slug="azc", parent=themes["opvang"])
    themes["verborgen"] = make.theme(slug="verborgen", state="draft")
    return {"north": north, "places": places, "themes": themes}


GIVES = {
    "alm": {"gemeente": "alm", "provincie": "provincie-noord", "grootte": "tot-20000"},
    "bor": {"gemeente": "bor", "provincie": "provincie-zuid", "grootte": "50000-100000"},
    "cas": {"gemeente": "cas", "provincie": "provincie-zuid"},
}


def record(dice, number, around):
    """One random initiative, created in the database; returns what a plain model of it must know."""

    def pick(values):
        return [value for value in values if dice.random() < 0.4]

    themes, places, tags, words = pick(around["themes"]), pick(around["places"]), pick(FACETS["tag"]), pick(WORDS)
    foreign, unnamed, published = dice.random() < 0.2, dice.random() < 0.2, dice.random() < 0.8
    bands = [dice.choice(["", *FACETS["kosten"]]), dice.choice(["", *FACETS["kosten"]])]
    start, checked = dice.choice([None, 2020, 2021]), dice.choice([None, date(2026, 1, dice.randint(1, 3))])
    status = dice.choice([InitiativeStatus.RUNNING, InitiativeStatus.STOPPED, InitiativeStatus.PILOT])
    title = f"n{number:03} {' '.join(words)}".strip()
    initiative = make.initiative(
        title=title,
        main_theme=around["themes"]["werk"],
        themes=[around["themes"][name] for name in themes],
        municipalities=[around["places"][name] for name in places],
        unnamed_province=around["north"] if unnamed else None,
        tags=tags,
        status=status,
        kind=InitiativeKind.FOREIGN if foreign else InitiativeKind.PROJECT,
        country="België" if foreign else "",
        band_one_off=CostBand(bands[0]) if bands[0] else "",
        band_yearly=CostBand(bands[1]) if bands[1] else "",
        start_year=start,
        checked_on=checked,
        state="published" if published else "draft",
    )
    row = {name: set() for name in FACETS}
    row["thema"] = {name for name in themes if name != "verborgen"} | ({"opvang"} if "azc" in themes else set())
    for place in places:
        for name, value in GIVES[place].items():
            row[name].add(value)
    row["provincie"] |= {"provincie-noord"} if unnamed else set()
    row["tag"], row["status"], row["kosten"] = set(tags), {status.value}, {band for band in bands if band}
    row["soort"] = {"buitenlands-voorbeeld" if foreign else "project"}
    row["land"] = {"belgie" if foreign else "nederland"}
    row["jaar"] = {str(start)} if start else set()
    newest = checked.isoformat() if checked else ""
    return (
        row | {"words": set(words), "title": title, "start": start or 0, "newest": newest, "key": initiative.pk}
        if published
        else None
    )


@pytest.fixture(params=[1, 2, 3], scope="class")
def market(request, shared):
    """Sixty random initiatives: the rows of the model."""
    with transaction.atomic():
        with make.together():
            dice, around = random.Random(request.param), world()
            rows = [record(dice, number, around) for number in range(60)]
        yield [row for row in rows if row]
        transaction.set_rollback(True)


def matching(rows, words, chosen):
    """The rows that have all words, none with a minus, and one of the chosen values of each facet."""
    required = {word for word in words if word[0] != "-"}
    excluded = {word[1:] for word in words if word[0] == "-"}
    with_words = [row for row in rows if required <= row["words"] and not excluded & row["words"]]
    return [row for row in with_words if all(set(values) & row[name] for name, values in chosen.items())]


def select(**choices):
    """The selection of some choices, as if they came from an address."""
    return filterset(**choices).selection


def filterset(**choices):
    """The filter set of an address with some choices."""
    return InitiativeFilter(QueryDict(urlencode(choices, doseq=True)))


def test_a_tag_of_a_draft_only_is_no_choice(db):
    make.initiative(state="draft", tags=["geheim"])

    assert not filterset(tag=["geheim"]).is_valid()


def test_a_long_facet_has_what_was_chosen_on_top_and_says_what_it_leaves_out(db):
    with make.together():
        for number in range(25):
            make.initiative(tags=["veel", f"woord{number:02}"])
    short = shortened(facet_of(select(tag=["woord13"]), "tag"))

    assert [option.value for option in short.options[:2]] == ["woord13", "veel"]
    assert len(short.options) + short.rest == 26


@pytest.mark.django_db
class TestRandomMarkets:
    """With sixty initiatives that nobody chose."""

    @settings(max_examples=70, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_counts_results_order_and_pages_agree_with_a_plain_model(self, market, data):
        names = data.draw(st.lists(st.sampled_from(sorted(FACETS)), unique=True, max_size=3))
        chosen = {name: data.draw(st.lists(st.sampled_from(FACETS[name]), unique=True, min_size=1)) for name in names}
        words = data.draw(st.sampled_from([[], ["fontein"], ["kapper"], ["-vlieger"], ["zwaluw", "-kapper"]]))
        order = data.draw(st.sampled_from(sorted(SORTS)))
        selection = select(q=" ".join(words), sorteer=order, **chosen)

        expected = sorted(matching(market, words, chosen), key=SORTS[order], reverse=True)
        assert selection.total == len(expected)
        assert [card.key for card in CardList(selection)[0:1000]] == [row["key"] for row in expected]
        assert [card.key for card in CardList(selection)[5:9]] == [row["key"] for row in expected[5:9]]
        for name in FACETS:
            others = matching(market, words, {other: values for other, values in chosen.items() if other != name})
            counts = Counter(value for row in others for value in row[name])
            shown = {option.value: option.count for option in facet_of(selection, name).options}
            assert shown == {**counts, **{value: counts[value] for value in chosen.get(name, [])}}

    def test_a_draft_theme_is_no_choice(self, market):
        assert "verborgen" not in [option.value for option in facet_of(select(), "thema").options]
        assert not filterset(thema=["verborgen"]).is_valid()

    def test_the_order_of_the_choices_does_not_depend_on_what_is_chosen(self, market):
        before = [option.value for option in facet_of(select(), "status").options]
        after = [option.value for option in facet_of(select(status=["pilot"]), "status").options]

        assert after == before

    def test_a_change_of_one_initiative_is_counted_at_once(self, market):
        assert select().catalogue is select().catalogue
        before = select(status=["pilot"]).total
        changed = Initiative.objects.published().exclude(status="pilot").first()
        changed.status = "pilot"
        changed.save()
        make.published(changed)

        assert select(status=["pilot"]).total == before + 1

    def test_an_initiative_that_goes_is_counted_no_more(self, market):
        before = select().total
        deleted = Initiative.objects.published().first()
        make.published(deleted)
        deleted.delete()
        make.published(make.province())

        assert select().total == before - 1

    @pytest.mark.parametrize(
        "choices", [{}, {"thema": ["opvang", "werk"]}, {"status": ["pilot"], "tag": ["taal"]}, {"q": "fontein"}]
    )
    def test_the_queryset_has_what_the_page_shows(self, market, choices):
        keys = list(select(**choices).keys())

        assert sorted(filterset(**choices).qs.values_list("pk", flat=True)) == sorted(keys)
        assert select(**choices).matching == InitiativeSelection.of(**choices).matching

    def test_an_invalid_choice_gives_no_rows(self, market):
        wrong = filterset(thema=["opvang"], status=["onzin"])

        assert (wrong.is_valid(), list(wrong.qs), wrong.selection.total) == (False, [], 0)

    def test_a_request_changes_no_filter_of_the_class(self, market):
        before = dict(InitiativeFilter.base_filters)
        filterset(thema=["opvang"]).is_valid()

        assert InitiativeFilter.base_filters == before
        assert set(filterset().filters) == set(before)
        assert [name for name in before if hasattr(before[name], "parent")] == []
