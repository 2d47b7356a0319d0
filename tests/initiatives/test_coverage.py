"""How much the examples cover: the page, and the months at the desk."""

import csv
import datetime

import pytest
from django.core.management import call_command

from initiatives.choices import InitiativeKind, InitiativeStatus, ResultKind
from initiatives.models import Initiative, MonthlyCoverage
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


def tables(client):
    """The tables of the page: a dict from caption to a dict from row to its other cells."""
    page = Document(client.get("/dekking/").text)
    return {
        table.find("caption")[0].text: {
            row.find("th")[0].text: [cell.text for cell in row.find("td")] for row in table.find("tr")[1:]
        }
        for table in page.find("table")
    }


def test_it_counts_examples_and_the_municipalities_that_have_one(client):
    utrecht, drenthe = make.province(name="Utrecht"), make.province(name="Drenthe")
    zeist = make.municipality(name="Zeist", province=utrecht, population=66_000)
    make.municipality(name="Baarn", province=utrecht, population=25_000)
    assen = make.municipality(name="Assen", province=drenthe, population=70_000)
    housing, language = make.theme(name="Huisvesting"), make.theme(name="Taal")
    make.initiative(themes=[housing], municipalities=[zeist])
    make.initiative(themes=[housing, language], municipalities=[zeist, assen])
    make.initiative(themes=[housing], state="draft", municipalities=[assen])

    shown = tables(client)

    themes = shown["Voorbeelden en gemeenten naar thema"]
    assert (themes["Huisvesting"], themes["Taal"]) == (["2", "2 van 3"], ["1", "2 van 3"])
    assert shown["Voorbeelden en gemeenten naar provincie"] == {
        "Drenthe": ["1", "1 van 1"],
        "Utrecht": ["2", "1 van 2"],
    }
    sizes = shown["Voorbeelden en gemeenten naar grootte van de gemeente"]
    assert sizes["20.000 tot 50.000 inwoners"] == ["0", "0 van 1"]
    assert sizes["50.000 tot 100.000 inwoners"] == ["2", "2 van 2"]


def test_it_counts_what_is_known(client):
    source = make.publication()
    full = make.initiative(
        contact_email="wonen@gemeente.example", cost_yearly="€ 1.000", checked_on=datetime.date(2026, 11, 1)
    )
    words = {"value": "3", "unit": "mensen", "definition": "Wie werk vond.", "period": "2025", "publication": source}
    full.results.create(kind=ResultKind.OUTCOME, **words)
    full.results.create(kind=ResultKind.OUTCOME, **words)
    make.initiative().results.create(kind=ResultKind.REACH, **words)
    unsourced = make.publication(state="draft")
    make.initiative().results.create(kind=ResultKind.OUTCOME, **words | {"publication": unsourced})

    shown = tables(client)["Van hoeveel voorbeelden iets bekend is"]

    assert [*shown.values()] == [["1 van 3"], ["1 van 3"], ["1 van 3"], ["1 van 3"], ["0 van 3"]]


def test_proposals_and_foreign_examples_are_named(client):
    make.initiative(kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED)
    make.initiative(kind=InitiativeKind.FOREIGN, country="België")
    make.initiative()

    introduction = Document(client.get("/dekking/").text).find("main")[0].text

    assert "3 voorbeelden van lokaal migratiebeleid, waarvan 1 voorstel en 1 uit het buitenland." in introduction


def test_of_an_empty_portal_everything_is_nought(client):
    assert client.get("/dekking/").status_code == 200


@pytest.mark.usefixtures("content")
def test_each_number_is_that_of_the_finder(client):
    page = Document(client.get("/dekking/").text)
    links = [link for link in page.find("main")[0].find("a") if link["href"].startswith("/initiatieven/?")]

    assert len(links) > 20
    for link in links[::7]:
        found = Document(client.get(link["href"]).text).find("h1")[0].parent.text
        assert f"{link.text} initiatie" in found


class TestMonths:
    """What the desk keeps of each month."""

    def record(self, monkeypatch, day):
        """Count on a day."""
        moment = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        call_command("record_coverage")

    def test_a_month_has_the_figures_of_its_last_count(self, monkeypatch):
        make.initiative()
        self.record(monkeypatch, "2026-11-01")
        make.initiative()
        self.record(monkeypatch, "2026-11-30")
        make.initiative()
        self.record(monkeypatch, "2026-12-01")

        months = {f"{row.month}": row.figures["initiatives"] for row in MonthlyCoverage.objects.all()}
        assert months == {"2026-12-01": 3, "2026-11-01": 2}

    def test_the_desk_shows_and_downloads_them(self, monkeypatch, admin_client):
        theme = make.theme(name="Taal")
        make.initiative(themes=[theme])
        Initiative.objects.update(checked_on=datetime.date(2026, 10, 1))
        MonthlyCoverage.objects.create(
            month="2026-10-01", counted_at="2026-10-31T12:00:00Z", figures={"initiatives": 7}
        )
        call_command("record_coverage")
        address = "/beheer/initiatives/monthlycoverage/"

        page = Document(admin_client.get(address).text)
        assert "oktober 2026" in page.text

        chosen = {
            "action": "download_csv",
            "_selected_action": list(MonthlyCoverage.objects.values_list("pk", flat=True)),
        }
        lines = admin_client.post(address, chosen).getvalue().decode("utf-8-sig").splitlines()
        newest, oldest = csv.DictReader(lines)
        assert (newest["initiatives"], newest["checked"], newest[f"thema: {theme.slug}"]) == ("1", "1", "1")
        assert (oldest["month"], oldest["initiatives"], oldest["checked"]) == ("2026-10", "7", "")
