"""Questions at the desk: an editor forwards one in two clicks, and saves the mailbox for next time."""

import pytest
from django.urls import reverse

from editorial.questions import relay
from editorial.questions.models import Question
from editorial.reviews.contacts import agreed_mailbox
from editorial.reviews.jobs import settle_questions
from editorial.reviews.models import ContactAgreement
from tests.support import desk, make
from tests.support.mails import deliver
from tests.support.questions import ASKER, MAILBOX, WORDS, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(stranger, initiative):
    ask(stranger, initiative)
    return Question.objects.get()


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


def test_a_question_that_waits_is_on_the_desk(client, editor, question):
    page = client.get(reverse("admin:index"))
    listed = client.get(desk.address(Question, "changelist", state__exact="wacht"))
    form = client.get(desk.address(question))

    assert "Vraag van een bezoeker om door te sturen" in page.text
    assert "Taalcoaches" in listed.text
    assert WORDS in form.text
    assert all(ASKER not in response.text for response in (page, listed, form))


def test_forwarding_sends_it_saves_the_mailbox_and_notifies_who_asked(client, editor, question, initiative):
    desk.save(client, question, mailbox=MAILBOX)

    relayed, told = deliver()[-2:]
    assert (relayed.to, relayed.extra_headers["Reply-To"]) == ([MAILBOX], ASKER)
    assert told.to == [ASKER]
    assert "doorgestuurd" in told.body
    assert ContactAgreement.objects.get().municipality == initiative.municipalities.get()
    assert agreed_mailbox(initiative) == MAILBOX
    page = client.get(desk.address(question))
    assert WORDS not in page.text
    assert ASKER not in page.text
    settle_questions()
    assert "bezorgd bij de gemeente" in client.get(desk.address(question)).text


@pytest.mark.parametrize(("save_for", "about"), [("initiatief", "initiative"), ("niet", None)])
def test_the_mailbox_is_saved_for_what_the_editor_says(client, editor, question, save_for, about):
    desk.save(client, question, mailbox=MAILBOX, save_for=save_for)

    kept = ContactAgreement.objects.first()
    assert (kept and kept.initiative) == (question.initiative if about else None)


def test_an_ended_agreement_is_renewed(client, editor, question, place):
    ended = ContactAgreement.objects.create(
        municipality=place, mailbox="oud@zwolle.example", agreed_on="2020-01-01", valid_until="2021-01-01"
    )
    desk.save(client, question, mailbox=MAILBOX)

    ended.refresh_from_db()
    assert ended.mailbox == MAILBOX
    assert agreed_mailbox(question.initiative) == MAILBOX


def test_the_mailbox_of_the_page_is_proposed(client, editor, stranger, place):
    initiative = make.initiative(municipalities=[place], contact_email=MAILBOX)
    ask(stranger, initiative)

    assert desk.opened(client, desk.address(Question.objects.get()))["mailbox"] == MAILBOX


def test_a_mailbox_that_would_never_be_used_is_not_saved(client, editor, stranger, place):
    initiative = make.initiative(municipalities=[place], contact_email="ander@zwolle.example")
    ask(stranger, initiative)
    question = Question.objects.get()
    page = desk.save(client, question, mailbox=MAILBOX, save_for="initiatief")

    assert "staat een andere postbus: ander@zwolle.example" in page.text
    assert not ContactAgreement.objects.exists()
    desk.save(client, question, mailbox="ander@zwolle.example", save_for="initiatief")
    assert agreed_mailbox(initiative) == "ander@zwolle.example"


def test_of_more_municipalities_it_is_kept_for_the_initiative(client, editor, stranger, place):
    initiative = make.initiative(municipalities=[place, make.municipality()])
    ask(stranger, initiative)
    question = Question.objects.get()

    page = desk.save(client, question, mailbox=MAILBOX, save_for="gemeente")
    assert "is van meer gemeenten" in page.text
    desk.save(client, question, mailbox=MAILBOX)
    assert ContactAgreement.objects.get().initiative == initiative


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"mailbox": ""}, "Vul een postbus in"),
        ({"mailbox": "jan.jansen@zwolle.example"}, "lijkt het adres van een persoon"),
        ({"mailbox": "geen"}, "geldig"),
    ],
)
def test_what_is_refused_goes_nowhere(client, editor, question, fields, message):
    before = len(deliver())
    page = desk.save(client, question, **fields)

    assert message in page.text
    assert len(deliver()) == before
    assert Question.objects.get().state == Question.State.WAITING


def test_who_asked_reads_why_it_is_not_forwarded(client, editor, question):
    desk.save(client, question, mailbox="", reason="Dit gaat over iets anders.")

    told = deliver()[-1]
    assert told.to == [ASKER]
    assert "Dit gaat over iets anders." in told.body
    assert (Question.objects.get().state, Question.objects.get().text) == (Question.State.CLOSED, "")


def test_of_two_editors_one_forwards_it(client, editor, question):
    data = desk.opened(client, desk.address(question)) | {"mailbox": MAILBOX}
    relay.relay(question, "eerder@zwolle.example")
    page = client.post(desk.address(question), data, follow=True)

    assert "net afgehandeld" in page.text
    assert Question.objects.get().mailbox == "eerder@zwolle.example"
    assert [message.to for message in deliver() if "Reply-To" in message.extra_headers] == [["eerder@zwolle.example"]]


def test_what_came_back_later_is_told_and_ends_the_agreement(client, editor, question):
    desk.save(client, question, mailbox=MAILBOX)
    deliver()
    settle_questions()
    for _click in range(2):
        desk.act(client, "returned", question)

    assert len([message for message in deliver() if "kwam later toch niet aan" in message.body]) == 1
    assert Question.objects.get().state == Question.State.CLOSED
    assert agreed_mailbox(question.initiative) == ""


def test_a_question_is_erased_at_request(client, editor, question):
    desk.act(client, "forget", question)

    assert not Question.objects.exists()


def test_an_unconfirmed_one_is_not_at_the_desk(client, editor, initiative):
    hidden = Question.objects.create(initiative=initiative, text=WORDS, token_hash="a")

    assert client.get(desk.address(hidden)).status_code == 302
    assert "Taalcoaches" not in client.get(desk.address(Question, "changelist")).text
