"""The pictures of the other chapters: checking, withdrawing, what others send in, sheets, accounts and the log."""

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

from .album import TITLE, Album, example
from .writing import SENT_IN

keeping = Album()


# --- Off the site, and is it still right? ---------------------------------------------------------


@keeping.picture("klopt-dit-nog")
def still_right(stage):
    page = stage.open_page()
    page.goto(stage.address + question())
    page.locator("#antwoord-veranderd").check()
    page.locator("#toelichting").fill("Het taalcafé is nu op dinsdag.")
    stage.answering = page
    return page.locator("main h1, main form")


def question() -> str:
    """Ask about the exercise; gives the path of the link in the mail."""
    mailbox = "taalcafe@bibliotheek.example"
    Initiative.objects.filter(pk=example().pk).update(contact_email=mailbox, next_check=timezone.localdate())
    ContactAgreement.objects.create(initiative=example(), mailbox=mailbox, agreed_on=timezone.localdate())
    notifications.send_check_request(example())
    return re.search(r"/controle/\S+", mail.outbox[-1].body)[0]


@keeping.picture("antwoord")
def the_answer(stage):
    page = stage.noor.page
    stage.answering.get_by_role("button", name="Verstuur uw antwoord").click()
    expect(stage.answering.get_by_role("heading", name="Bedankt")).to_be_visible()
    page.goto(stage.address + desk.address(CheckRequest, "changelist", werk="wacht"))
    stage.noor.follow(TITLE)
    return page.locator("#content h1, #checkrequest_form fieldset")


@keeping.picture("intrekken")
def withdrawing(stage):
    page = stage.noor.page
    page.goto(stage.address + desk.address(Initiative, "changelist", q="oefenvoorbeeld"))
    page.check("tbody input.action-select")
    page.select_option("select[name=action]", "withdraw")
    stage.noor.press("Uitvoeren")
    stage.noor.fill(reason="Dit was een oefening.")
    return page.locator("#content > *")


@keeping.picture("ingetrokken")
def withdrawn(stage):
    stage.noor.press("Intrekken")
    visitor = stage.open_page()
    visitor.goto(stage.address + example().get_absolute_url())
    return visitor.locator("main h1, main .page-intro, main .callout")


# --- What others send in, sheets, accounts and the log --------------------------------------------


@keeping.picture("inzending")
def a_submission(stage):
    page = stage.noor.page
    page.goto(f"{stage.address}/beheer/")
    stage.noor.follow("1 Inzending van een bezoeker")
    stage.noor.follow(SENT_IN["title"])
    return page.locator("#content h1, fieldset:has(.field-standing), fieldset:has(.field-text)")


@keeping.picture("importeren")
def importing(stage):
    page = stage.noor.page
    header = ["code", "titel", "hoofdthema", "soort"]
    rows = [["", "Oefenrij: fietslessen", "Integratie", "project"], ["", "Oefenrij: buurtkamer", "Buurt", "project"]]
    page.goto(f"{stage.address}/beheer/imports/sheetimport/add/")
    file = {"name": "oefening.csv", "mimeType": "text/csv", "buffer": sheets.csv_of(header, *rows)}
    page.locator("[name=file]").set_input_files(file)
    stage.noor.press("Bestand controleren")
    return page.locator("#content > *")


@keeping.picture("account")
def an_account(stage):
    stage.robin = new_editor(stage.open_page(), stage.address, "robin", SUPERUSER)
    stage.robin.log_in()
    stage.robin.edit(User.objects.get(username="kim"))
    return stage.robin.page.locator("fieldset:has(#id_is_staff), #municipalityaccess_set-group")


@keeping.picture("logboek")
def the_log(stage):
    page = stage.robin.page
    page.goto(stage.address + desk.address(AuditEntry, "changelist"))
    return page.locator("#content h1, #result_list tr:nth-child(-n+8)")
