"""The tile map: every municipality, its number, and where it leads; large, on the finder, and small."""

import datetime
import re
from collections import Counter

import pytest
from django.db.models import Count

from initiatives.models import Initiative
from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality
from municipalities.tiles import CORNERS, classes_of, layout
from tests.support import make
from tests.support.document import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
COUNTED = re.compile(r"^(?P<name>.+), (?P<count>\d+) initiatie(f|ven)$")


def tiles(page):
    """The tiles of a page: a dict from the name of a municipality to the number and the address."""
    (svg,) = [svg for svg in page.find("svg") if "data-tiles" in svg.attrs]
    by_name = {}
    for link in svg.find("a"):
        title = COUNTED.match(link.find("title")[0].text)
        by_name[title["name"]] = int(title["count"]), link["href"]
    return by_name


def counted(initiatives):
    """How many of the initiatives each municipality has."""
    return Counter(place.name for initiative in initiatives for place in initiative.municipalities.all())


def test_every_municipality_is_a_tile_with_its_number(client):
    page = Document(client.get("/gemeenten/").text)
    shown, expected = tiles(page), counted(Initiative.objects.published())

    assert set(shown) == set(Municipality.objects.values_list("name", flat=True))
    assert {name: count for name, (count, _address) in shown.items() if count} == expected
    assert shown["Den Haag"][1] == "/gemeenten/den-haag/"


def test_the_list_beside_the_map_is_equal(client):
    page = Document(client.get("/gemeenten/").text)
    listed = {
        item.find("a")[0].text: item.text
        for item in page.ids["lijst"].parent.find("li")
        if re.search(r"\(\d+\)", item.text)
    }

    assert listed == {name: f"{name} ({count})" for name, (count, _address) in tiles(page).items() if count}


def test_shades_are_explained_in_words_and_numbers_stand_on_the_tiles(client):
    page = Document(client.get("/gemeenten/").text)
    (svg,) = [svg for svg in page.find("svg") if "data-tiles" in svg.attrs]

    assert Counter(text.text for link in svg.find("a") for text in link.find("text")) == Counter(
        str(count) for count, _address in tiles(page).values() if count
    )
    assert "geen" in page.find("figcaption")[0].text


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ([0, 0], []),
        ([0, 1, 1], [[1]]),
        ([1, 2, 5, 9], [[1], [2], [5], [9]]),
        ([1, 1, 1, 2, 3, 4, 6, 8, 30, 0], [[1, 2], [3, 4], [6], [8, 30]]),
        (range(100), [[*range(1, 26)], [*range(26, 51)], [*range(51, 75)], [*range(75, 100)]]),
    ],
)
def test_the_shades_follow_the_numbers_that_occur(counts, classes):
    assert classes_of(counts) == classes


@pytest.mark.parametrize("query", ["", "thema=opvang", "gemeente=ede"])
def test_the_legend_says_what_each_tile_has(client, query):
    page = Document(client.get(f"/initiatieven/?{query}&weergave=kaart").text)
    legend = [item.text.split() for item in page.find("figcaption")[0].find("li")]
    shaded = {int(link.find("text")[0].text): int(link["class"][5]) for link in page.find("a") if link.find("text")}

    assert len(legend) == len({*shaded.values()}) + 1
    for count, shade in shaded.items():
        assert int(legend[shade][0]) <= count <= int(legend[shade][-1])


def test_the_map_has_the_name_and_the_whole_border_of_each_province(client):
    page = Document(client.get("/gemeenten/").text)
    [names] = page.find("g", **{"class": "tile-map__provinces"})
    path = page.find("path", **{"class": "tile-map__borders"})[0]["d"]
    sides = Counter()
    for place in gazetteer().current:
        x, y = layout().centres[place.slug]
        corners = [(x + right, y + down) for right, down in CORNERS]
        for side in zip(corners, corners[1:] + corners[:1], strict=True):
            sides[frozenset(side), place.province_slug] += 1
    borders = {side for (side, _province), count in sides.items() if count == 1}

    assert {name.text for name in names.find("text")} == {place.province for place in gazetteer().current}
    assert drawn(path) == borders


def drawn(path):
    """The sides that an SVG path of M and l draws, each once."""
    sides, here = [], None
    for command, x, y in re.findall(r"([Ml])(-?\d+) (-?\d+)", path):
        there = (int(x), int(y)) if command == "M" else (here[0] + int(x), here[1] + int(y))
        sides += [frozenset([here, there])] if command == "l" else []
        here = there
    assert len(sides) == len({*sides})
    return {*sides}


def test_the_finder_lists_what_its_map_shows(client):
    page = Document(client.get("/initiatieven/?thema=opvang&zoals=ede&weergave=kaart").text)
    listed = {
        item.find("a")[0].text: (item.text, item.find("a")[0]["href"]) for item in page.ids["lijst"].parent.find("li")
    }

    assert listed == {name: (f"{name} ({count})", href) for name, (count, href) in tiles(page).items() if count}


def test_tiles_do_not_overlap():
    places = Municipality.objects.values_list("tile_column", "tile_row")

    assert len({*places}) == 342


@pytest.mark.parametrize("query", ["thema=opvang", "q=taal&status=lopend", "provincie=limburg", "gemeente=utrecht"])
def test_the_map_of_a_selection_counts_that_selection(client, query):
    page = Document(client.get(f"/initiatieven/?{query}&weergave=kaart").text)
    total = int(page.ids["results-count"].text.split()[0])
    shown = tiles(page)
    name, (count, address) = max(shown.items(), key=lambda item: item[1][0])
    filtered = Document(client.get(f"/initiatieven/{address}").text)

    assert 0 < count <= total
    assert int(filtered.ids["results-count"].text.split()[0]) == count, name
    assert not page.find("article")


def test_the_map_keeps_the_choices_and_the_form_keeps_the_map(client):
    page = Document(client.get("/initiatieven/?thema=opvang&zoals=ede&weergave=kaart").text)

    assert tiles(page)["Arnhem"][1] == "?thema=opvang&zoals=ede&gemeente=arnhem"
    assert page.find("input", type="hidden", name="weergave")[0]["value"] == "kaart"


def test_the_table_has_the_same_initiatives(client):
    as_list = Document(client.get("/initiatieven/?thema=opvang&zoals=ede").text)
    as_table = Document(client.get("/initiatieven/?thema=opvang&zoals=ede&weergave=tabel").text)
    titles = [cell.text for cell in as_table.find("th", scope="row")]

    assert titles == [card.find("h3")[0].text for card in as_list.find("article")]
    assert "Zoals Ede" in as_table.find("thead")[0].text


def test_an_unknown_view_is_explained(client):
    page = client.get("/initiatieven/?weergave=bol")

    assert page.status_code == 200
    assert "‘bol’ kennen wij niet" in page.text
    assert "<article" not in page.text


@pytest.mark.parametrize("path", ["/themas/opvang/", "/gemeenten/arnhem/"])
def test_the_small_map_says_what_it_shows(client, path):
    (picture,) = Document(client.get(path).text).find("svg", role="img")

    assert picture["aria-label"].startswith("Kaart van Nederland")
    shaded = [path["d"].count("M") for path in picture.find("path") if re.fullmatch(r"tile-\d", path["class"])]
    assert sum(shaded) == 342


def test_the_map_of_a_municipality_marks_it_and_those_like_it(client):
    (picture,) = Document(client.get("/gemeenten/arnhem/").text).find("svg", role="img")

    assert picture.find("path", **{"class": "tile-map__here"})[0]["d"].count("M") == 1
    assert picture.find("path", **{"class": "tile-map__alike"})[0]["d"].count("M") == 6


def test_a_merged_municipality_gives_its_tile_and_its_initiatives_away(client):
    arnhem, renkum = Municipality.objects.get(slug="arnhem"), Municipality.objects.get(slug="renkum")
    before = tiles(Document(client.get("/gemeenten/").text))
    merged = Municipality.objects.create(
        code="GM9999", slug="rijnstad", name="Rijnstad", official_name="Rijnstad", province=arnhem.province
    )
    Municipality.objects.filter(pk__in=[arnhem.pk, renkum.pk]).update(
        ended_on=datetime.date(2026, 1, 1), successor=merged
    )
    make.published(merged)
    after = tiles(Document(client.get("/gemeenten/").text))

    assert set(before) - set(after) == {"Arnhem", "Renkum"}
    assert after["Rijnstad"][0] == before["Arnhem"][0] + before["Renkum"][0] > 0
    page = Document(client.get("/gemeenten/rijnstad/").text)
    assert "Ede" in [link.text for link in page.ids["buren"].parent.find("a")]
    assert page.find("path", **{"class": "tile-map__here"})


def test_a_new_municipality_without_a_place_is_named_below_the_map(client):
    make.municipality(name="Nieuwland", slug="nieuwland")
    page = Document(client.get("/gemeenten/").text)

    assert "Nieuwland" not in tiles(page)
    assert "Nog niet op de kaart: Nieuwland." in page.text


def test_it_counts_as_a_municipality_with_an_example(client):
    make.initiative(municipalities=[make.municipality(name="Nieuwland")])

    count = (
        Initiative.objects.published().exclude(municipalities=None).aggregate(n=Count("municipalities", distinct=True))
    )
    assert f"Van {count['n']} van de" in client.get("/gemeenten/").text
