"""What a hit on the search page shows, and the addresses of searches."""

import pytest

from tests.support import make

pytestmark = pytest.mark.django_db


def test_a_hit_shows_municipality_status_and_year(client):
    make.initiative(
        title="Taalles", municipalities=[make.municipality(name="Weert")], status="afgerond", as_of="2024-05"
    )
    make.initiative(title="Taalles elders", kind="voorstel", status="voorstel", as_of="2023")
    page = client.get("/zoeken/", {"q": "taalles"}).text

    assert '<p class="found__facts">Weert · Afgerond · stand 2024</p>' in page
    assert '<p class="found__facts">Geen vaste gemeente · Voorstel · stand 2023</p>' in page


def test_all_of_a_kind_has_an_address_that_works(client):
    with make.together():
        for number in range(8):
            make.publication(title=f"Opvang {number}")
    page = client.get("/zoeken/", {"q": "opvang"}).text

    assert 'href="?q=opvang&amp;soort=bronnen"' in page


def test_the_last_one_or_two_of_a_kind_are_shown_too(client):
    with make.together():
        for number in range(7):
            make.publication(title=f"Opvang {number}")
    page = client.get("/zoeken/", {"q": "opvang"}).text

    assert page.count('class="found__item"') == 7
    assert "soort=bronnen" not in page


def test_a_hit_without_a_stand_has_the_year_in_which_it_began(client):
    make.initiative(title="Taalles", status="gestopt", as_of="", start_year=2017, municipalities=[make.municipality()])

    assert " · Gestopt · begonnen in 2017</p>" in client.get("/zoeken/", {"q": "taalles"}).text


def test_the_number_beside_the_initiatives_is_what_its_link_shows(client):
    make.initiative(title="Taalles", summary="Les.")
    with make.together():
        for number in range(3):
            make.bottleneck(title=f"Te weinig taalles {number}")
    page = client.get("/initiatieven/", {"q": "taalles"}).text

    assert '<a class="chip" href="/zoeken/?q=taalles&amp;soort=knelpunten">3 knelpunten hierover</a>' in page
    assert "3 resultaten" in client.get("/zoeken/?q=taalles&soort=knelpunten").text
    assert "hierover" not in client.get("/initiatieven/").text


def test_a_stapel_is_named_beside_the_initiatives(client):
    make.bundle(make.initiative(title="Taalles"), title="Taalles in een dorp")
    page = client.get("/initiatieven/", {"q": "taalles"}).text

    assert '<a class="chip" href="/zoeken/?q=taalles&amp;soort=stapels">1 stapel hierover</a>' in page
    assert "1 resultaat" in client.get("/zoeken/?q=taalles&soort=stapels").text


def test_an_update_has_the_title_of_its_page(client):
    make.initiative(title="Taalles")
    title = "<title>Initiatieven, Zoekwoorden: taalles – Inspiratiemarkt</title>"

    assert title in client.get("/initiatieven/", {"q": "taalles"}).text
    assert title in client.get("/initiatieven/", {"q": "taalles"}, headers={"HX-Request": "true"}).text


@pytest.mark.parametrize(
    ("address", "tidy"),
    [
        ("/initiatieven/?q=&zoals=&status=lopend", "/initiatieven/?status=lopend"),
        ("/initiatieven/?q=+&zoals=", "/initiatieven/"),
        ("/zoeken/?q=", "/zoeken/"),
        ("/zoeken/?q=a%26b&soort=", "/zoeken/?q=a%26b"),
    ],
)
def test_empty_fields_are_not_in_the_address(client, address, tidy):
    update = client.get(address, headers={"HX-Request": "true"})

    assert update.headers["HX-Push-Url"] == tidy
    assert client.get(tidy).status_code == client.get(address).status_code == 200
    assert "zoals=&" not in client.get(address).text
    assert "js/suggest.js" in client.get(address).text
