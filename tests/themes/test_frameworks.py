"""The page of all rules: the timeline and the equal table, today and on other days, whole and chosen from."""

import itertools
from datetime import datetime

import pytest

from core.records import State
from tests.support import make
from tests.support.document import Document
from themes.models import Framework

KADERS = "/kaders/"
STATUS = Framework.Status


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_clock(day):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat(f"{day}T12:00+01:00"))

    return set_clock


def get_page(client, query=""):
    response = client.get(KADERS + query)
    assert response.status_code == 200
    return Document(response.text)


def names_by_section(page):
    """The names on the timeline by the heading of their section."""
    sections = [section for section in page.find("section") if (section["class"] or "").startswith("timeline__part")]
    return {
        section.find("h3")[0].text: [line.text for line in section.find("p", **{"class": "timeline__name"})]
        for section in sections
    }


@pytest.mark.django_db
class TestPage:
    @pytest.fixture(autouse=True)
    def rules(self, at):
        at("2026-11-24")
        ending = make.framework(
            name="Richtlijn", slug="richtlijn", valid_until="2027-03-04", status_as_of="2025", level="eu"
        )
        ended = make.framework(name="Geldstroom", slug="geldstroom", status=STATUS.REPEALED)
        make.framework(name="Spreiding", slug="spreiding", status=STATUS.ENDING, valid_from="2024-02-01")
        make.framework(name="Voorrangsverbod", slug="verbod", status=STATUS.BILL, status_as_of="2026-02")
        make.framework(name="Leerplicht", slug="leerplicht")
        make.framework(name="Geheim", slug="geheim", state=State.DRAFT)
        make.initiative(frameworks=[ending, ended])
        make.initiative(frameworks=[ending])
        make.initiative(frameworks=[ending], state=State.DRAFT)

    def test_every_rule_is_on_the_timeline_and_in_the_table(self, client):
        page = get_page(client)

        assert names_by_section(page) == {
            "Vervallen of gestopt": ["Geldstroom"],
            "Van kracht volgens onze bron": ["Leerplicht", "Spreiding"],
            "Loopt af": ["Richtlijn"],
            "Aangekondigd, voorgesteld of aangenomen": ["Voorrangsverbod"],
        }
        rows = [row.find("th")[0].text for row in page.find("tbody")[0].find("tr")]
        assert rows == ["Geldstroom", "Leerplicht", "Richtlijn", "Spreiding", "Voorrangsverbod"]
        assert "Geheim" not in page.text

    def test_it_says_what_is_related_to_what_ends(self, client):
        page = get_page(client)

        for sentence in (
            "Geldt tot en met 4 maart 2027. Na vandaag nog 100 dagen.",
            "2 initiatieven bij Richtlijn hangen samen met deze regel, die afloopt.",
            "Einddatum niet bekend.",
            "1 initiatief bij Geldstroom hangt samen met deze regel, die niet meer geldt.",
            "Einde aangekondigd, datum niet bekend.",
            "Geldt vanaf 1 februari 2024.",
            "Vandaag: 24 november 2026",
        ):
            assert sentence in page.text
        links = [link["href"] for link in page.find("a") if link["href"] == "/initiatieven/?kader=richtlijn"]
        assert len(links) == 3  # in what comes up, on the timeline and in the table
        assert "2 initiatieven" in Document(client.get(links[0]).text).ids["results-count"].text

    @pytest.mark.parametrize(
        ("day", "section", "sentence"),
        [
            ("2027-03-03", "Loopt af", "Na vandaag nog 1 dag."),
            ("2027-03-04", "Loopt af", "Vandaag is de laatste dag."),
            ("2027-03-05", "Vervallen of gestopt", "De einddatum is voorbij. Stand in onze bron: van kracht"),
        ],
    )
    def test_around_the_last_day(self, client, at, day, section, sentence):
        at(day)

        page = get_page(client)

        assert "Richtlijn" in names_by_section(page)[section]
        assert sentence in page.text

    @pytest.mark.parametrize("dates", [{}, {"valid_from": "2020"}, {"valid_until": "2030"}])
    def test_a_bill_never_reads_as_in_force(self, client, dates):
        Framework.objects.filter(slug="verbod").update(**dates)

        rule = next(
            item for item in get_page(client).find("li") if item.find("a", href="/kaders/verbod/") and item["class"]
        )
        row = next(row for row in get_page(client).find("tr") if "Voorrangsverbod" in row.text)
        callouts = Document(client.get("/kaders/verbod/").text).find("p", **{"class": "callout callout--warning"})

        assert "Wetsvoorstel (stand van februari 2026)" in rule.text
        assert "Geldt" not in rule.text
        assert "Loopt af" not in row.text
        assert callouts == []

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("?stand=loopt-af", ["Richtlijn"]),
            ("?stand=Loopt+af", ["Richtlijn"]),
            ("?stand=vervallen&stand=geldt", ["Geldstroom", "Leerplicht", "Spreiding"]),
            ("?stand=onbekend", []),
            ("?stand=", ["Geldstroom", "Leerplicht", "Richtlijn", "Spreiding", "Voorrangsverbod"]),
        ],
    )
    def test_choosing_a_standing(self, client, query, names):
        page = get_page(client, query)

        assert sorted(itertools.chain(*names_by_section(page).values())) == names
        assert [row.find("th")[0].text for body in page.find("tbody") for row in body.find("tr")] == names

    def test_the_choices_have_counts(self, client):
        page = get_page(client, "?stand=loopt-af")
        chips = {chip.text: chip["aria-current"] for chip in page.find("a", **{"class": "chip"})}

        assert chips == {
            "Alle kaders (5)": None,
            "Vervallen of gestopt (1)": None,
            "Verworpen of ingetrokken (0)": None,
            "Van kracht volgens onze bron (2)": None,
            "Loopt af (1)": "true",
            "Aangekondigd, voorgesteld of aangenomen (1)": None,
            "Niet bekend of de regel geldt (0)": None,
        }
        assert "loopt af" in page.title
        assert page.meta("robots") == "noindex, follow"
        assert "Er zijn nu geen kaders met deze stand." in get_page(client, "?stand=onbekend").text

    @pytest.mark.parametrize("value", ["bestaat-niet", "<b>x</b>", "x" * 1400, "loopt-af&stand=x", "%00", "é"])
    def test_a_wrong_standing_is_explained(self, client, value):
        page = get_page(client, f"?stand={value}")

        assert "kennen wij niet." in page.text
        assert names_by_section(page) == {}
        assert page.find("table") == []
        assert page.find("b") == []

    def test_one_rule_has_its_band(self, client):
        with_dates = Document(client.get("/kaders/spreiding/").text)
        without = Document(client.get("/kaders/leerplicht/").text)

        assert [bool(page.find("svg", **{"class": "time-band"})) for page in (with_dates, without)] == [True, False]


@pytest.mark.django_db
def test_without_rules(client):
    assert "Er staan nog geen kaders op deze site." in get_page(client).text


@pytest.mark.django_db
def test_the_ban_on_priority_was_withdrawn(client, content):
    page = get_page(client, "?stand=ging-niet-door")

    assert "Verbod op voorrang voor statushouders" in names_by_section(page)["Verworpen of ingetrokken"]
    for standing in ("geldt", "vervallen", "in-de-maak"):
        assert "Verbod op voorrang voor statushouders" not in get_page(client, f"?stand={standing}").text
    assert len(client.get(KADERS).content) < 60_000
