"""Whom we may ask: the shared mailbox of an initiative or of its municipality, as long as the agreement holds."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from editorial.reviews.contacts import agreed_mailbox, agreed_mailbox_of
from editorial.reviews.models import ContactAgreement
from initiatives.models import Initiative
from initiatives.task_queries import TASK_QUERIES
from tests.support import desk, make
from tests.support.check_requests import MAILBOX, TODAY, set_today

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, TODAY)


@pytest.fixture
def place():
    return make.municipality(name="Zwolle")


@pytest.fixture
def initiative(place):
    return make.initiative(title="Taalcoaches", municipalities=[place])


def agree(mailbox=MAILBOX, **fields):
    return ContactAgreement.objects.create(mailbox=mailbox, agreed_on=TODAY, **fields)


def test_the_mailbox_of_the_municipality_holds_for_all_its_initiatives(initiative, place):
    assert agreed_mailbox(initiative) == agreed_mailbox_of(place) == ""
    agree(municipality=place)

    assert agreed_mailbox(initiative) == agreed_mailbox_of(place) == MAILBOX
    assert agreed_mailbox(make.initiative(municipalities=[make.municipality(), place])) == MAILBOX
    assert agreed_mailbox(make.initiative(municipalities=[make.municipality()])) == ""


def test_that_of_the_initiative_itself_goes_first(initiative, place):
    agree(municipality=place)
    agree("taal@zwolle.example", initiative=initiative)

    assert agreed_mailbox(initiative) == "taal@zwolle.example"


@pytest.mark.parametrize(
    ("contact_email", "expected"), [("taal@zwolle.example", "taal"), ("", "taal"), ("nieuw@zwolle.example", "wonen")]
)
def test_another_mailbox_on_the_page_ends_the_agreement_of_the_initiative(initiative, place, contact_email, expected):
    agree(municipality=place)
    agree("taal@zwolle.example", initiative=initiative)
    Initiative.objects.update(contact_email=contact_email)
    initiative.refresh_from_db()

    assert agreed_mailbox(initiative) == f"{expected}@zwolle.example"


@pytest.mark.parametrize(
    ("fields", "is_valid"),
    [
        ({"valid_until": None}, True),
        ({"valid_until": TODAY}, True),
        ({"valid_until": YESTERDAY}, False),
        ({"mailbox": "jan.jansen@zwolle.example"}, False),
    ],
)
@pytest.mark.parametrize("about", ["municipality", "initiative"])
def test_an_agreement_ends_and_is_never_of_a_person(initiative, place, about, fields, is_valid):
    agree(**{about: place if about == "municipality" else initiative}, **fields)

    assert bool(agreed_mailbox(initiative)) == is_valid


def test_a_municipality_that_merged_is_asked_at_its_successor(initiative, place):
    agree(municipality=place)
    successor = make.municipality(name="Groot Zwolle")
    place.successor, place.ended_on = successor, YESTERDAY
    place.save()
    assert agreed_mailbox(initiative) == MAILBOX

    agree("nieuw@groot-zwolle.example", municipality=successor)
    assert agreed_mailbox(initiative) == "nieuw@groot-zwolle.example"


@pytest.mark.parametrize("count", [0, 2])
def test_an_agreement_is_about_one_of_the_two(initiative, place, count):
    fields = {"municipality": place, "initiative": initiative} if count else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        agree(**fields)


class TestDesk:
    @pytest.fixture(autouse=True)
    def _logged_in(self, client):
        client.force_login(make.editor())

    def test_a_new_agreement_holds_for_a_year(self, client, place):
        page = desk.save(client, ContactAgreement, municipality=place.pk, mailbox=MAILBOX, agreed_on="2026-10-01")

        assert page.status_code == 302
        agreement = ContactAgreement.objects.get()
        assert agreement.valid_until == datetime.date(2027, 11, 24)  # proposed in the form: from today
        assert "Zwolle" in client.get(desk.address(ContactAgreement, "changelist")).text

    def test_without_an_end_it_gets_one(self, client, place):
        fields = {"mailbox": MAILBOX, "agreed_on": "2026-10-01", "valid_until": ""}
        desk.save(client, ContactAgreement, municipality=place.pk, **fields)

        assert ContactAgreement.objects.get().valid_until == datetime.date(2027, 10, 1)

        desk.save(client, ContactAgreement.objects.get(), valid_until="")
        assert ContactAgreement.objects.get().valid_until == datetime.date(2027, 10, 1)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"mailbox": "j.jansen@zwolle.example"}, "lijkt het adres van een persoon"),
            ({"municipality": None}, "Kies een gemeente of een initiatief"),
            ({"agreed_on": "2026-11-25", "valid_until": ""}, "ligt in de toekomst"),
            ({"valid_until": "2026-09-30"}, "ligt vóór de dag van het akkoord"),
        ],
    )
    def test_what_is_refused(self, client, place, changes, message):
        fields = {"municipality": place.pk, "mailbox": MAILBOX, "agreed_on": "2026-10-01"}
        page = desk.save(client, ContactAgreement, **fields | changes)

        assert message in page.text
        assert not ContactAgreement.objects.exists()

    def test_both_are_refused(self, client, place, initiative):
        both = {"municipality": place.pk, "initiative": initiative.pk}
        page = desk.save(client, ContactAgreement, mailbox=MAILBOX, agreed_on="2026-10-01", **both)

        assert "niet allebei" in page.text


def test_a_mailbox_is_forgotten_half_a_year_after_its_agreement(place, initiative, monkeypatch):
    agree(municipality=place, valid_until=TODAY)
    agree(initiative=initiative, valid_until=None)
    set_today(monkeypatch, TODAY + datetime.timedelta(days=180))
    call_command("purge_personal_data", verbosity=0)
    assert ContactAgreement.objects.count() == 2
    set_today(monkeypatch, TODAY + datetime.timedelta(days=184))
    call_command("purge_personal_data", verbosity=0)

    assert ContactAgreement.objects.get().initiative == initiative


def test_an_initiative_without_a_mailbox_to_ask_is_a_task(initiative, place):
    own = make.initiative(title="Met eigen postbus", municipalities=[place])
    agree("taal@zwolle.example", initiative=own)
    ended = make.initiative(title="Verlopen", municipalities=[make.municipality()])
    agree(initiative=ended, valid_until=YESTERDAY)
    make.initiative(title="Zonder gemeente", municipalities=[], no_municipality_reason="Onbekend.")
    tasks = TASK_QUERIES["geen-akkoord"]
    assert {record.title for record in tasks.records()} == {"Taalcoaches", "Verlopen"}

    agree(municipality=place)
    assert {record.title for record in tasks.records()} == {"Verlopen"}
