"""What became of a question: delivered, returned to the editors, closed, and forgotten."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.management import call_command

from editorial.outbox.models import Mail
from editorial.questions.models import Question
from editorial.reviews.contacts import agreed_mailbox
from editorial.reviews.jobs import settle_questions
from editorial.reviews.models import ContactAgreement
from editorial.subscriptions.following import erase_follower
from tests.support import desk
from tests.support.following import follow
from tests.support.mails import deliver, make_due
from tests.support.questions import ASKER, MAILBOX, WORDS, ask, ask_path, mailed_path, question_data

pytestmark = pytest.mark.django_db


def refuse(monkeypatch, code=550):
    """Let the mail server refuse what goes to the municipality."""
    original = mail.EmailMessage.send

    def send(message, *_args):
        if message.to == [MAILBOX]:
            raise SMTPRecipientsRefused({MAILBOX: (code, b"no such user")})
        return original(message)

    monkeypatch.setattr(mail.EmailMessage, "send", send)


class TestReturned:
    def test_what_the_mailbox_refuses_is_back_with_the_editors(self, client, initiative, agreement, monkeypatch):
        refuse(monkeypatch)
        path = ask(client, initiative)
        deliver()
        assert "1 postbus" in settle_questions()

        question = Question.objects.get()
        assert (question.state, question.text) == (Question.State.WAITING, WORDS)
        assert question.returned_at
        told = deliver()[-1]
        assert told.to == [ASKER]
        assert "kwam niet aan" in told.body
        assert WORDS not in told.body
        assert agreed_mailbox(initiative) == ""
        assert ContactAgreement.objects.to_renew().count() == 1
        assert "ligt bij de redactie" in client.get(path).text

    def test_a_server_that_is_down_only_delays_it(self, client, initiative, agreement, monkeypatch):
        refuse(monkeypatch, code=450)
        ask(client, initiative)
        deliver()
        settle_questions()
        assert Question.objects.get().state == Question.State.RELAYED

        monkeypatch.undo()
        make_due()
        deliver()
        settle_questions()
        assert Question.objects.get().state == Question.State.DELIVERED

    def test_who_no_longer_agrees_gets_nothing_that_still_waits(self, stranger, admin_client, initiative, agreement):
        ask(stranger, initiative)
        admin_client.post(desk.address(agreement, "delete"), {"post": "yes"})
        settle_questions()

        assert [message.to for message in deliver()] == [[ASKER], [ASKER]]
        assert Question.objects.get().state == Question.State.WAITING

    def test_two_runs_tell_once(self, client, initiative, agreement, monkeypatch):
        refuse(monkeypatch)
        ask(client, initiative)
        deliver()
        for _run in range(2):
            settle_questions()

        assert len([message for message in deliver() if "kwam niet aan" in message.body]) == 1


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_follower_at_the_same_mailbox_who_stops_leaves_questions_alone(client, initiative, agreement, is_sent):
    follower = follow(address=MAILBOX).follower
    ask(client, initiative)
    if is_sent:
        deliver()
    erase_follower(follower)
    assert [kept.kind for kept in Mail.objects.filter(recipient=MAILBOX)] == [Mail.Kind.QUESTION]

    deliver()
    settle_questions()
    assert Question.objects.get().state == Question.State.DELIVERED


class TestRetention:
    def purge(self, go_on, **time):
        go_on(timedelta(**time))
        call_command("purge_personal_data", verbosity=0)

    def test_what_nobody_confirmed_goes_after_a_week(self, client, initiative, go_on):
        client.post(ask_path(initiative), question_data())
        self.purge(go_on, days=6)
        assert Question.objects.exists()
        self.purge(go_on, days=2)
        assert not Question.objects.exists()

    def test_what_nobody_confirmed_in_time_cannot_be_confirmed(self, client, initiative, go_on):
        client.post(ask_path(initiative), question_data())
        path = mailed_path()
        go_on(timedelta(days=7, seconds=1))

        assert client.post(path).status_code == 404

    def test_what_nobody_could_forward_is_closed_as_the_form_says(self, client, initiative, go_on):
        ask(client, initiative)
        self.purge(go_on, days=29)
        assert Question.objects.get().text == WORDS
        self.purge(go_on, days=2)

        question = Question.objects.get()
        assert (question.state, question.text) == (Question.State.CLOSED, "")
        assert "vonden op tijd geen postbus" in deliver()[-1].body

    def test_the_address_of_who_asked_goes_two_weeks_after_the_end(self, client, initiative, agreement, go_on):
        ask(client, initiative)
        deliver()
        self.purge(go_on, days=13)
        assert Question.objects.get().email == ASKER
        self.purge(go_on, days=2)

        assert (Question.objects.get().email, Question.objects.get().token_hash) == ("", None)

    def test_a_delivery_is_noted_before_its_mail_is_forgotten(self, client, initiative, agreement, go_on):
        ask(client, initiative)
        deliver()
        self.purge(go_on, days=30)

        assert Question.objects.get().state == Question.State.DELIVERED
        assert not Mail.objects.exists()
