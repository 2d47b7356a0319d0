"""Asking a municipality something, and the yearly round, in a real browser: without script, and without barriers."""

import datetime
import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from core.generation import content_change
from editorial.questions.models import Question
from editorial.reviews.contacts import agreed_mailbox
from editorial.reviews.jobs import settle_questions
from editorial.reviews.models import CheckRequest, ContactAgreement, Round
from initiatives.models import Consideration, Initiative
from tests.support import desk, make
from tests.support.mails import deliver
from tests.support.questions import ASKER, MAILBOX, WORDS, ask_path, mailed_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch):
    """A form may be filled in as fast as a bot does."""
    monkeypatch.setattr("editorial.submissions.spam_protection.MIN_FILL_TIME", 0)


@pytest.fixture
def place():
    return make.municipality(name="Zwolle")


@pytest.fixture
def initiative(place):
    return make.initiative(title="Taalcoaches", municipalities=[place])


def at_the_desk(live_server, open_page):
    page = open_page(width=1280)
    desk.let_in(page, live_server.url, make.editor())
    return page


def test_a_question_its_way_by_the_editors_and_the_answer(live_server, open_page, initiative):
    page = open_page(java_script_enabled=False, width=375)
    page.goto(live_server.url + initiative.get_absolute_url())
    page.get_by_role("link", name="Stel een vraag aan deze gemeente").click()
    page.get_by_role("button", name="Verstuur uw vraag").click()
    page.get_by_role("link", name="Schrijf uw vraag op.").click()
    page.get_by_label("Wat wilt u vragen?").fill(WORDS)
    page.get_by_label("Uw mailadres").fill(ASKER)
    page.get_by_label("De gemeente mag bij deze vraag mijn mailadres krijgen").check()
    page.get_by_role("button", name="Verstuur uw vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk nu in uw mail")
    path = mailed_path()
    page.goto(live_server.url + path)
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_text("Uw vraag ligt bij de redactie.")).to_be_visible()

    editor = at_the_desk(live_server, open_page)
    editor.goto(f"{live_server.url}/beheer/")
    editor.get_by_role("link", name="Vraag van een bezoeker om door te sturen").click()
    editor.get_by_role("link", name="Taalcoaches").click()
    expect(editor.get_by_text(WORDS)).to_be_visible()
    editor.get_by_label("Stuur door naar").fill(MAILBOX)
    editor.get_by_role("button", name="Opslaan", exact=True).click()
    expect(editor.get_by_text("De vraag is doorgestuurd.")).to_be_visible()

    [relayed] = [message for message in deliver() if message.to == [MAILBOX]]
    assert relayed.extra_headers["Reply-To"] == ASKER  # the answer goes there, past us
    assert WORDS in relayed.body
    settle_questions()
    page.goto(live_server.url + path)
    expect(page.get_by_text("bezorgd bij de gemeente")).to_be_visible()
    assert Question.objects.get().text == ""
    assert agreed_mailbox(initiative) == MAILBOX
    assert page.context.cookies() == []


def test_who_considers_it_too_is_asked_by_the_relay(live_server, open_page, axe, initiative):
    mailbox = "samenleven@ede.example"
    places = [make.municipality(name=name) for name in ("Ede", "Assen", "Breda")]
    today = datetime.datetime.now(tz=datetime.UTC).date()
    ContactAgreement.objects.create(municipality=places[0], mailbox=mailbox, agreed_on=today)
    with content_change():
        for each in places:
            Consideration.objects.create(initiative=initiative, municipality=each, said_on=today)
    page = open_page(width=375, java_script_enabled=False)
    page.goto(live_server.url + initiative.get_absolute_url())
    page.get_by_role("link", name="Stel een vraag aan Ede").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stel een vraag aan de gemeente Ede")
    looking = open_page(bypass_csp=True)
    looking.goto(page.url)
    for width in (320, 1280):
        looking.set_viewport_size({"width": width, "height": 800})
        assert axe(looking) == []
        assert looking.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_label("Wat wilt u vragen?").fill(WORDS)
    page.get_by_label("Uw mailadres").fill(ASKER)
    page.get_by_label("De gemeente mag bij deze vraag mijn mailadres krijgen").check()
    page.get_by_role("button", name="Verstuur uw vraag").click()
    page.goto(live_server.url + mailed_path())
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw vraag")
    expect(page.get_by_text("Voor: de gemeente Ede")).to_be_visible()

    [relayed] = [message for message in deliver() if message.to == [mailbox]]
    assert relayed.extra_headers["Reply-To"] == ASKER
    assert WORDS in relayed.body
    assert "Ede" in relayed.body


def test_no_barriers_in_the_form_of_a_question(live_server, open_page, axe, initiative):
    page = open_page(width=320, bypass_csp=True)
    page.goto(live_server.url + ask_path(initiative))
    assert axe(page) == []
    page.get_by_role("button", name="Verstuur uw vraag").click()
    expect(page.locator("#fouten")).to_be_focused()

    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_yearly_round_with_three_examples(live_server, open_page, axe, place):
    for title in ("Aanpak", "Buurtbus", "Cursus"):
        make.initiative(title=title, municipalities=[place])
    today = datetime.datetime.now(tz=datetime.UTC).date()
    ContactAgreement.objects.create(municipality=place, mailbox=MAILBOX, agreed_on=today)
    editor = at_the_desk(live_server, open_page)
    editor.goto(f"{live_server.url}/beheer/reviews/contactagreement/?werk=ronde")
    editor.locator("#action-toggle").check()
    editor.get_by_role("combobox", name="Actie").select_option(label="Jaarronde beginnen")
    editor.get_by_role("button", name="Uitvoeren").click()
    editor.get_by_role("button", name="Begin de jaarronde").click()
    expect(editor.get_by_text("1 gemeente gevraagd.")).to_be_visible()
    [message] = [message for message in deliver() if message.to == [MAILBOX]]
    path = re.search(r"/controle/ronde/\S+", message.body)[0]

    looking = open_page(width=320)
    looking.goto(live_server.url + path)
    assert axe(looking) == []
    page = open_page(width=375, java_script_enabled=False)
    page.goto(live_server.url + path)
    page.get_by_role("region", name="Aanpak").get_by_label("Ja, dit klopt nog").check()
    page.get_by_role("region", name="Buurtbus").get_by_label("Nee, er is iets veranderd").check()
    page.get_by_role("region", name="Cursus").get_by_label("Het is gestopt").check()
    page.get_by_role("region", name="Cursus").get_by_label("Wat is er veranderd").fill("Het geld is op.")
    page.get_by_role("button", name="Verstuur uw antwoorden").click()
    page.get_by_role("link", name="Schrijf op wat er is veranderd.").click()
    page.get_by_role("region", name="Buurtbus").get_by_label("Wat is er veranderd").fill("Rijdt nu ook op zondag.")
    page.get_by_role("button", name="Verstuur uw antwoorden").click()
    expect(page.get_by_text("U heeft alles beantwoord")).to_be_visible()
    assert CheckRequest.objects.waiting().count() == 2
    assert page.context.cookies() == []

    aanpak = live_server.url + Initiative.objects.get(title="Aanpak").get_absolute_url()
    expect(page.get_by_text("Een redacteur kijkt er nog naar.")).to_be_visible()
    looking.goto(aanpak)
    expect(looking.get_by_text("Bevestigd door de gemeente,")).to_have_count(0)
    expect(looking.get_by_text("Gecontroleerd op")).to_have_count(0)

    editor.goto(f"{live_server.url}/beheer/")
    editor.get_by_role("link", name="Bevestiging van een gemeente om over te nemen").click()
    editor.get_by_role("button", name="Neem over: Aanpak").click()
    expect(editor.get_by_text("1 bevestiging overgenomen.")).to_be_visible()
    editor.goto(f"{live_server.url}/beheer/reviews/round/{Round.objects.get().pk}/change/")
    expect(editor.get_by_text("Buurtbus").first).to_be_visible()
    page.goto(aanpak)
    expect(page.get_by_text("Bevestigd door de gemeente,").first).to_be_visible()
    assert len(mail.outbox) == 1
