"""The programme of a market: on its page and in a calendar; the cards for its stands; an edition made after another."""

from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from core.records import State
from initiatives.models import MarketEdition
from tests.support import desk, make
from tests.support.document import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MARKET = "/inspiratiemarkt/"


@pytest.fixture
def edition():
    fields = {"date": "2027-11-12", "title": "Markt 2027", "slug": "markt-2027", "place": "Den Haag"}
    return make.market(organiser=make.organisation(), publication=make.publication(), **fields)


@pytest.fixture
def programme(edition):
    edition.programme_items.create(starts_at=time(15), title="Borrel")
    edition.programme_items.create(
        starts_at=time(13, 30), ends_at=time(14), title="Opening; welkom, allemaal", place="Zaal 1", note="Kom op tijd."
    )


@pytest.fixture
def at_desk(client):
    client.force_login(make.editor())
    return client


def events(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.getvalue()).walk("VEVENT")


def test_the_page_has_it_in_the_order_of_the_clock(client, edition, programme):
    section = Document(client.get(MARKET).text).ids["programma"].parent

    assert [term.text for term in section.find("dt")] == ["13.30 – 14.00 uur", "15.00 uur"]
    assert [entry.text for entry in section.find("dd")] == ["Opening; welkom, allemaal, Zaal 1Kom op tijd.", "Borrel"]


def test_a_calendar_has_an_event_for_each_item(client, edition, programme):
    opening, drinks = events(client.get(f"{MARKET}markt-2027/agenda.ics"))

    assert opening["SUMMARY"] == "Opening; welkom, allemaal"
    assert (opening["LOCATION"], opening["DESCRIPTION"]) == ("Zaal 1, Den Haag", "Kom op tijd.")
    assert opening["DTSTART"].dt == datetime(2027, 11, 12, 12, 30, tzinfo=UTC)  # winter time in the Netherlands
    assert opening["DTEND"].dt == datetime(2027, 11, 12, 13, 0, tzinfo=UTC)
    assert "DTEND" not in drinks
    assert opening["UID"] != drinks["UID"]


def test_without_a_programme_the_calendar_has_the_day(client, edition):
    (day,) = events(client.get(f"{MARKET}markt-2027/agenda.ics"))

    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2027, 11, 12), date(2027, 11, 13))
    assert (day["SUMMARY"], day["LOCATION"]) == ("Markt 2027", "Den Haag")


@pytest.mark.parametrize("page", ["agenda.ics", "kraamkaarten/"])
@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)])
def test_what_is_not_published_has_none(client, edition, page, state, status):
    make.published(edition)
    MarketEdition.objects.update(state=state, withdrawal_reason="Afgelast.")

    assert client.get(f"{MARKET}markt-2027/{page}").status_code == status


def test_the_cards_have_a_code_of_each_stand(client, edition):
    shown, hidden = make.initiative(code="INI-01", title="Zichtbaar"), make.initiative(title="Geheim", state="draft")
    for position, initiative in enumerate([hidden, shown]):
        edition.stands.create(initiative=initiative, position=position, note=f"Uitleg {position}")
    page = Document(client.get(f"{MARKET}markt-2027/kraamkaarten/").text)

    assert [heading.text for heading in page.find("main")[0].find("h2")] == ["Kraam 2 Zichtbaar"]
    assert page.find("main")[0].find("img")[0]["src"] == "/id/INI-01/qr.svg"
    assert "Uitleg 0" not in page.text


def test_the_code_is_an_image_of_the_permanent_address(client):
    make.initiative(code="INI-01")
    make.initiative(code="INI-02", state="draft")
    first, again = client.get("/id/INI-01/qr.svg"), client.get("/id/ini-01/qr.svg")

    assert first["Content-Type"] == "image/svg+xml"
    assert first.content.startswith(b"<svg ")
    assert b"<path" in first.content
    assert b"style=" not in first.content
    assert first.content == again.content
    assert client.get("/id/INI-02/qr.svg").status_code == 404


class TestAtTheDesk:
    def test_a_market_is_planned_without_a_source_and_published_with_one(self, at_desk):
        fields = {"title": "Markt", "slug": "m", "date": "12-11-2028", "summary": "s"}
        fields["organiser"] = make.organisation().pk
        planned = desk.save(at_desk, MarketEdition, **fields, state=State.DRAFT)
        edition = MarketEdition.objects.get(slug="m")
        refused = desk.save(at_desk, edition, state=State.PUBLISHED)

        assert planned.status_code == 302
        assert "minstens één bron" in desk.errors(refused)
        assert desk.save(at_desk, edition, state=State.PUBLISHED, publication=make.publication().pk).status_code == 302

    def test_items_are_added_and_what_ends_before_it_starts_is_refused(self, at_desk, edition):
        item = desk.part("programme_items", starts_at="13:30", ends_at="14:00", title="Opening")
        wrong = desk.save(at_desk, edition, **item | {"programme_items-0-ends_at": "13:30"})
        saved = desk.save(at_desk, edition, **item)

        assert "Dit onderdeel eindigt voordat het begint." in desk.errors(wrong)
        assert saved.status_code == 302
        assert str(edition.programme_items.get()) == "Opening"

    def test_many_stands_at_once_come_last_and_each_once(self, at_desk, edition):
        first, second, third = (make.initiative(title=title) for title in "abc")
        edition.stands.create(initiative=first, position=1)
        response = desk.save(at_desk, edition, new_stands=[first.pk, second.pk, third.pk])

        assert response.status_code == 302
        assert list(edition.stands.values_list("position", "initiative__title")) == [(1, "a"), (2, "b"), (3, "c")]
        assert "Kramen erbij" in at_desk.get(desk.address(edition, "history")).text

    def test_a_new_edition_starts_with_what_stays_the_same(self, at_desk, edition, programme):
        edition.stands.create(initiative=make.initiative())
        page = at_desk.get(desk.address(edition)).text
        address = f"{desk.address(MarketEdition, 'add')}?naar={edition.pk}"
        fields = desk.opened(at_desk, address)
        response = at_desk.post(address, fields | {"state": State.DRAFT})
        new = MarketEdition.objects.exclude(pk=edition.pk).get()

        assert f'href="{address}"' in page
        assert response.status_code == 302
        assert (new.title, new.slug, new.date, new.place) == (
            "Markt 2028",
            "markt-2028",
            date(2028, 11, 12),
            "Den Haag",
        )
        assert (new.publication, new.state, new.stands.count()) == (None, State.DRAFT, 0)
        assert list(new.programme_items.values_list("title", flat=True)) == ["Opening; welkom, allemaal", "Borrel"]

    @pytest.mark.parametrize("key", ["0", "x", "9" * 40, ""])
    def test_an_edition_that_does_not_exist_is_no_example(self, at_desk, key):
        assert at_desk.get(desk.address(MarketEdition, "add"), {"naar": key}).status_code == 200
