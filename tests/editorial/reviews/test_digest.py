"""The weekly mail to editors: who gets it, when, and what it says."""

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command

from editorial.reviews import notifications
from tests.support import make
from tests.support.mails import deliver, make_due

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 24)


def set_today(monkeypatch, days):
    """Make today so many days later than TODAY."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY + datetime.timedelta(days=days))


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, 0)


@pytest.fixture
def editor():
    make.initiative(next_check=datetime.date(2026, 1, 1), contact_name="Team <wonen>")
    return make.editor()


def send():
    call_command("send_reminders", verbosity=0)
    deliver()


def test_it_says_what_there_is_to_do(editor, settings):
    send()

    [message] = mail.outbox
    assert message.to == [editor.email]
    assert "Te laat met controleren: 1" in message.body
    assert f"{settings.PORTAL_URL}/beheer/initiatives/initiative/?werk=te-laat" in message.body
    assert f"{settings.PORTAL_URL}/beheer/\n" in message.body
    assert "Geen contact" not in message.body
    assert settings.CONTACT_EMAIL in message.body


def test_once_a_week(editor, monkeypatch):
    for days in range(15):
        set_today(monkeypatch, days)
        send()

    assert len(mail.outbox) == 3


def test_two_runs_at_once_send_one(editor):
    assert notifications.send_digest(editor)
    assert not notifications.send_digest(editor)


def test_nothing_to_do_is_no_mail():
    make.editor()
    send()

    assert mail.outbox == []


def test_who_gets_it(editor):
    make.editor(username="beheerder", superuser=True)
    chief = User.objects.create_user("chef", "chef@redactie.example", is_staff=True)
    chief.groups.add(Group.objects.get_or_create(name="eindredacteur")[0], editor.groups.get())
    User.objects.create_user("kijker", "kijker@redactie.example", is_staff=True)
    for name, changes in [("weg", {"is_active": False}), ("buiten", {"is_staff": False}), ("stil", {"email": ""})]:
        person = make.editor(username=name)
        User.objects.filter(pk=person.pk).update(**changes)
    send()

    assert sorted(message.to[0].split("@")[0] for message in mail.outbox) == ["beheerder", "chef", "redacteur"]


def test_a_mail_that_fails_is_tried_again(editor, monkeypatch):
    def fail(_message, *_args):
        raise OSError("no answer")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", fail)
        send()
    assert mail.outbox == []
    make_due()
    send()

    assert len(mail.outbox) == 1
