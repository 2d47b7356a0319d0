"""The mails about a revision: who gets one at which verb, what it says, and that it never stands in the way."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse

from editorial.revisions.models import RevisionState
from tests.editorial.accounts.test_roles import ADMINISTRATOR, SUBMITTER, person
from tests.support import desk, make

pytestmark = pytest.mark.django_db
SECRET = "Geheimzinnig"


@pytest.fixture
def author():
    return make.editor(username="auteur")


@pytest.fixture
def reader():
    return make.editor(username="lezer")


@pytest.fixture
def revision(author, reader):
    shown = make.initiative(title="Taalcoaches", municipalities=[make.municipality()])
    return desk.draft(shown, author, title="Taalmaatjes", summary=SECRET, approach=SECRET)


@pytest.fixture
def do(client, revision, django_capture_on_commit_callbacks):
    """Perform a verb on the page of the revision; returns to whom a mail went."""

    def perform(user, verb, **fields):
        client.force_login(user)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address(revision), {"verb": verb, **fields})
        assert response.status_code == 302
        return sorted(message.to[0].split("@")[0] for message in mail.outbox)

    return perform


def address(revision):
    return reverse("admin:initiative_revision", args=[revision.initiative_id, revision.number])


def test_from_submitting_to_publishing(do, revision, author, reader):
    assert do(author, "submit") == ["lezer"]
    assert do(reader, "approve") == ["auteur"]
    assert "Goedgekeurd: Taalmaatjes" in mail.outbox[0].subject
    assert do(reader, "publish", change_note="Nieuwe naam.") == ["auteur"]
    assert "Die staat nu op de site." in mail.outbox[0].body


def test_it_holds_the_title_and_the_link_and_no_more_of_it(do, revision, author):
    do(author, "submit")

    (sent,) = mail.outbox
    assert sent.subject == "Te beoordelen: Taalmaatjes"
    assert f"{settings.PORTAL_URL}{address(revision)}\n" in sent.body
    assert "auteur vraagt om versie 2 van ‘Taalmaatjes’ te beoordelen" in sent.body
    assert SECRET not in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_sending_back_gives_the_reason(do, author, reader):
    do(author, "submit")

    assert do(reader, "send_back", comment="Noem de bron van het cijfer.") == ["auteur"]
    assert "Noem de bron van het cijfer." in mail.outbox[0].body


def test_only_who_may_approve_and_can_be_reached(do, author, reader):
    for name, changes in [("weg", {"is_active": False}), ("buiten", {"is_staff": False}), ("stil", {"email": ""})]:
        User.objects.filter(pk=make.editor(username=name).pk).update(**changes)
    person(SUBMITTER), person(ADMINISTRATOR)
    make.editor(username="baas", superuser=True)

    assert do(author, "submit") == ["baas", "lezer"]


def test_nobody_is_notified_of_what_they_did_themselves(do, author, reader, settings):
    settings.FOUR_EYES = False

    assert do(reader, "submit") == []
    assert do(author, "approve") == []
    assert do(author, "publish") == []


@pytest.mark.parametrize("changes", [{"is_active": False}, {"email": ""}])
def test_an_author_who_cannot_be_reached(do, author, reader, changes):
    do(author, "submit")
    User.objects.filter(pk=author.pk).update(**changes)

    assert do(reader, "approve") == []


def test_an_author_whose_account_was_deleted(do, revision, author, reader):
    do(author, "submit")
    author.delete()

    assert do(reader, "approve") == []


def test_restoring_notifies_nobody(do, revision, reader):
    revision.state = RevisionState.SUPERSEDED
    revision.save()

    assert do(reader, "restore") == []


def test_publishing_from_the_list_is_mailed_too(
    client, do, revision, author, reader, django_capture_on_commit_callbacks
):
    revision.__class__.objects.filter(pk=revision.pk).update(
        snapshot=revision.snapshot | {"summary": "Wat en voor wie."}
    )
    do(author, "submit")
    do(reader, "approve")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        desk.act(client, "publish", revision.initiative, confirm="1")

    assert [message.to for message in mail.outbox] == [[author.email]]


def test_nothing_is_sent_when_the_verb_is_refused(client, revision, author, reader, django_capture_on_commit_callbacks):
    client.force_login(reader)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address(revision), {"verb": "approve"}).status_code == 200

    assert mail.outbox == []


class TestServer:
    def test_that_is_down_stops_nobody(self, do, revision, author, reader, monkeypatch, caplog):
        make.editor(username="ander")
        tried = []

        def fail(_message, *_args):
            tried.append(1)
            raise SMTPServerDisconnected("lezer@redactie.example")

        monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
        assert do(author, "submit") == []

        revision.refresh_from_db()
        assert revision.state == RevisionState.SUBMITTED
        assert len(tried) == 1
        assert "SMTPServerDisconnected" in caplog.text
        assert "@" not in caplog.text

    def test_that_refuses_one_address_gets_the_others(self, do, author, reader, monkeypatch):
        make.editor(username="ander")
        real = mail.EmailMessage.send

        def refuse(message, *args):
            if message.to == [reader.email]:
                raise SMTPRecipientsRefused({reader.email: (550, b"no such mailbox")})
            return real(message, *args)

        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

        assert do(author, "submit") == ["ander"]
