"""What comes up for rules: which days, and on which pages."""

from datetime import date

import pytest

from core.records import State
from tests.support import make
from tests.support.document import Document
from themes.frameworks.upcoming import upcoming
from themes.models import Framework
from themes.standing import Status

TODAY = date(2026, 11, 24)


@pytest.fixture
def today(monkeypatch):
    """Sets the clock to `TODAY`."""
    monkeypatch.setattr("themes.listings.timezone.localdate", lambda: TODAY)


def block(client, address):
    """The lines of the block on a page; empty without the block."""
    heading = Document(client.get(address).text).ids.get("komt-eraan")
    page = Document(client.get(address).text)
    if not heading:
        return []
    section = next(part for part in page.find("section") if part["aria-labelledby"] == "komt-eraan")
    return [line.text for line in section.find("dd")]


@pytest.mark.django_db
class TestDays:
    @pytest.mark.parametrize(
        ("fields", "days"),
        [
            ({"status": Status.ADOPTED, "valid_from": "2027-01-01"}, ["2027-01-01"]),
            ({"status": Status.ADOPTED, "valid_from": "2026-11-24"}, ["2026-11-24"]),
            ({"status": Status.ADOPTED, "valid_from": "2026-11-23"}, []),
            ({"status": Status.ADOPTED, "valid_from": "2027-11-24"}, ["2027-11-24"]),
            ({"status": Status.ADOPTED, "valid_from": "2027-11-25"}, []),
            ({"status": Status.ADOPTED, "valid_from": "2027-11"}, ["2027-11"]),
            ({"status": Status.ADOPTED, "valid_from": "2027", "enforced_from": "2027-07-01"}, ["2027", "2027-07-01"]),
            ({"status": Status.ANNOUNCED, "valid_from": "2027-03-05"}, ["2027-03-05"]),
            ({"status": Status.IN_FORCE, "valid_from": "2026"}, []),
            ({"status": Status.ADOPTED, "valid_from": "2026"}, ["2026"]),
            ({"valid_until": "2027-03-04"}, ["2027-03-04"]),
            ({"valid_until": "2027-03-04", "end_announced": True}, []),
            ({"status": Status.ENDING, "valid_until": "2027-03-04"}, []),
            ({"status": Status.REPEALED, "valid_until": "2027-03-04"}, []),
            ({"status": Status.REJECTED, "valid_from": "2027-03-04"}, []),
            ({}, []),
        ],
    )
    def test_which_days_come_up(self, fields, days):
        framework = make.framework(**fields)

        assert [event.date for event in upcoming([framework], TODAY)] == days

    def test_other_days_and_their_order(self):
        framework = make.framework(status=Status.ADOPTED, valid_from="2027-06")
        for day in ("2027-05-01", "2026-11-23", "2027-12-01", "2026-12"):
            framework.moments.create(date=day, what=day)

        assert [event.date for event in upcoming([framework], TODAY)] == ["2026-12", "2027-05-01", "2027-06"]

    def test_a_plan_says_that_it_is_one(self):
        plan = make.framework(status=Status.ANNOUNCED, valid_from="2027-03-05", enforced_from="2027-06")

        assert ["alleen aangekondigd" in str(event.what) for event in upcoming([plan], TODAY)] == [True, True]


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(autouse=True)
    def rules(self, today):
        theme, other = make.theme(name="Werk", slug="werk"), make.theme(name="Taal", slug="taal")
        part = make.theme(name="Uitzenden", slug="uitzenden", parent=theme)
        source = make.publication(title="Een pagina van een bureau")
        law = make.framework(
            name="De wet",
            slug="de-wet",
            status=Status.ADOPTED,
            valid_from="2027-01-01",
            newest_source=source,
            confirmation=Framework.Confirmation.THIRD_PARTY,
            status_as_of="2026-10-02",
        )
        law.themes.set([part])
        make.framework(name="Zonder dag", slug="zonder-dag").themes.set([other])
        secret = make.framework(name="Geheim", slug="geheim", valid_until="2027-05-01", state=State.DRAFT)
        secret.themes.set([theme])
        make.initiative(frameworks=[law])
        make.initiative(later_frameworks=[law])

    @pytest.mark.parametrize("address", ["/", "/kaders/", "/themas/werk/", "/themas/uitzenden/"])
    def test_it_says_what_whose_word_it_is_and_which_initiatives(self, client, address):
        (line,) = block(client, address)

        assert "De wet: Gaat in." in line
        assert "Volgens Een pagina van een bureau, 2 oktober 2026; nog niet bevestigd in een officiële" in line
        assert "2 initiatieven hangen hiermee samen" in line
        assert "2 initiatieven" in Document(client.get("/initiatieven/?kader=de-wet").text).ids["results-count"].text

    def test_the_page_of_the_rule_lists_its_initiatives(self, client):
        assert "Gaat in." in block(client, "/kaders/de-wet/")[0]
        assert client.get("/kaders/de-wet/").context["initiative_count"] == 2
        assert "Bij 1 van de initiatieven hieronder kwam deze regel er later bij." in client.get("/kaders/de-wet/").text

    @pytest.mark.parametrize("address", ["/themas/taal/", "/kaders/zonder-dag/", "/kaders/?stand=geldt"])
    def test_where_nothing_comes_up_the_block_stays_away(self, client, address):
        assert block(client, address) == []
        assert "Wat eraan komt" not in client.get(address).text
