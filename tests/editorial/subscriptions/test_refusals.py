"""A mailbox that refuses our mail for good gets no more of it after some times, and its address is erased."""

from datetime import date
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from editorial.outbox.models import Mail
from editorial.subscriptions.jobs import send_digests
from editorial.subscriptions.models import Follower, Subscription
from editorial.subscriptions.refusals import MAX_REFUSALS
from tests.support import make
from tests.support.following import ADDRESS, follow
from tests.support.mails import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(monkeypatch):
    """What the mail server says to ADDRESS: an error, or nothing when it takes a mail."""
    answer, send = {}, EmailMultiAlternatives.send

    def refuse(self, *args, **kwargs):
        if self.to == [ADDRESS] and answer.get("error"):
            raise answer["error"]
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    return answer


@pytest.fixture
def record():
    return make.initiative(title="Taal", municipalities=[make.municipality()])


def run(record):
    """A change, the mails about it, and what came of the mails before."""
    record.public_changes.create(
        kind="changed", on=date(2026, 11, 29), before={"title": "Taal"}, after={"title": "Taal"}
    )
    Subscription.objects.confirmed().update(due_on=timezone.localdate())
    outcome = send_digests()
    deliver()
    return outcome


GONE = SMTPRecipientsRefused({ADDRESS: (550, b"no such mailbox")})


def test_after_some_refusals_in_a_row_it_ends(server, record):
    follow(), follow("van=" + record.code), follow(address="ander@zwolle.example")
    server["error"] = GONE
    for _time in range(MAX_REFUSALS):
        assert "gewist" not in run(record)
        assert Follower.objects.count() == 2

    assert "1 adres gewist: het weigert mail." in run(record)
    assert [follower.email for follower in Follower.objects.all()] == ["ander@zwolle.example"]
    assert not Mail.objects.filter(kind=Mail.Kind.FOLLOW, recipient=ADDRESS).exists()


def test_a_mail_that_arrives_in_between_begins_the_count_again(server, record):
    follow()
    for error in [GONE] * (MAX_REFUSALS - 1) + [None] + [GONE] * (MAX_REFUSALS - 1) + [None]:
        server["error"] = error
        run(record)

    assert Follower.objects.exists()


@pytest.mark.parametrize("error", [SMTPRecipientsRefused({ADDRESS: (450, b"later")}), SMTPDataError(554, b"spam")])
def test_what_is_not_the_mailbox_itself_ends_nothing(server, record, error):
    follow()
    server["error"] = error
    for _time in range(MAX_REFUSALS + 2):
        run(record)

    assert Follower.objects.get().refusals == 0
