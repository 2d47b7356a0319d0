"""Finding examples by how many municipalities took them over: the facet, the order and the column."""

import csv

import pytest
from django.urls import reverse

from core.generation import content_change
from core.records import State
from initiatives.finder.catalogue import catalogue
from initiatives.models import Adoption, Initiative
from tests.support import make
from tests.support.make import together

pytestmark = pytest.mark.django_db
LIST = "/initiatieven/"


@pytest.fixture
def source():
    return make.publication(title="De bron", url="https://bron.example/over")


@pytest.fixture
def examples(source):
    """Examples by how many municipalities took them over: 0, 1, 2, 5 and 6."""
    places = [make.municipality(name=f"Dorp {letter}") for letter in "abcdef"]
    with together():
        made = {total: make.initiative(title=f"Voorbeeld {total}") for total in (0, 1, 2, 5, 6)}
        for total, initiative in made.items():
            for place in places[:total]:
                initiative.adoptions.create(municipality=place, year=2024, publication=source)
    return made


def found(client, **parameters):
    text = client.get(LIST, parameters).text
    return [total for total in (0, 1, 2, 5, 6) if f"Voorbeeld {total}</a>" in text]


@pytest.mark.parametrize(
    ("value", "totals"),
    [("0", [0]), ("1", [1]), ("2-5", [2, 5]), ("meer", [6]), (["1", "meer"], [1, 6])],
)
def test_it_finds_by_the_number_of_municipalities(client, examples, value, totals):
    assert found(client, overgenomen=value) == totals


def test_the_facet_is_folded_and_counts(client, examples):
    text = client.get(LIST).text

    assert '<details class="facet" id="facet-overgenomen">' in text
    for label, count in {"Niet, zover wij weten": 1, "Door 1 gemeente": 1, "Door 2 tot 5 gemeenten": 2}.items():
        assert f"{label} <small>({count})</small>" in text


def test_without_data_there_is_neither_a_facet_nor_an_order(client):
    make.initiative()

    text = client.get(LIST).text
    assert "overgenomen" not in text
    assert "1 initiatief" in client.get(LIST, {"overgenomen": "0"}).text
    assert client.get(LIST, {"sorteer": "overgenomen"}).status_code == 200


def test_an_unknown_value_finds_nothing_and_says_so(client, examples):
    text = client.get(LIST, {"overgenomen": "zeven"}).text

    assert "zeven" in text
    assert found(client, overgenomen="zeven") == []
    assert client.get("/initiatieven/feed/", {"overgenomen": "zeven"}).status_code == 400


def test_sorting_puts_first_what_most_took_over(client, examples):
    text = client.get(LIST, {"sorteer": "overgenomen"}).text

    positions = [text.index(f"Voorbeeld {total}</a>") for total in (6, 5, 2, 1, 0)]
    assert positions == sorted(positions)
    assert "Vaakst overgenomen eerst" in text


def test_a_source_that_is_withdrawn_counts_no_more(client, examples, source):
    assert found(client, overgenomen="meer") == [6]
    with content_change():
        type(source).objects.filter(pk=source.pk).update(state=State.DRAFT)

    assert found(client, overgenomen="0") == [0, 1, 2, 5, 6]
    assert catalogue().adopters == {}


def test_municipalities_that_merged_count_as_one(client, source):
    whole = make.municipality(name="Groene Hart")
    parts = [make.municipality(name=name, ended_on="2023-01-01", successor=whole) for name in ("Woerden", "Montfoort")]
    initiative = make.initiative(title="Voorbeeld 1")
    for place in parts:
        initiative.adoptions.create(municipality=place, publication=source)
    make.published(initiative)

    assert found(client, overgenomen="1") == [1]


def test_the_export_says_who_when_and_where_that_is_written(client, examples):
    lines = client.get(reverse("initiatives:export"), {"overgenomen": "2-5"}).getvalue().decode("utf-8-sig")
    rows = {row["titel"]: row["overgenomen door"] for row in csv.DictReader(lines.splitlines())}

    assert rows["Voorbeeld 2"].count("(2024; https://bron.example/over)") == 2
    assert rows["Voorbeeld 2"].startswith("Dorp a (2024")
    assert len(rows) == 2


@pytest.mark.usefixtures("content")
def test_what_was_taken_over_is_found_with_its_source(client):
    pages = {value: client.get(f"/initiatieven/?overgenomen={value}").context["page"] for value in ("1", "meer")}
    found = {value: [Initiative.objects.get(pk=card.key).code for card in page] for value, page in pages.items()}

    assert found == {"1": ["SAM-08"], "meer": ["SAM-30"]}
    assert not Adoption.objects.filter(initiative__state="published").exclude(publication__state="published")
