"""The scenes of the other chapters: checking, withdrawing, submissions, imports, accounts and the log."""

import re

from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from editorial.audit.models import AuditEntry
from editorial.reviews import notifications
from editorial.reviews.models import CheckRequest, ContactAgreement
from initiatives.models import Initiative
from tests.browser.people import SUPERUSER, new_editor
from tests.support import desk, sheets

from .editing_scenes import SUBMISSION
from .scenes import TITLE, SceneRegistry, example

managing = SceneRegistry()


# --- Check requests and withdrawing ---------------------------------------------------------------


@managing.screenshot("klopt-dit-nog")
def still_right(session):
    page = session.open_page()
    page.goto(session.address + request_check())
    page.locator("#antwoord-veranderd").check()
    page.locator("#toelichting").fill("Het taalcafé is nu op dinsdag.")
    session.answering = page
    return page.locator("main h1, main form")


def request_check() -> str:
    """Send the check request about the example; returns the path of the link in the mail."""
    mailbox = "taalcafe@bibliotheek.example"
    Initiative.objects.filter(pk=example().pk).update(contact_email=mailbox, next_check=timezone.localdate())
    ContactAgreement.objects.create(initiative=example(), mailbox=mailbox, agreed_on=timezone.localdate())
    notifications.send_check_request(example())
    return re.search(r"/controle/\S+", mail.outbox[-1].body)[0]


@managing.screenshot("antwoord")
def the_answer(session):
    page = session.noor.page
    session.answering.get_by_role("button", name="Verstuur uw antwoord").click()
    expect(session.answering.get_by_role("heading", name="Bedankt")).to_be_visible()
    page.goto(session.address + desk.address(CheckRequest, "changelist", werk="wacht"))
    session.noor.follow(TITLE)
    return page.locator("#content h1, #checkrequest_form fieldset")


@managing.screenshot("intrekken")
def withdrawing(session):
    page = session.noor.page
    page.goto(session.address + desk.address(Initiative, "changelist", q="oefenvoorbeeld"))
    page.check("tbody input.action-select")
    page.select_option("select[name=action]", "withdraw")
    session.noor.press("Uitvoeren")
    session.noor.fill(reason="Dit was een oefening.")
    return page.locator("#content > *")


@managing.screenshot("ingetrokken")
def withdrawn(session):
    session.noor.press("Intrekken")
    visitor = session.open_page()
    visitor.goto(session.address + example().get_absolute_url())
    return visitor.locator("main h1, main .page-intro, main .callout")


# --- Submissions, imports, accounts and the log ---------------------------------------------------


@managing.screenshot("inzending")
def a_submission(session):
    page = session.noor.page
    page.goto(f"{session.address}/beheer/")
    session.noor.follow("1 Inzending van een bezoeker")
    session.noor.follow(SUBMISSION["title"])
    return page.locator("#content h1, fieldset:has(.field-standing), fieldset:has(.field-text)")


@managing.screenshot("importeren")
def importing(session):
    page = session.noor.page
    header = ["code", "titel", "hoofdthema", "soort"]
    rows = [["", "Oefenrij: fietslessen", "Integratie", "project"], ["", "Oefenrij: buurtkamer", "Buurt", "project"]]
    page.goto(f"{session.address}/beheer/imports/sheetimport/add/")
    file = {"name": "oefening.csv", "mimeType": "text/csv", "buffer": sheets.csv_of(header, *rows)}
    page.locator("[name=file]").set_input_files(file)
    session.noor.press("Bestand controleren")
    return page.locator("#content > *")


@managing.screenshot("account")
def an_account(session):
    session.robin = new_editor(session.open_page(), session.address, "robin", SUPERUSER)
    session.robin.log_in()
    session.robin.edit(User.objects.get(username="kim"))
    return session.robin.page.locator("fieldset:has(#id_is_staff), #municipalityaccess_set-group")


@managing.screenshot("logboek")
def the_log(session):
    page = session.robin.page
    page.goto(session.address + desk.address(AuditEntry, "changelist"))
    return page.locator("#content h1, #result_list tr:nth-child(-n+8)")
