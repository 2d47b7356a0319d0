"""The white-spot table: every number is the finder's, and what is missing is said as plainly as what is there."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from initiatives.finder.catalogue import catalogue
from initiatives.finder.filters import InitiativeFilter
from initiatives.finder.selection import InitiativeSelection
from initiatives.opportunities.table import Opportunities
from municipalities.models import Municipality
from municipalities.sizes import SizeClass
from tests.support import make
from tests.support.document import Document
from themes.models import Theme

pytestmark = pytest.mark.django_db
PAGE = "/kansenkaart/"
VIEWS = ["", "?kolommen=provincie", "?onderdelen=opvang&onderdelen=oekraine", "?kolommen=provincie&onderdelen=werk"]
FINDER = "/initiatieven/"


def get_page(client, query=""):
    response = client.get(f"{PAGE}{query.removeprefix(PAGE)}")
    assert response.status_code == 200
    return Document(response.text)


def count_links(page):
    """All links to the finder in the table, by address."""
    links = page.find("table")[0].find("a")
    return {link["href"]: link for link in links if link["href"].startswith(FINDER)}


def rows(page):
    """The names of the themes, from top to bottom."""
    return [row.find("th")[0].find("a")[0].text for row in page.find("tbody")[0].find("tr")]


def column(page, index):
    """The numbers in a column, from top to bottom."""
    return [int(row.find("td")[index].find("a")[0].text) for row in page.find("tbody")[0].find("tr")]


class TestOfBuiltRecords:
    """On an empty database, so before the module's content comes in."""

    def test_without_records_it_is_a_page(self, client):
        assert count_links(get_page(client))[FINDER].text == "0"

    def test_counts_a_white_spot_and_who_counts_twice(self, client):
        first, second = make.theme(name="opvang", slug="opvang"), make.theme(name="werk", slug="werk")
        small, large = make.municipality(population=9_000), make.municipality(population=300_000)
        make.initiative(main_theme=first, themes=[first, second], municipalities=[small, large])
        make.initiative(main_theme=first, municipalities=[small])
        make.initiative(main_theme=second)
        page = get_page(client)
        counts = {address: link.text for address, link in count_links(page).items()}

        assert counts[f"{FINDER}?thema=opvang&grootte=tot-20000"] == "2"
        assert counts[f"{FINDER}?thema=opvang&grootte=vanaf-250000"] == "1"
        assert counts[f"{FINDER}?thema=opvang&grootte=50000-100000"] == "0"
        assert counts[f"{FINDER}?thema=werk"] == "2"
        assert counts[FINDER] == "3"
        assert "1 initiatief hoort bij meer dan een thema." in page.text
        assert "1 initiatief staat in meer dan een kolom." in page.text
        assert "1 initiatief staat in geen enkele kolom" in page.text

    def test_an_unknown_population_is_in_no_column(self, client):
        make.municipality(population=None)
        theme = make.theme(slug="opvang")
        make.initiative(main_theme=theme, municipalities=[make.municipality(population=None)])

        assert {link.text for link in count_links(get_page(client)).values()} == {"0", "1"}
        assert "1 initiatief staat in geen enkele kolom" in get_page(client).text
        assert "1 gemeente" not in get_page(client).find("thead")[0].text

    def test_a_theme_that_is_not_published_has_no_row(self, client):
        make.theme(name="verborgen", state="draft")
        main = make.theme(slug="opvang")
        make.theme(name="verborgen deel", state="draft", parent=main)
        make.theme(name="zichtbaar deel", parent=main)

        assert "erborgen" not in get_page(client, "?onderdelen=opvang").text
        assert "Zichtbaar deel" in get_page(client, "?onderdelen=opvang").text


@pytest.mark.usefixtures("content")
class TestOfTheContent:
    @pytest.mark.parametrize("query", VIEWS)
    def test_every_number_is_the_finders(self, client, query):
        links = count_links(get_page(client, query))

        assert len(links) > 60
        for address, link in links.items():
            filterset = InitiativeFilter(QueryDict(urlsplit(address).query))
            assert filterset.is_valid(), address
            assert int(link.text) == filterset.selection.total, address

    def test_the_finder_itself_shows_that_number(self, client):
        links = count_links(get_page(client))
        for address in list(links)[::9]:
            heading = Document(client.get(address).text).ids["results-count"].text
            assert heading.split()[0] == links[address].text

    def test_a_number_is_understood_without_its_row_and_column(self, client):
        link = count_links(get_page(client))[f"{FINDER}?thema=opvang&grootte=tot-20000"]

        assert re.fullmatch(r"Opvang, tot 20.000 inwoners: \d+ initiatieven", link.name)

    def test_a_column_says_how_many_municipalities_it_has(self, client):
        heads = get_page(client).find("thead")[0].find("th")
        counts = Counter(map(SizeClass.of, Municipality.objects.current().values_list("population", flat=True)))
        totals = [counts[size] for size in SizeClass]

        assert [int(re.search(r"(\d+) gemeenten", head.text)[1]) for head in heads[2:]] == totals
        assert sum(totals) == 342
        heads = get_page(client, "?kolommen=provincie").find("thead")[0].find("th")
        assert sum(int(re.search(r"(\d+) gemeenten", head.text)[1]) for head in heads[2:]) == 342

    def test_a_white_spot_is_named_in_words_and_invites(self, client):
        page = get_page(client)
        empty = [cell for cell in page.find("td") if cell["class"] == "spots__cell--0"]

        assert empty
        for cell in empty:
            number, ask = cell.find("a")
            assert number.text == "0"
            assert ask.name.startswith("Weet u er een? ")
            assert ask.name.removeprefix("Weet u er een? ") == number.name.split(":")[0]
            assert ask["href"] == f"/aanmelden/?{urlsplit(number['href']).query}"
        assert [cell for cell in page.find("td") if cell["class"] != "spots__cell--0" and len(cell.find("a")) > 1] == []

    def test_shades_grow_with_the_number(self, client):
        shades = {
            int(cell.find("a")[0].text): int(cell["class"][-1])
            for cell in get_page(client).find("td")
            if cell["class"].startswith("spots__cell")
        }
        assert [shades[number] for number in sorted(shades)] == sorted(shades.values())
        assert set(shades.values()) <= set(range(6))

    def test_the_sentences_have_the_right_numbers(self, client):
        everything, sizes = catalogue().everything, catalogue().choices("grootte")
        nowhere = len(everything - catalogue().any_of("grootte", sizes))

        assert f"{nowhere} initiatieven staan in geen enkele kolom" in get_page(client).text

    def test_sub_themes_are_shown_and_hidden_again(self, client):
        closed = get_page(client)
        link = next(link for link in closed.find("a") if link.name == "toon onderdelen van Opvang")
        opened = get_page(client, link["href"])
        back = next(link for link in opened.find("a") if link.name == "verberg onderdelen van Opvang")
        parts = Theme.objects.published().filter(parent__slug="opvang").count()

        assert len(rows(opened)) == len(rows(closed)) + parts
        assert rows(get_page(client, back["href"])) == rows(closed)
        assert "onderdelen=oekraine" in next(
            a["href"] for a in opened.find("a") if "toon" in a.name and "Oek" in a.name
        )

    @pytest.mark.parametrize(("order", "index"), [("totaal", 0), ("tot-20000", 1), ("vanaf-250000", 5)])
    def test_sorting(self, client, order, index):
        fewest, most = get_page(client, f"?sorteer={order}"), get_page(client, f"?sorteer=-{order}")

        assert column(fewest, index) == sorted(column(fewest, index))
        assert column(most, index) == sorted(column(most, index), reverse=True)
        assert [head["aria-sort"] for head in fewest.find("th") if head["aria-sort"]] == ["ascending"]
        assert fewest.find("thead")[0].find("th")[index + 1].find("a")[0]["href"] == f"{PAGE}?sorteer=-{order}"
        assert most.find("thead")[0].find("th")[index + 1]["aria-sort"] == "descending"

    def test_without_an_order_it_is_that_of_the_site(self, client):
        page = get_page(client)

        assert [head["aria-sort"] for head in page.find("th") if head["aria-sort"]] == []
        assert rows(page) == rows(get_page(client, "?sorteer=thema"))

    @pytest.mark.parametrize(
        "query", ["kolommen=x", "sorteer=x", "sorteer=limburg", "onderdelen=x", "onderdelen=opvang&onderdelen=azc"]
    )
    def test_a_wrong_parameter_is_explained(self, client, query):
        page = get_page(client, f"?{query}")

        assert "Wij begrijpen een deel van uw keuze niet" in page.text
        assert page.find("table") == []
        assert [link for link in page.find("main")[0].find("a") if link["href"] == PAGE]

    def test_the_table_is_a_table(self, client):
        page = get_page(client)
        region = page.find("div", role="region")[0]

        assert region["tabindex"] == "0"
        assert region["aria-label"]
        assert page.find("caption")[0].text
        assert {head["scope"] for head in page.find("th")} == {"col", "row"}

    def test_counting_takes_no_queries(self, client, django_assert_num_queries):
        get_page(client)
        with django_assert_num_queries(3):  # the generation, themes, their sub-themes
            get_page(client, "?onderdelen=opvang&onderdelen=werk&kolommen=provincie")

    def test_a_selection_without_a_request_is_the_same(self):
        table = Opportunities(QueryDict("kolommen=provincie"))
        cell = table.rows[0].cells[1]
        assert (
            cell.count
            == InitiativeSelection.of(thema=[table.rows[0].theme.slug], provincie=[table.columns[0].value]).total
        )
