"""What stands where on the page of an initiative: to take along, result and cost first, facts and place beside them."""

from urllib.parse import unquote

import pytest

from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


def page_of(client, initiative, **query):
    return Document(client.get(initiative.get_absolute_url(), query).text)


def headings(page):
    return [heading.text for heading in page.find("main")[0].find("h2")]


def test_result_and_cost_come_first(client):
    initiative = make.initiative(situation="Er was wat.", approach="Zo gaat het.", cost_yearly="€ 20.000")
    initiative.results.create(
        value="72%", unit="van hen", definition="werk", period="2025", kind="uitkomst", publication=make.publication()
    )
    order = headings(page_of(client, initiative))

    assert order.index("Meenemen") == 0
    assert order[1:5] == ["Wat het opleverde", "Kosten", "Aanleiding", "Aanpak"]


def test_unknown_costs_are_a_line_among_the_facts(client):
    page = page_of(client, make.initiative(approach="Zo gaat het."))

    assert "Kosten" not in headings(page)
    (facts,) = page.find("section", **{"aria-labelledby": "in-het-kort"})
    assert "Kosten, per jaar niet bekend" in facts.text


def test_it_can_be_taken_along(client):
    place = make.municipality(name="Ede", slug="ede")
    initiative = make.initiative(title="Taal & werk", slug="taal", municipalities=[place])
    (section,) = page_of(client, initiative, zoals="ede").find("section", **{"aria-labelledby": "meenemen"})
    links = [link["href"] for link in section.find("a")]

    assert links[0] == "/initiatieven/vergelijken/?i=taal&zoals=ede"
    assert links[1] == "/initiatieven/taal/raadspagina/?zoals=ede"
    assert unquote(links[2]).startswith("mailto:?subject=Taal & werk&body=http")
    assert links[2].endswith("%2Finitiatieven%2Ftaal%2F")
    assert "&" not in links[2].split("?")[1].replace("&body=", "", 1)
    assert "(X" in section.find("p", **{"class": "citation"})[0].text


def test_the_map_marks_its_municipalities(client):
    placed = make.municipality(name="Ede", tile_column=3, tile_row=4)
    merged = make.municipality(name="Elst", ended_on="2020-01-01", successor=placed)
    unplaced = make.municipality(name="Nieuwstad")
    page = page_of(client, make.initiative(municipalities=[merged, unplaced]))

    (picture,) = page.find("svg", **{"class": "mini-map"})
    assert picture["aria-label"] == "Kaart van Nederland, met een rand om: Elst"
    assert not page_of(client, make.initiative(municipalities=[unplaced])).find("svg", **{"class": "mini-map"})
    assert not page_of(client, make.initiative()).find("svg", **{"class": "mini-map"})
