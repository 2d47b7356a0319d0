"""The signal list: what is known of each bottleneck, and no number that a source does not give."""

import csv
import io
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.csv_files import BOM
from core.generation import content_change
from editorial.content.values import digest
from initiatives.finder.selection import InitiativeSelection
from tests.support import make
from tests.support.document import Document
from themes.models import Bottleneck

pytestmark = pytest.mark.django_db
LIST = "/knelpunten/"
EXPORT = "/knelpunten/export/"
WRONG = ["thema=x", "aan=x", "jaar=x", "jaar=1999", "sorteer=x", "thema=", "thema=geld&thema=x"]
HIDDEN_YEARS = {"1998", "1999"}
NUMBER_OF_MUNICIPALITIES = "hoeveel daarvan dit noemden, zegt de bron niet"


def look(client, query=""):
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    return Document(response.text)


def titles(page):
    return [article.find("h3")[0].text for article in page.find("article")]


def years_in(text):
    """The years in a text, without the numbers that `make` gives to names."""
    return {*re.findall(r"(?<!Bron )(?<!Knelpunt )(?<!adres-)\b\d{4}\b", text)}


def exported(client, query=""):
    response = client.get(f"{EXPORT}{query}")
    assert response.status_code == 200
    text = response.getvalue().decode().removeprefix(BOM)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


class TestWhatIsKnown:
    """On an empty database, so before the module's content comes in."""

    def test_without_bottlenecks_it_is_a_page(self, client):
        page = look(client)

        assert page.ids["results-count"].text == "0 knelpunten"
        assert "Er staan nog geen knelpunten op deze site" in page.text
        assert exported(client) == []

    def test_a_row_with_everything(self, client):
        theme = make.theme(name="geld")
        bottleneck = make.bottleneck(title="Te weinig geld", code="K-1", themes=[theme], years=[2021, 2025])
        make.ask(bottlenecks=[bottleneck], addressees=["Rijk", "EU"], text="Betaal meer.")
        make.bottleneck(years=[2023])
        with make.together():
            for number in range(4):
                make.initiative(title=f"Voorbeeld {number}", bottlenecks=[bottleneck])
        row = look(client).find("article")[0]

        assert [item.name for item in row.find("ol")[0].find("li")] == [
            "2021: genoemd", "2023: niet genoemd", "2025: genoemd",
        ]  # fmt: skip
        assert "Genoemd in 2 bronnen (2021, 2025)." in row.text
        assert "Rijk, EU" in row.text
        assert "Betaal meer. (wethouders, 2025)" in row.text
        assert "Geld" in [link.text for link in row.find("a")]
        link = row.find("a", href=f"/initiatieven/?knelpunt={bottleneck.slug}")[0]
        assert link.name == "4 initiatieven: Te weinig geld"
        assert len([link for link in row.find("a") if link.text.startswith("Voorbeeld ")]) == 3

    def test_a_row_with_nothing(self, client):
        make.bottleneck(title="Kaal")
        row = look(client).find("article")[0]

        assert "Wij hebben hier geen openbare bron voor." in row.text
        assert "Niet bekend: wij kennen nog geen vraag of advies hierover." in row.text
        assert "Wij kennen nog geen initiatief hiervoor." in row.text
        assert "Wat is gevraagd" not in row.text

    def test_what_the_sources_do_not_say_is_not_said(self, client):
        bottleneck = make.bottleneck(years=[2021, 2025])
        first, second = [mention.publication for mention in bottleneck.mentions.all()]
        assert "Met hoeveel gemeenten voor deze bronnen is gesproken, weten wij niet." in look(client).text
        make.consultation(second, 3)
        assert f"Voor 1 van deze bronnen is met 3 gemeenten gesproken; {NUMBER_OF_MUNICIPALITIES}" in look(client).text
        make.consultation(first, 2)
        sentence = f"Voor deze bronnen is met 2 en 3 gemeenten gesproken; {NUMBER_OF_MUNICIPALITIES}"
        assert sentence in look(client).text
        assert sentence in look(client, f"{bottleneck.slug}/").text

    def test_one_source_in_which_it_stands_twice(self, client):
        bottleneck = make.bottleneck(years=[2021])
        source = bottleneck.mentions.get().publication
        bottleneck.mentions.create(publication=source, year=2021, heading="Nog een keer")
        make.consultation(source, 2)

        assert "Genoemd in 1 bron (2021). Voor deze bron is met 2 gemeenten gesproken" in look(client).text

    def test_a_number_that_a_source_gives(self, client):
        bottleneck = make.bottleneck(years=[2021])
        make.consultation(bottleneck.mentions.get().publication, 9)
        bottleneck.mentions.update(municipality_count=4)
        make.published(bottleneck)
        source = bottleneck.mentions.get().publication

        for page in (look(client), look(client, f"{bottleneck.slug}/")):
            assert f"In 2021 noemden 4 gemeenten dit, volgens {source.title}." in page.text
            assert NUMBER_OF_MUNICIPALITIES not in page.text
        row = exported(client)[0]
        assert row["gemeenten die dit noemden volgens de bron"] == f"{source.title}: 4"
        assert row["gemeenten waarmee voor de bron is gesproken"] == f"{source.title}: 9"

    def test_only_what_is_published_itself(self, client):
        hidden = make.publication(title="Verborgen", state="draft")
        bottleneck = make.bottleneck(themes=[make.theme(name="verborgen", state="draft")], years=[2021])
        bottleneck.mentions.create(publication=hidden, year=1999)
        make.ask(bottlenecks=[bottleneck], addressees=["Verborgen"], state="draft")
        make.ask(bottlenecks=[bottleneck], addressees=["Verborgen"], publication=hidden)
        make.initiative(title="Verborgen", state="draft", bottlenecks=[bottleneck])
        make.bottleneck(title="Verborgen", state="draft", years=[1998])

        assert "2021" in years_in(look(client).text)
        for page in (look(client), look(client, f"{bottleneck.slug}/")):
            assert "erborgen" not in page.text
            assert not HIDDEN_YEARS & years_in(page.text)
        text = client.get(EXPORT).getvalue().decode()
        assert "erborgen" not in text
        assert not HIDDEN_YEARS & years_in(text)

    def test_the_number_of_queries_does_not_grow(self, client):
        def count(query):
            with content_change():
                pass
            client.get(f"{LIST}{query}")
            with CaptureQueriesContext(connection) as captured:
                client.get(f"{LIST}{query}")
            return len(captured)

        def more(times):
            for number in range(times):
                bottleneck = make.bottleneck(themes=[theme], years=[2000 + number])
                make.ask(bottlenecks=[bottleneck], addressees=["Rijk", f"Wie {number}"])
                make.ask(bottlenecks=[bottleneck], addressees=["Rijk"])
                make.consultation(bottleneck.mentions.get().publication, 1)
                with make.together():
                    for _number in range(2):
                        make.initiative(main_theme=theme, bottlenecks=[bottleneck])

        theme = make.theme(slug="geld")
        queries = ["", "?thema=geld&aan=rijk&sorteer=initiatieven", "?jaar=2000&sorteer=jaren"]
        more(2)
        few = [count(query) for query in queries]
        more(8)

        assert [count(query) for query in queries] == few
        assert max(few) <= 12

    def test_a_long_list_has_pages(self, client):
        with make.together():
            for number in range(21):
                make.bottleneck(title=f"Knelpunt {number}", code=f"K-{number:02}")

        assert look(client).ids["results-count"].text == "21 knelpunten"
        assert titles(look(client, "?pagina=2")) == ["Knelpunt 20"]
        assert client.get(f"{LIST}?pagina=3").status_code == 404
        assert len(exported(client)) == 21

    def test_a_field_that_came_later_does_not_look_like_an_editors_change(self):
        before = {"code": "K-1", "mentions": [{"year": 2021}]}
        after = {"code": "K-1", "mentions": [{"year": 2021, "municipality_count": None}]}
        filled = {"code": "K-1", "mentions": [{"year": 2021, "municipality_count": 4}]}

        assert digest(after) == digest(before)
        assert digest(filled) != digest(before)


class TestChoosing:
    """On an empty database, so before the module's content comes in."""

    @pytest.fixture(autouse=True)
    def _records(self):
        main = make.theme(name="bestuur", slug="bestuur")
        part, other = make.theme(name="geld", slug="geld", parent=main), make.theme(name="werk", slug="werk")
        make.theme(name="leeg", slug="leeg")
        money = make.bottleneck(title="Geld", code="K-3", themes=[part], years=[2021])
        rules = make.bottleneck(title="Regels", code="K-1", themes=[main], years=[2020, 2021, 2025])
        jobs = make.bottleneck(title="Werk", code="K-2", themes=[other, part], years=[2025])
        make.ask(bottlenecks=[money], addressees=["Rijk"])
        make.ask(bottlenecks=[rules], addressees=["EU"])
        make.ask(bottlenecks=[jobs], addressees=["Rijk", "Gemeenten"])
        make.initiative(bottlenecks=[jobs, money])
        make.initiative(bottlenecks=[jobs])

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["Regels", "Werk", "Geld"]),
            ("?thema=bestuur", ["Regels", "Werk", "Geld"]),
            ("?thema=geld", ["Werk", "Geld"]),
            ("?thema=werk&thema=geld", ["Werk", "Geld"]),
            ("?thema=Werk", ["Werk"]),
            ("?aan=rijk", ["Werk", "Geld"]),
            ("?aan=eu&aan=gemeenten", ["Regels", "Werk"]),
            ("?jaar=2021", ["Regels", "Geld"]),
            ("?jaar=2021&aan=rijk", ["Geld"]),
            ("?thema=leeg", []),
            ("?sorteer=code", ["Regels", "Werk", "Geld"]),
            ("?sorteer=jaren", ["Regels", "Werk", "Geld"]),
            ("?sorteer=initiatieven", ["Werk", "Geld", "Regels"]),
            ("?sorteer=initiatieven&aan=eu", ["Regels"]),
        ],
    )
    def test_a_choice_finds_and_orders(self, client, query, expected):
        page = look(client, query)

        assert titles(page) == expected
        assert page.ids["results-count"].text.split()[0] == str(len(expected))
        assert [row["knelpunt"] for row in exported(client, query)] == expected

    def test_each_choice_has_its_number_over_the_other_choices(self, client):
        labels = {label.text for label in look(client, "?jaar=2021").find("label")}

        assert {"bestuur (2)", "geld (1)", "Rijk (1)", "EU (1)", "2021 (2)", "2025 (2)", "2020 (1)"} <= labels
        assert not [label for label in labels if label.startswith(("werk", "leeg", "Gemeenten"))]

    def test_a_choice_can_be_undone(self, client):
        page = look(client, "?thema=geld&aan=rijk")
        chips = {chip.name: chip["href"] for chip in page.find("a") if chip["class"] == "chip"}

        assert chips["Verwijder filter: Thema: geld"] == "?aan=rijk"
        assert chips["Verwijder filter: Aan wie is iets gevraagd: Rijk"] == "?thema=geld"
        assert "checked" in page.find("input", value="geld")[0].attrs
        assert "noindex" in page.meta("robots")

    def test_an_empty_result_says_what_to_do(self, client):
        page = look(client, "?thema=leeg")

        assert "Wij vonden geen knelpunten met deze keuze" in page.text
        assert LIST in [link["href"] for link in page.ids["results"].find("a")]

    @pytest.mark.parametrize("query", WRONG)
    def test_a_wrong_value_gives_nothing_and_is_explained(self, client, query):
        page = look(client, f"?{query}")
        response = client.get(f"{EXPORT}?{query}")

        assert titles(page) == []
        assert "Wij begrijpen een deel van uw keuze niet" in page.text
        assert response.status_code == 400
        assert f"{query.split('=')[0]}: " in response.text

    def test_the_list_leads_to_the_file_of_the_same_choice(self, client):
        links = [link["href"] for link in look(client, "?aan=rijk").find("a") if link["type"] == "text/csv"]

        assert links == [f"{EXPORT}?aan=rijk"]


@pytest.mark.usefixtures("content")
class TestOfTheContent:
    def test_the_file_is_the_list(self, client):
        rows = exported(client)

        assert [row["code"] for row in rows] == [bottleneck.code for bottleneck in Bottleneck.objects.published()]
        for row in rows:
            slug = row["adres"].removeprefix(f"{settings.PORTAL_URL}{LIST}").strip("/")
            assert int(row["aantal initiatieven"]) == InitiativeSelection.of(knelpunt=slug).total

    def test_the_sentence_about_two_rounds_of_interviews(self, client):
        page = look(client, f"{Bottleneck.objects.get(code='KNP-02').slug}/")

        assert "Genoemd in 2 bronnen (2021, 2025). Voor deze bronnen is met 9 en 14 gemeenten gesproken" in page.text

    def test_no_source_of_ours_gives_a_number_of_municipalities(self, client):
        assert {row["gemeenten die dit noemden volgens de bron"] for row in exported(client)} == {""}

    @pytest.mark.parametrize("code", ["KNP-01", "KNP-18", "KNP-35"])
    def test_the_page_of_one_has_the_same_facts(self, client, code):
        row = next(row for row in exported(client) if row["code"] == code)
        page = look(client, f"{Bottleneck.objects.get(code=code).slug}/")

        assert row["genoemd in"].replace(" | ", ", ") in page.text
        assert row["wie moet iets doen"].replace(" | ", ", ") in page.text
        for ask in filter(None, row["wat is gevraagd"].split(" | ")):
            assert ask.rsplit(" (", 1)[0] in page.text
