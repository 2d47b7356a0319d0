"""What a result tells, what a bottleneck has to do with an initiative, and what an amount of money is for."""

import csv
import io

import pytest

from core.csv_files import BOM
from initiatives.checklist.rules import run_checklist
from initiatives.choices import ResultKind
from initiatives.finder.selection import InitiativeSelection
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
KINDS = {
    ResultKind.OUTCOME: "Wat het opleverde",
    ResultKind.INPUT: "Omvang",
    ResultKind.REACH: "Omvang",
    ResultKind.REACTION: "Reacties",
    "": "Andere cijfers",
}


def get_page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Document(response.text)


def exported(client, address):
    text = client.get(address).getvalue().decode().removeprefix(BOM)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def section(page, heading):
    (found,) = [part for part in page.find("section") if part.find("h2") and part.find("h2")[0].text == heading]
    return found.text


def with_results(*kinds):
    initiative = make.initiative()
    source = initiative.citations.get().publication
    for kind in kinds:
        fields = {"unit": "stuks", "definition": f"soort {kind or 'leeg'}", "period": "2025"}
        initiative.results.create(kind=kind, value="7", publication=source, **fields)
    return initiative


class TestResults:
    @pytest.mark.parametrize(("kind", "heading"), KINDS.items())
    def test_each_kind_stands_under_its_own_heading(self, client, kind, heading):
        initiative = with_results(kind)
        others = set(KINDS.values()) - {heading}
        for address in ("", "raadspagina/"):
            page = get_page(client, f"{initiative.get_absolute_url()}{address}")

            assert "soort" in section(page, heading).casefold()
            assert not others & {part.text for part in page.find("h2")}

    def test_places_and_signatures_are_no_outcome(self, client):
        initiative, other = with_results(*KINDS), make.initiative()
        page = get_page(client, initiative.get_absolute_url())
        compared = get_page(client, f"/initiatieven/vergelijken/?i={initiative.slug}&i={other.slug}")
        labels = [row.find("th")[0].text for row in compared.find("tr") if row.find("th")]
        (row,) = [row for row in exported(client, "/initiatieven/export/") if row["omvang"]]

        assert section(page, "Wat het opleverde").count("stuks") == 1
        assert section(page, "Omvang").count("stuks") == 2
        assert set(KINDS.values()) <= {label.removesuffix(" verschilt") for label in labels}
        assert row["wat het opleverde"].startswith("7 stuks: soort uitkomst (2025; ")
        assert row["omvang"].count(" | ") == 1
        assert "soort reactie" in row["reacties"]
        assert "soort leeg" in row["andere cijfers"]

    def test_the_checklist_asks_for_the_kind(self):
        asked = [finding.field for finding in run_checklist(with_results(""))]

        assert "results" in asked
        assert "results" not in [finding.field for finding in run_checklist(with_results(ResultKind.REACH))]


class TestBottlenecks:
    @pytest.fixture
    def delay(self):
        return make.bottleneck(title="Wachten duurt lang", code="K-1")

    @pytest.fixture
    def three(self, delay):
        return [
            make.initiative(title="De helper", bottlenecks=[delay]),
            make.initiative(title="De hinderling", hindering_bottlenecks=[delay]),
            make.initiative(title="De stopper", stopping_bottlenecks=[delay]),
        ]

    def test_the_page_of_an_initiative_says_which(self, client, three, delay):
        headings = ["Knelpunten waar dit iets aan doet", "Knelpunten waar dit tegenaan loopt"]
        headings.append("Knelpunten waardoor dit stopte")
        for initiative, heading in zip(three, headings, strict=True):
            page = get_page(client, initiative.get_absolute_url())

            assert "Wachten duurt lang" in section(page, heading)
            assert {part.text for part in page.find("h2")} & set(headings) == {heading}

    def test_the_page_of_the_bottleneck_keeps_them_apart(self, client, three, delay):
        page = get_page(client, delay.get_absolute_url())

        assert "De helper" in section(page, "Voorbeelden die er iets aan doen")
        assert "De hinderling" in section(page, "Voorbeelden die ertegenaan lopen")
        assert "De stopper" in section(page, "Voorbeelden die erdoor stopten")
        assert "Bekijk en filter alle 3 initiatieven" in page.text

    def test_the_filter_finds_all_three(self, three, delay):
        assert InitiativeSelection.of(knelpunt=delay.slug).total == 3

    def test_the_signal_list_counts_what_does_something_about_it(self, client, three, delay):
        row = get_page(client, "/knelpunten/").find("article")[0]
        (exported_row,) = exported(client, "/knelpunten/export/")

        assert "1 initiatief" in row.text
        assert "1 voorbeeld loopt ertegenaan" in row.text
        assert "1 voorbeeld stopte erdoor" in row.text
        counts = ["aantal initiatieven", "aantal dat er iets aan doet"]
        counts += ["aantal dat ertegenaan loopt", "aantal dat erdoor stopte"]
        assert [exported_row[name] for name in counts] == ["3", "1", "1", "1"]

    def test_running_into_it_is_not_doing_something_about_it(self, client, delay):
        make.initiative(title="De hinderling", hindering_bottlenecks=[delay])
        other = make.bottleneck(title="Druk", code="K-2")
        make.initiative(bottlenecks=[other])
        page = get_page(client, "/knelpunten/?sorteer=initiatieven")

        assert [article.find("h3")[0].text for article in page.find("article")] == ["Druk", "Wachten duurt lang"]
        assert "Wij kennen nog geen initiatief hiervoor." in page.find("article")[1].text
        assert "Wij hebben hier nog geen voorbeeld van." in get_page(client, delay.get_absolute_url()).text

    def test_the_comparison_the_paper_and_the_file_say_which(self, client, three):
        helper, hindered, stopped = three
        compared = get_page(client, f"/initiatieven/vergelijken/?i={hindered.slug}&i={stopped.slug}")
        rows = {row["titel"]: row for row in exported(client, "/initiatieven/export/")}

        labels = {row.find("th")[0].text for row in compared.find("tr") if row.find("th")}
        assert {"Loopt ertegenaan", "Stopte erdoor"} <= labels
        assert "Doet iets aan" not in labels
        assert "Stopte door: Wachten duurt lang" in get_page(client, f"{stopped.get_absolute_url()}raadspagina/").text
        assert rows["De hinderling"]["loopt tegen knelpunten aan"] == "Wachten duurt lang"
        assert rows["De hinderling"]["knelpunten"] == ""
        assert rows["De stopper"]["stopte door knelpunten"] == "Wachten duurt lang"
        assert rows[helper.title]["knelpunten"] == "Wachten duurt lang"


class TestCosts:
    def test_that_they_are_not_known_is_always_said(self, client):
        one, two = make.initiative(), make.initiative()
        compared = get_page(client, f"/initiatieven/vergelijken/?i={one.slug}&i={two.slug}")
        page = get_page(client, one.get_absolute_url())
        paper = get_page(client, f"{one.get_absolute_url()}raadspagina/")
        costs = [row.text for row in compared.find("tr") if row.text.startswith("Kosten")]

        assert [row.count("niet bekend") for row in costs] == [2, 2]
        assert "Kosten, per jaar niet bekend" in page.text
        assert "Kosten, per jaar niet bekend" in paper.text
        assert "uitkomst en kosten niet bekend" in get_page(client, "/initiatieven/").text

    def test_a_card_says_what_is_known(self, client):
        make.initiative(band_one_off="tot-10000", cost_yearly="€ 20.000 in 2025")

        assert "€€€€€ eenmalig tot € 10.000 · per jaar € 20.000 in 2025" in get_page(client, "/initiatieven/").text

    @pytest.mark.parametrize(
        ("field", "text"),
        [
            ("fte", "samen € 130.000 per half jaar"),
            ("fte", "1,5 miljoen"),
            ("cost_one_off", "€ 2,5 miljoen in totaal"),
            ("cost_one_off", "€ 10.000 per maand"),
        ],
    )
    def test_the_checklist_finds_an_amount_in_the_wrong_place(self, field, text):
        assert field in [finding.field for finding in run_checklist(make.initiative(**{field: text}))]

    @pytest.mark.parametrize(("field", "text"), [("fte", "0,8 fte"), ("cost_one_off", "€ 9.000 (2025)")])
    def test_the_checklist_lets_the_right_place_be(self, field, text):
        assert field not in [finding.field for finding in run_checklist(make.initiative(**{field: text}))]


def test_the_home_page_promises_what_there_is(client):
    make.initiative(kind="voorstel", status="voorstel")
    with make.together():
        for _number in range(2):
            make.initiative(kind="buitenlands-voorbeeld", country="Canada")
    make.initiative()
    text = get_page(client, "/").text

    assert "4 voorbeelden van lokaal migratiebeleid, waarvan 1 voorstel en 2 uit het buitenland." in text
