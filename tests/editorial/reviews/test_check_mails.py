"""The mail that asks a municipality whether it still is right: who gets it, and when."""

import datetime

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import CommandError

from core.records import State
from editorial.reviews import notifications
from editorial.reviews.models import CheckRequest
from initiatives.models import Initiative
from tests.support import make
from tests.support.asking import MAILBOX, TODAY, agreed, at, link, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    at(monkeypatch, TODAY)


@pytest.fixture
def initiative():
    return agreed()


@pytest.fixture
def asked(initiative):
    """The path that was mailed about the initiative."""
    send()
    return link()


def test_it_asks_once(initiative):
    send()
    send()

    [sent] = mail.outbox
    assert sent.to == [MAILBOX]
    assert "Taalcoaches" in sent.subject
    assert initiative.get_absolute_url() in sent.body
    assert settings.CONTACT_EMAIL in sent.body
    assert "24 december 2026" in sent.body


def test_it_asks_again_for_the_next_check(initiative):
    send()
    Initiative.objects.update(next_check=TODAY - datetime.timedelta(days=1))
    send()

    assert len(mail.outbox) == 2


def test_another_run_at_once_sends_nothing(initiative):
    [due] = notifications.due_for_check_request()
    assert notifications.send_check_request(due)

    assert not notifications.send_check_request(due)
    assert len(mail.outbox) == 1


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
def test_who_is_not_asked(fields):
    agreed(**fields)
    send()

    assert mail.outbox == []


def test_nobody_is_asked_without_agreement():
    make.initiative(contact_email=MAILBOX, next_check=TODAY)
    send()

    assert mail.outbox == []


def test_another_mailbox_needs_a_new_agreement(initiative):
    Initiative.objects.update(contact_email="nieuw@zwolle.example")
    send()

    assert mail.outbox == []


def test_the_database_knows_no_token(asked):
    token = asked.removeprefix("/controle/").strip("/")
    kept = CheckRequest.objects.values().get()

    assert token not in str(kept)
    assert token.split(".")[0] not in str(kept)


def test_a_mail_that_fails_stops_no_other_and_is_tried_again(initiative, monkeypatch, capsys):
    agreed("zorg@zwolle.example", title="Fietslessen")
    real = mail.EmailMessage.send

    def fail(message, *_args):
        if message.to == [MAILBOX]:
            raise ConnectionRefusedError("no answer")
        return real(message)

    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    with pytest.raises(CommandError):
        send()
    assert [message.to for message in mail.outbox] == [["zorg@zwolle.example"]]
    assert MAILBOX not in capsys.readouterr().err

    monkeypatch.setattr(mail.EmailMessage, "send", real)
    send()
    assert [message.to for message in mail.outbox] == [["zorg@zwolle.example"], [MAILBOX]]
