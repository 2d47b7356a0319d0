"""Asking a municipality something: the form, the mail to confirm it, and the page that says where it is."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from core.records import State
from editorial.outbox.models import Mail
from editorial.questions import relay
from editorial.questions.models import Question
from editorial.reviews.jobs import settle_questions
from editorial.reviews.models import ContactAgreement
from initiatives.models import Initiative
from tests.support import make
from tests.support.mails import deliver
from tests.support.questions import ASKER, MAILBOX, WORDS, ask, ask_path, mailed_path, question_data
from tests.support.submission_forms import shown

pytestmark = pytest.mark.django_db


class TestForm:
    def test_the_page_of_an_initiative_leads_to_it(self, client, initiative):
        page = client.get(initiative.get_absolute_url())

        assert f'<a href="{ask_path(initiative)}" rel="nofollow">Stel een vraag aan deze gemeente</a>' in page.text

    def test_without_a_municipality_there_is_nobody_to_ask(self, client):
        initiative = make.initiative(no_municipality_reason="De bron noemt er geen.")

        assert "Stel een vraag" not in client.get(initiative.get_absolute_url()).text
        assert client.get(ask_path(initiative)).status_code == 404

    @pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)])
    def test_what_is_not_on_the_site_takes_no_questions(self, client, place, state, status):
        hidden = make.initiative(title="Verborgen", municipalities=[place], state=state)

        for response in (client.get(ask_path(hidden)), client.post(ask_path(hidden), question_data())):
            assert response.status_code == status
        assert not Question.objects.exists()

    def test_it_says_who_reads_the_question(self, client, initiative, place):
        unknown = client.get(ask_path(initiative)).text
        ContactAgreement.objects.create(municipality=place, mailbox=MAILBOX, agreed_on=timezone.localdate())
        known = client.get(ask_path(initiative)).text

        assert "Wij zoeken het uit" in unknown
        assert "Wij zoeken het uit" not in known
        assert "Meteen daarna mailen wij uw vraag" in known
        assert MAILBOX not in known
        assert "30 dagen" in known

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"text": " "}, "Schrijf uw vraag op."),
            ({"text": "a" * 2001}, "hoogstens 2000 tekens"),
            ({"email": ""}, "Zonder adres kan de gemeente u niet antwoorden"),
            ({"email": "geen adres"}, "Dit is geen mailadres"),
            ({"consent": None}, "Zet het vinkje"),
            ({"extra": "bot"}, "Eén veld moet leeg blijven"),
            ({"text": "a\x00"}, ""),
        ],
    )
    def test_what_is_refused_is_shown_again_and_mailed_to_nobody(self, client, initiative, changes, message):
        data = {name: value for name, value in question_data(**changes).items() if value is not None}
        page = client.post(ask_path(initiative), data)

        assert page.status_code == 200
        assert message in page.text
        assert "Fout" in page.text or "fout" in page.text
        assert not Question.objects.exists()
        assert deliver() == []

    def test_who_is_too_fast_is_asked_to_look_again(self, client, initiative):
        assert "wel erg snel" in client.post(ask_path(initiative), question_data(shown=shown(0))).text
        assert not Question.objects.exists()

    def test_a_second_click_asks_once(self, client, initiative):
        data = question_data()
        for _click in range(2):
            assert client.post(ask_path(initiative), data).url == "/vraag/verstuurd/"

        assert Question.objects.count() == len(deliver()) == 1

    def test_too_many_are_refused_with_their_text(self, client, initiative):
        for number in range(6):
            page = client.post(
                ask_path(initiative), question_data(text=f"Vraag {number}", email=f"a{number}@b.example")
            )

        assert page.status_code == 429
        assert "Vraag 5" in page.text
        assert Question.objects.count() == 5

    def test_nobody_is_mailed_again_and_again(self, client, initiative):
        for number in range(4):
            page = client.post(ask_path(initiative), question_data(text=f"Vraag {number}"))

        assert page.status_code == 429
        assert len(deliver()) == 3

    def test_without_a_mail_server_nothing_is_taken(self, client, initiative, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

        page = client.post(ask_path(initiative), question_data())
        assert page.status_code == 200
        assert settings.CONTACT_EMAIL in page.text
        assert not Question.objects.exists()

    def test_it_needs_no_cookie_and_is_not_stored(self, initiative):
        visitor = Client(enforce_csrf_checks=True)
        responses = [visitor.get(ask_path(initiative)), visitor.post(ask_path(initiative), question_data())]
        responses.append(visitor.get(mailed_path()))

        for response in responses:
            assert "no-store" in response["Cache-Control"]
            assert not response.cookies


class TestConfirmation:
    def test_before_it_nothing_reaches_anybody(self, client, initiative, agreement):
        client.post(ask_path(initiative), question_data())
        path = mailed_path()
        for _scanner in range(2):
            page = client.get(path)

        [confirmation] = mail.outbox
        assert confirmation.to == [ASKER]
        assert WORDS not in confirmation.body
        assert WORDS in page.text
        assert page["X-Robots-Tag"] == "noindex"
        assert page["Referrer-Policy"] == "no-referrer"
        assert Question.objects.get().state == Question.State.UNCONFIRMED

    def test_after_it_the_mailbox_that_agreed_has_it_and_answers_the_asker(self, client, initiative, agreement):
        path = ask(client, initiative, text="Eerste regel.\r\nTweede regel.")

        relayed = deliver()[-1]
        assert (relayed.to, relayed.extra_headers["Reply-To"]) == ([MAILBOX], ASKER)
        assert "> Eerste regel.\n> Tweede regel." in relayed.body
        assert initiative.get_absolute_url() in relayed.body
        assert ASKER not in relayed.body
        assert "onderweg naar de gemeente" in client.get(path).text

    def test_once_delivered_the_words_are_gone_and_the_page_says_when(self, client, initiative, agreement):
        path = ask(client, initiative)
        deliver()
        settle_questions()

        question = Question.objects.get()
        assert (question.state, question.text) == (Question.State.DELIVERED, "")
        row = Mail.objects.get(pk=question.mail_id)
        assert (row.body, row.headers) == ("", "")
        page = client.get(path)
        assert "bezorgd bij de gemeente" in page.text
        assert WORDS not in page.text

    def test_the_waiting_mail_is_sealed(self, client, initiative, agreement):
        ask(client, initiative)

        row = Mail.objects.get(kind=Mail.Kind.QUESTION)
        assert WORDS not in row.body
        assert ASKER not in row.headers

    def test_it_counts_once(self, client, initiative, agreement):
        path = ask(client, initiative)
        client.post(path)

        assert Mail.objects.filter(kind=Mail.Kind.QUESTION).count() == 1

    def test_without_a_mailbox_it_waits_for_the_editors(self, client, initiative):
        path = ask(client, initiative)

        assert Question.objects.get().state == Question.State.WAITING
        assert len(deliver()) == 1
        assert "ligt bij de redactie" in client.get(path).text

    def test_a_mailbox_gets_no_flood(self, client, initiative, agreement):
        relayed = {"relayed_at": timezone.now(), "mailbox": MAILBOX, "state": Question.State.RELAYED}
        for number in range(relay.MAX_PER_MAILBOX):
            Question.objects.create(initiative=initiative, token_hash=f"{number}", **relayed)
        ask(client, initiative)

        assert Question.objects.waiting().count() == 1

    def test_what_left_the_site_meanwhile_takes_none(self, client, initiative, agreement):
        client.post(ask_path(initiative), question_data())
        path = mailed_path()
        Initiative.objects.update(state=State.WITHDRAWN, withdrawal_reason="Klopt niet.")

        pages = [client.get(path), client.post(path)]
        assert all("staat niet meer op de site" in page.text for page in pages)
        assert Question.objects.get().state == Question.State.UNCONFIRMED

    def test_who_asked_can_take_it_back(self, client, initiative, agreement):
        path = ask(client, initiative)

        assert "is gewist" in client.post(path, {"forget": "1"}).text
        assert not Question.objects.exists()
        assert not Mail.objects.exists()
        assert [message.to for message in deliver()] == [[ASKER]]
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("token", ["x", "x" * 300, "verstuurdx"])
    def test_another_token_finds_nothing(self, client, initiative, token):
        assert client.get(f"/vraag/{token}/").status_code == 404
