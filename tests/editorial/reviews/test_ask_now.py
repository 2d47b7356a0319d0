"""An editor asks a municipality now whether an example is still right."""

import datetime

import pytest
from django.test import Client

from editorial.reviews.models import CheckRequest, ContactAgreement
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.check_requests import MAILBOX, TODAY, mailed_path, send_reminders, set_today
from tests.support.mails import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, TODAY)


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture
def initiative():
    place = make.municipality(name="Zwolle")
    ContactAgreement.objects.create(municipality=place, mailbox=MAILBOX, agreed_on=TODAY)
    return make.initiative(title="Taalcoaches", municipalities=[place])


def test_the_button_asks_after_a_confirmation(client, editor, initiative):
    address = desk.address(initiative, "ask")
    form = client.get(desk.address(initiative))
    page = client.get(address)
    assert f'href="{address}"' in form.text
    assert MAILBOX in page.text
    assert deliver() == []
    done = client.post(address, {"confirm": "1", "action": "ask_municipality", "_selected_action": initiative.pk})

    assert done.url == desk.address(initiative)
    [message] = deliver()
    assert message.to == [MAILBOX]
    Client().post(mailed_path(), {"answer": "ja"})
    assert CheckRequest.objects.to_accept().count() == 1


def test_not_again_while_a_question_is_open(client, editor, initiative):
    desk.act(client, "ask_municipality", initiative, confirm="1")
    page = desk.act(client, "ask_municipality", initiative, confirm="1")

    assert "nog niet beantwoord" in page.text
    assert len(deliver()) == 1


def test_not_again_on_the_day_of_the_answer(client, editor, initiative):
    desk.act(client, "ask_municipality", initiative, confirm="1")
    CheckRequest.objects.update(answer="gestopt", text="Klaar.", answered_at=CheckRequest.objects.get().sent_at)
    page = desk.act(client, "ask_municipality", initiative, confirm="1")

    assert "heeft de gemeente al geantwoord" in page.text
    assert len(deliver()) == 1


def test_not_without_a_mailbox(client, editor, initiative):
    ContactAgreement.objects.all().delete()
    page = client.get(desk.address(initiative, "ask"))

    assert "geen postbus die akkoord ging" in page.text


def test_it_counts_for_the_check_that_is_due(client, editor, initiative):
    Initiative.objects.update(next_check=TODAY)
    ContactAgreement.objects.create(initiative=initiative, mailbox=MAILBOX, agreed_on=TODAY)
    initiative.refresh_from_db()
    desk.act(client, "ask_municipality", initiative, confirm="1")
    send_reminders()

    assert len([message for message in deliver() if message.to == [MAILBOX]]) == 1


def test_again_on_a_later_day_when_the_answer_was_set_aside(client, editor, initiative, monkeypatch):
    Initiative.objects.update(next_check=TODAY)
    desk.act(client, "ask_municipality", initiative, confirm="1")
    Client().post(mailed_path(), {"answer": "ja"})
    tomorrow = TODAY + datetime.timedelta(days=1)
    set_today(monkeypatch, tomorrow)
    client.force_login(editor)
    assert "al geantwoord" in desk.act(client, "ask_municipality", initiative, confirm="1").text
    desk.act(client, "set_aside", CheckRequest.objects.get(), confirm="1", reason="Het ging over iets anders.")
    desk.act(client, "ask_municipality", initiative, confirm="1")

    assert CheckRequest.objects.asked_now().get().due_on == tomorrow
