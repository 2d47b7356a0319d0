"""The pictures of the first chapters: logging in, adding an initiative, and changing what is on the site.

Each scene goes on where the one before it ended. Real content is only looked at; what is written is about an exercise
that says of itself that it is one.
"""

from django.core import mail
from playwright.sync_api import expect

from editorial.accounts.roles import CHIEF_EDITORS
from initiatives.models import Initiative
from tests.browser.people import Editor, new_editor
from tests.support import desk, make
from tests.support.logging_in import code_of

from .album import TITLE, Album, example, last

writing = Album()
RESULT = {
    "value": "24",
    "unit": "deelnemers",
    "definition": "Mensen die drie keer of vaker kwamen.",
    "denominator": "onbekend",
    "period": "januari tot en met juni 2026",
}
SENT_IN = {
    "title": "Oefenaanmelding: samen fietsen",
    "text": "Vrijwilligers leren nieuwkomers fietsen.",
    "for_whom": "Mensen die net in Nederland wonen.",
    "where": "Oefendorp",
    "email": "inzender@gemeente.example",
}


# --- Logging in -----------------------------------------------------------------------------------


@writing.picture("inloggen")
def the_login(stage):
    make.editor(username="noor", password=make.PASSWORD)
    page = stage.open_page()
    stage.noor = Editor(page, stage.address, "noor", "")
    page.goto(f"{stage.address}/beheer/")
    page.get_by_label("Gebruikersnaam").fill("noor")
    page.get_by_label("Wachtwoord").fill(make.PASSWORD)
    return page.locator("#header, #content > *")


@writing.picture("tweede-stap")
def the_enrolment(stage):
    page = stage.noor.page
    stage.noor.press("Inloggen")
    stage.noor.secret = page.locator(".login-key").inner_text()
    return page.locator("#header, #content > *")


@writing.picture("herstelcodes")
def the_recovery_codes(stage):
    page = stage.noor.page
    page.locator("#id_code").fill(code_of(stage.noor.secret))
    stage.noor.press("Instellen")
    return page.locator("#header, #content > *")


@writing.picture("uw-account")
def ones_own_account(stage):
    stage.noor.follow("Naar de redactie")
    stage.noor.follow("Uw account")
    return stage.noor.page.locator("#header, #content > *")


# --- The desk -------------------------------------------------------------------------------------


@writing.picture("bureau")
def the_desk(stage):
    send_in(stage)
    stage.noor.page.goto(f"{stage.address}/beheer/")
    return stage.noor.page.locator("#content h1, .desk > ul, .desk > p")


def send_in(stage):
    """A visitor sends something in and confirms it."""
    page = stage.open_page()
    page.goto(f"{stage.address}/aanmelden/")
    stage.clock.forward(minutes=2)
    for name, words in SENT_IN.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=theme]").select_option(index=1)
    page.locator("form.contribute button[type=submit]").click()
    page.wait_for_url("**/verstuurd/")
    page.goto(stage.address + mail.outbox[-1].body.split("inspiratiemarkt.example")[1].split()[0])
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_text("Stand: ontvangen")).to_be_visible()


@writing.picture("zoeken")
def finding(stage):
    page = stage.noor.page
    page.goto(stage.address + desk.address(Initiative, "changelist", q="azc"))
    return page.locator("#content h1, #changelist-filter > :first-child, #result_list tr:nth-child(-n+4)")


# --- A new initiative -----------------------------------------------------------------------------


@writing.picture("toevoegen")
def adding(stage):
    page = stage.noor.page
    make.publication(title="Oefenbron: verslag van het taalcafé", publisher="Redactie")
    page.goto(stage.address + desk.address(Initiative, "add"))
    stage.noor.fill(title=TITLE, no_municipality_reason="Dit is een oefening.")
    stage.noor.choose(page.locator(".field-main_theme .select2-selection"), "integ", "Integratie")
    return page.locator("#content h1, fieldset:has(#id_title), fieldset:has(#id_municipalities)")


@writing.picture("controle")
def the_checklist(stage):
    page = stage.noor.page
    stage.noor.fill(
        summary="In het taalcafé praten vrijwilligers elke week met mensen die Nederlands leren.",
        approach="Vrijwilligers worden conform afspraak begeleid. Lees [hier](https://bieb.example/) meer.",
    )
    stage.noor.save()
    stage.noor.edit(example())
    page.locator(".checklist details:not([open]) summary").click()
    return page.locator("#content h1, .checklist")


@writing.picture("niet-gepubliceerd")
def refused(stage):
    page = stage.noor.page
    page.locator("#id_state").select_option("published")
    stage.noor.save()
    return page.locator("#content h1, .errornote, .error-summary")


@writing.picture("resultaat")
def a_result(stage):
    page = stage.noor.page
    mend(stage.noor)
    stage.noor.add("results")
    stage.noor.fill(**{f"results-0-{name}": value for name, value in RESULT.items()})
    stage.noor.choose(page.locator("#results-0 .field-publication .select2-selection"), "oefenbron", "Oefenbron")
    return page.locator("#results-0")


def mend(noor):
    """Fill in what keeps the exercise off the site."""
    page = noor.page
    noor.edit(example())
    noor.fill(approach="Vrijwilligers ontvangen de deelnemers. Lees [het verslag](https://bieb.example/).")
    page.locator("#id_kind").select_option("project")
    page.locator("#id_status").select_option("lopend")
    noor.choose(page.locator(".field-themes .select2-selection"), "integ", "Integratie")
    noor.add("citations")
    noor.choose(page.locator("#citations-0 .field-publication .select2-selection"), "oefenbron", "Oefenbron")


@writing.picture("eerst-goedkeuren")
def first_approval(stage):
    stage.noor.page.locator("#id_state").select_option("published")
    stage.noor.save()
    return stage.noor.page.locator(".breadcrumbs, .messagelist li")


# --- From a concept to the site -------------------------------------------------------------------


@writing.picture("concept")
def a_concept(stage):
    publish_first(stage)
    stage.noor.edit(example())
    stage.noor.fill(as_of="2026-10", contact_name="Team van het taalcafé")
    stage.noor.save()
    stage.noor.edit(example())
    return stage.noor.page.locator("#content h1, .object-tools, .desk-note")


def publish_first(stage):
    """Kim approves the exercise and publishes it."""
    stage.clock.forward(minutes=5)
    stage.kim = new_editor(stage.open_page(), stage.address, "kim")
    stage.kim.log_in()
    for verb in ("Keur goed", "Publiceer"):
        stage.kim.open_revision(example(), last())
        stage.kim.do(verb)


@writing.picture("vergelijken")
def comparing(stage):
    stage.noor.open_revision(example(), last())
    return stage.noor.page.locator("#content > *")


@writing.picture("voorbeeld")
def the_preview(stage):
    page = stage.noor.page
    stage.noor.follow("Voorbeeld van de pagina")
    return page.locator("main .callout--warning, main .page-stall")


@writing.picture("lezer")
def the_link_for_readers(stage):
    stage.noor.open_revision(example(), last())
    return stage.noor.page.locator(".desk-verb:has(input[type=url])")


@writing.picture("beoordelen")
def judging(stage):
    stage.noor.open_revision(example(), last())
    stage.noor.do("Laat beoordelen")
    stage.clock.forward(minutes=20)
    stage.kim.open_revision(example(), last())
    stage.kim.page.locator("#id_send_back_comment").fill("Staat de peildatum ook in de bron?")
    return stage.kim.page.locator("form.desk-verb")


@writing.picture("teruggestuurd")
def sent_back(stage):
    stage.kim.press("Stuur terug")
    stage.noor.edit(example())
    return stage.noor.page.locator("#content h1, .desk-note")


@writing.picture("publiceren")
def publishing(stage):
    stage.noor.open_revision(example(), last())
    stage.noor.do("Laat beoordelen")
    stage.clock.forward(minutes=5)
    stage.kim.open_revision(example(), last())
    stage.kim.do("Keur goed")
    stage.noor.open_revision(example(), last())
    now = stage.noor.page.locator("form.desk-verb:has([value=publish])")
    now.locator("[name=change_note]").fill("Peildatum en contact toegevoegd.")
    return now


@writing.picture("later")
def publishing_later(stage):
    later = stage.noor.page.locator("form.desk-verb:has([value=schedule])")
    later.locator("[name=publish_at]").fill("2026-11-09T08:00")
    later.locator("[name=change_note]").fill("Peildatum en contact toegevoegd.")
    return later


@writing.picture("versies")
def all_revisions(stage):
    page = stage.noor.page
    stage.noor.press("Publiceer")
    stage.noor.edit(example())
    stage.noor.follow("Versies (")
    return page.locator("#content h1, .desk-table")


@writing.picture("bezig")
def somebody_is_busy(stage):
    stage.noor.edit(example())
    stage.clock.forward(minutes=4)
    stage.kim.edit(example())
    return stage.kim.page.locator("#content h1, .desk-note")


@writing.picture("tegelijk")
def two_at_once(stage):
    stage.noor.fill(lead_time="Een half jaar")
    stage.noor.save()
    stage.clock.forward(minutes=3)
    stage.kim.fill(lead_time="Vijf maanden")
    stage.kim.save()
    return stage.kim.page.locator("#content > *")


@writing.picture("adres")
def another_address(stage):
    sam = new_editor(stage.open_page(), stage.address, "sam", CHIEF_EDITORS)
    sam.log_in()
    sam.edit(example())
    sam.follow("Adres")
    sam.fill(slug="oefenvoorbeeld-taalcafe")
    return sam.page.locator("#content > *")
