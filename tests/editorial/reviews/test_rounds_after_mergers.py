"""The yearly round after municipalities merged: each example is asked about once, of whoever it belongs to now."""

import pytest

from core.generation import content_change
from editorial.reviews.models import ContactAgreement
from editorial.reviews.rounds import start_round
from municipalities.models import Municipality
from tests.support import desk, make
from tests.support.check_requests import TODAY, set_today
from tests.support.mails import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, TODAY)


def test_after_a_merger_the_new_one_is_asked_once_about_all(client):
    """Not again what was asked of an old one this year; and what ended is asked nothing."""
    olds = [make.municipality(name=name) for name in ("Oud", "Ander")]
    for old in olds:
        make.initiative(title=f"Van {old}", municipalities=[old])
        ContactAgreement.objects.create(municipality=old, mailbox=f"{old}@oud.example".lower(), agreed_on=TODAY)
    assert start_round(olds[0])
    with content_change():
        new = make.municipality(name="Nieuw")
        Municipality.objects.filter(pk__in=[old.pk for old in olds]).update(successor=new, ended_on=TODAY)
    ContactAgreement.objects.create(municipality=new, mailbox="wonen@nieuw.example", agreed_on=TODAY)
    assert [str(each) for each in ContactAgreement.objects.to_ask()] == ["Nieuw"]

    client.force_login(make.editor(superuser=True))
    ended = ContactAgreement.objects.get(municipality=olds[1])
    assert "bestaat niet meer" in desk.act(client, "start_round", ended, confirm="1").text
    assert not start_round(Municipality.objects.get(pk=olds[1].pk))
    assert start_round(new)
    assert "Van Ander" in deliver()[-1].body
    assert "Van Oud" not in deliver()[-1].body
    assert [str(each) for each in ContactAgreement.objects.to_ask()] == []


def test_all_that_was_asked_of_the_old_one_is_not_asked_again():
    old, new = make.municipality(name="Oud"), make.municipality(name="Nieuw")
    make.initiative(municipalities=[old])
    for each in (old, new):
        ContactAgreement.objects.create(municipality=each, mailbox=f"{each}@a.example".lower(), agreed_on=TODAY)
    assert start_round(old)
    with content_change():
        Municipality.objects.filter(pk=old.pk).update(successor=new, ended_on=TODAY)

    assert not ContactAgreement.objects.to_ask()
    assert not start_round(new)
