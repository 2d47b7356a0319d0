"""The mail with a check request: which municipality gets it, and when."""

import datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command

from core.records import State
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from editorial.reviews import notifications
from editorial.reviews.models import CheckRequest, ContactAgreement
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.check_requests import MAILBOX, TODAY, initiative_due, mailed_path, send_reminders, set_today
from tests.support.mails import deliver, make_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, TODAY)


@pytest.fixture
def initiative():
    return initiative_due()


@pytest.fixture
def path(initiative):
    """The path that was mailed about the initiative."""
    send_reminders()
    return mailed_path()


def test_it_is_sent_once(initiative):
    send_reminders()
    send_reminders()

    [message] = mail.outbox
    assert message.to == [MAILBOX]
    assert "Taalcoaches" in message.subject
    assert initiative.get_absolute_url() in message.body
    assert settings.CONTACT_EMAIL in message.body
    assert "24 december 2026" in message.body


def test_it_is_sent_again_for_the_next_check(initiative):
    send_reminders()
    Initiative.objects.update(next_check=TODAY - datetime.timedelta(days=1))
    send_reminders()

    assert len(mail.outbox) == 2


def test_who_no_longer_agrees_gets_nothing_that_still_waits(initiative, admin_client):
    call_command("send_reminders", verbosity=0)
    queue_mail(Mail.Kind.STANDING, MAILBOX, "Uw bericht", "Iets anders")
    agreement = ContactAgreement.objects.get()
    assert admin_client.post(desk.address(agreement, "delete"), {"post": "yes"}).status_code == 302

    assert [message.subject for message in deliver() if message.to == [MAILBOX]] == ["Uw bericht"]


def test_another_agreement_of_the_same_mailbox_holds(initiative, admin_client):
    initiative_due(title="Taalmaatjes")
    call_command("send_reminders", verbosity=0)
    admin_client.post(desk.address(ContactAgreement.objects.first(), "delete"), {"post": "yes"})

    assert len([message for message in deliver() if message.to == [MAILBOX]]) == 2


def test_another_run_at_once_sends_nothing(initiative):
    [due] = notifications.due_for_check_request()
    assert notifications.send_check_request(due)

    assert not notifications.send_check_request(due)
    assert len(deliver()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"next_check": TODAY + datetime.timedelta(days=1)},
        {"next_check": None},
        {"state": State.DRAFT},
        {"state": State.WITHDRAWN},
        {"mailbox": "jan@gmail.com"},
    ],
)
def test_who_gets_no_check_request(fields):
    initiative_due(**fields)
    send_reminders()

    assert mail.outbox == []


def test_nobody_gets_a_check_request_without_agreement():
    make.initiative(contact_email=MAILBOX, next_check=TODAY)
    send_reminders()

    assert mail.outbox == []


def test_another_mailbox_needs_a_new_agreement(initiative):
    Initiative.objects.update(contact_email="nieuw@zwolle.example")
    send_reminders()

    assert mail.outbox == []


def test_the_database_knows_no_token(path):
    token = path.removeprefix("/controle/").strip("/")
    row = CheckRequest.objects.values().get()

    assert token not in str(row)
    assert token.split(".")[0] not in str(row)


def test_an_address_that_is_refused_stops_no_other_and_is_tried_again(initiative, monkeypatch, caplog):
    initiative_due("zorg@zwolle.example", title="Fietslessen")
    original = mail.EmailMessage.send

    def fail(message, *_args):
        if message.to == [MAILBOX]:
            raise SMTPRecipientsRefused({MAILBOX: (450, b"try later")})
        return original(message)

    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    send_reminders()
    assert [message.to for message in mail.outbox] == [["zorg@zwolle.example"]]
    assert MAILBOX not in caplog.text

    monkeypatch.setattr(mail.EmailMessage, "send", original)
    make_due()
    send_reminders()
    assert [message.to for message in mail.outbox] == [["zorg@zwolle.example"], [MAILBOX]]
