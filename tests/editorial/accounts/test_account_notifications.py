"""Administrators are mailed about each change to an account, and about nothing else."""

import pytest
from django.contrib.auth.models import User
from django.core import mail

from editorial.audit.models import AuditEntry
from tests.editorial.accounts.test_roles import ADMINISTRATOR, person
from tests.support import desk, make

pytestmark = pytest.mark.django_db


def lines():
    """What the audit log says, oldest first."""
    return list(AuditEntry.objects.order_by("pk").values_list("actor", "action", "result"))


@pytest.fixture
def save(client, django_capture_on_commit_callbacks):
    """Saves the form of a record as a user."""

    def save_as(user, record, **fields):
        client.force_login(user)
        with django_capture_on_commit_callbacks(execute=True):
            desk.save(client, record, **fields)

    return save_as


def test_a_change_to_an_account_is_mailed_to_the_administrators(save):
    save(person(ADMINISTRATOR), make.editor(), first_name="Anne")

    assert lines() == [(ADMINISTRATOR, "wijzigen", "ok")]
    assert [message.to for message in mail.outbox] == [[f"{ADMINISTRATOR}@example.org"]]
    assert mail.outbox[0].body.startswith(f"{ADMINISTRATOR} deed: wijzigen, bij redacteur.")


def test_a_mail_server_that_is_down_stops_no_change(save, monkeypatch):
    def fail(*_args):
        raise OSError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    save(person(ADMINISTRATOR), make.editor(), first_name="Anne")

    assert lines() == [(ADMINISTRATOR, "wijzigen", "ok")]
    assert User.objects.filter(first_name="Anne").exists()


def test_a_refused_change_is_not_mailed(save):
    save(person(ADMINISTRATOR), make.editor(), email="geen adres")

    assert lines() == [(ADMINISTRATOR, "wijzigen", "refused")]
    assert mail.outbox == []


def test_a_change_to_the_content_is_not_mailed(save):
    person(ADMINISTRATOR)
    save(make.editor(), make.municipality(name="Urk"), population=22_000)

    assert lines() == [("redacteur", "wijzigen", "ok")]
    assert mail.outbox == []
