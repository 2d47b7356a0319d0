"""The scenes of the first chapters: logging in, adding an initiative, and changing a published one.

The real content is only read; what the scenes write is about an example that is labelled as such.
"""

from django.core import mail
from playwright.sync_api import expect

from editorial.accounts.roles import CHIEF_EDITORS
from initiatives.models import Initiative
from tests.browser.people import Editor, new_editor
from tests.support import desk, make
from tests.support.login import totp_code

from .scenes import TITLE, SceneRegistry, example, latest_number

editing = SceneRegistry()
RESULT = {
    "value": "24",
    "unit": "deelnemers",
    "definition": "Mensen die drie keer of vaker kwamen.",
    "denominator": "onbekend",
    "period": "januari tot en met juni 2026",
}
SUBMISSION = {
    "title": "Oefenaanmelding: samen fietsen",
    "text": "Vrijwilligers leren nieuwkomers fietsen.",
    "for_whom": "Mensen die net in Nederland wonen.",
    "where": "Oefendorp",
    "email": "inzender@gemeente.example",
}


# --- Logging in -----------------------------------------------------------------------------------


@editing.screenshot("inloggen")
def the_login(session):
    make.editor(username="noor", password=make.PASSWORD)
    page = session.open_page()
    session.noor = Editor(page, session.address, "noor", "")
    page.goto(f"{session.address}/beheer/")
    page.get_by_label("Gebruikersnaam").fill("noor")
    page.get_by_label("Wachtwoord").fill(make.PASSWORD)
    return page.locator("#header, #content > *")


@editing.screenshot("tweede-stap")
def the_enrolment(session):
    page = session.noor.page
    session.noor.press("Inloggen")
    session.noor.secret = page.locator(".login-key").inner_text()
    return page.locator("#header, #content > *")


@editing.screenshot("herstelcodes")
def the_recovery_codes(session):
    page = session.noor.page
    page.locator("#id_code").fill(totp_code(session.noor.secret))
    session.noor.press("Instellen")
    return page.locator("#header, #content > *")


@editing.screenshot("uw-account")
def ones_own_account(session):
    session.noor.follow("Naar de redactie")
    session.noor.follow("Uw account")
    return session.noor.page.locator("#header, #content > *")


# --- The first page -------------------------------------------------------------------------------------


@editing.screenshot("bureau")
def the_desk(session):
    submit_initiative(session)
    session.noor.page.goto(f"{session.address}/beheer/")
    return session.noor.page.locator("#content h1, .desk > ul, .desk > p")


def submit_initiative(session):
    """A visitor submits an initiative and confirms it."""
    page = session.open_page()
    page.goto(f"{session.address}/aanmelden/")
    session.clock.forward(minutes=2)
    for name, words in SUBMISSION.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=theme]").select_option(index=1)
    page.locator("form.contribute button[type=submit]").click()
    page.wait_for_url("**/verstuurd/")
    page.goto(session.address + mail.outbox[-1].body.split("inspiratiemarkt.example")[1].split()[0])
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_text("Stand: ontvangen")).to_be_visible()


@editing.screenshot("zoeken")
def finding(session):
    page = session.noor.page
    page.goto(session.address + desk.address(Initiative, "changelist", q="azc"))
    return page.locator("#content h1, #changelist-filter > :first-child, #result_list tr:nth-child(-n+4)")


# --- A new initiative -----------------------------------------------------------------------------


@editing.screenshot("toevoegen")
def adding(session):
    page = session.noor.page
    make.publication(title="Oefenbron: verslag van het taalcafé", publisher="Redactie")
    page.goto(session.address + desk.address(Initiative, "add"))
    session.noor.fill(title=TITLE, no_municipality_reason="Dit is een oefening.")
    session.noor.choose(page.locator(".field-main_theme .select2-selection"), "integ", "Integratie")
    return page.locator("#content h1, fieldset:has(#id_title), fieldset:has(#id_municipalities)")


@editing.screenshot("controle")
def the_checklist(session):
    page = session.noor.page
    session.noor.fill(
        summary="In het taalcafé praten vrijwilligers elke week met mensen die Nederlands leren.",
        approach="Vrijwilligers worden conform afspraak begeleid. Lees [hier](https://bieb.example/) meer.",
    )
    session.noor.save()
    session.noor.edit(example())
    page.locator(".checklist details:not([open]) summary").click()
    return page.locator("#content h1, .checklist")


@editing.screenshot("niet-gepubliceerd")
def refused(session):
    page = session.noor.page
    page.locator("#id_state").select_option("published")
    session.noor.save()
    return page.locator("#content h1, .errornote, .error-summary")


@editing.screenshot("resultaat")
def a_result(session):
    page = session.noor.page
    complete(session.noor)
    session.noor.add("results")
    session.noor.fill(**{f"results-0-{name}": value for name, value in RESULT.items()})
    page.locator("#id_results-0-kind").select_option("bereik")
    session.noor.choose(page.locator("#results-0 .field-publication .select2-selection"), "oefenbron", "Oefenbron")
    return page.locator("#results-0")


def complete(noor):
    """Fill in what the example needs to be published."""
    page = noor.page
    noor.edit(example())
    noor.fill(approach="Vrijwilligers ontvangen de deelnemers. Lees [het verslag](https://bieb.example/).")
    page.locator("#id_kind").select_option("project")
    page.locator("#id_status").select_option("lopend")
    noor.choose(page.locator(".field-themes .select2-selection"), "integ", "Integratie")
    noor.add("citations")
    noor.choose(page.locator("#citations-0 .field-publication .select2-selection"), "oefenbron", "Oefenbron")


@editing.screenshot("eerst-goedkeuren")
def first_approval(session):
    session.noor.page.locator("#id_state").select_option("published")
    session.noor.save()
    return session.noor.page.locator(".breadcrumbs, .messagelist li")


# --- From a concept to the site -------------------------------------------------------------------


@editing.screenshot("concept")
def a_concept(session):
    publish_first(session)
    session.noor.edit(example())
    session.noor.fill(as_of="2026-10", contact_name="Team van het taalcafé")
    session.noor.save()
    session.noor.edit(example())
    return session.noor.page.locator("#content h1, .object-tools, .desk-note")


def publish_first(session):
    """Kim approves the example and publishes it."""
    session.clock.forward(minutes=5)
    session.kim = new_editor(session.open_page(), session.address, "kim")
    session.kim.log_in()
    for verb in ("Keur goed", "Publiceer"):
        session.kim.open_revision(example(), latest_number())
        session.kim.do(verb)


@editing.screenshot("vergelijken")
def comparing(session):
    session.noor.open_revision(example(), latest_number())
    return session.noor.page.locator("#content > *")


@editing.screenshot("voorbeeld")
def the_preview(session):
    page = session.noor.page
    session.noor.follow("Voorbeeld van de pagina")
    return page.locator("main .callout--warning, main .page-stall")


@editing.screenshot("lezer")
def the_link_for_readers(session):
    session.noor.open_revision(example(), latest_number())
    return session.noor.page.locator(".desk-verb:has(input[type=url])")


@editing.screenshot("beoordelen")
def judging(session):
    session.noor.open_revision(example(), latest_number())
    session.noor.do("Laat beoordelen")
    session.clock.forward(minutes=20)
    session.kim.open_revision(example(), latest_number())
    session.kim.page.locator("#id_send_back_comment").fill("Staat de peildatum ook in de bron?")
    return session.kim.page.locator("form.desk-verb")


@editing.screenshot("teruggestuurd")
def sent_back(session):
    session.kim.press("Stuur terug")
    session.noor.edit(example())
    return session.noor.page.locator("#content h1, .desk-note")


@editing.screenshot("publiceren")
def publishing(session):
    session.noor.open_revision(example(), latest_number())
    session.noor.do("Laat beoordelen")
    session.clock.forward(minutes=5)
    session.kim.open_revision(example(), latest_number())
    session.kim.do("Keur goed")
    session.noor.open_revision(example(), latest_number())
    form = session.noor.page.locator("form.desk-verb:has([value=publish])")
    form.locator("[name=change_note]").fill("Peildatum en contact toegevoegd.")
    return form


@editing.screenshot("later")
def publishing_later(session):
    later = session.noor.page.locator("form.desk-verb:has([value=schedule])")
    later.locator("[name=publish_at]").fill("2026-12-07T08:00")
    later.locator("[name=change_note]").fill("Peildatum en contact toegevoegd.")
    return later


@editing.screenshot("versies")
def all_revisions(session):
    page = session.noor.page
    session.noor.press("Publiceer")
    session.noor.edit(example())
    session.noor.follow("Versies (")
    return page.locator("#content h1, .desk-table")


@editing.screenshot("bezig")
def somebody_is_busy(session):
    session.noor.edit(example())
    session.clock.forward(minutes=4)
    session.kim.edit(example())
    return session.kim.page.locator("#content h1, .desk-note")


@editing.screenshot("tegelijk")
def two_at_once(session):
    session.noor.fill(lead_time="Een half jaar")
    session.noor.save()
    session.clock.forward(minutes=3)
    session.kim.fill(lead_time="Vijf maanden")
    session.kim.save()
    return session.kim.page.locator("#content > *")


@editing.screenshot("adres")
def another_address(session):
    sam = new_editor(session.open_page(), session.address, "sam", CHIEF_EDITORS)
    sam.log_in()
    sam.edit(example())
    sam.follow("Adres")
    sam.fill(slug="oefenvoorbeeld-taalcafe")
    return sam.page.locator("#content > *")
