"""A passkey in a real browser, with an authenticator made of software: no barriers, and it lets in."""

import pytest
from playwright.sync_api import expect

from tests.support import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FINGER = {"protocol": "ctap2", "transport": "internal"}
FINGER |= dict.fromkeys(["hasResidentKey", "hasUserVerification", "isUserVerified"], True)


@pytest.fixture
def page(open_page):
    """A phone whose owner puts a finger on it whenever that is asked; `forget` takes its passkeys away."""
    page = open_page(width=320)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    page.forget = lambda: tools.send("WebAuthn.clearCredentials", made)
    return page


def give_password(page, address):
    page.goto(f"{address}/beheer/")
    page.get_by_label("Gebruikersnaam").fill("redacteur")
    page.get_by_label("Wachtwoord").fill(make.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()


def test_an_editor_sets_up_a_passkey_and_logs_in_with_it(live_server, page, axe):
    make.editor(password=make.PASSWORD)
    address, said, found = live_server.url, page.locator(".passkey-errors p:visible"), []

    def look(name):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            found.extend(f"{name} {width}: {fault}" for fault in [*axe(page), *(["too wide"] if wide else [])])

    give_password(page, address)
    page.get_by_role("link", name="Liever een passkey").click()
    look("add")
    page.get_by_label("Naam van de passkey").fill("Telefoon")
    page.get_by_label("Naam van de passkey").press("Enter")
    expect(page.locator(".login-codes li")).to_have_count(10)
    page.goto(f"{address}/beheer/account/")
    expect(page.get_by_role("heading", name="Telefoon")).to_be_visible()
    look("account")
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_role("button", name="Passkey maken").click()
    expect(said).to_have_text(["Deze passkey staat al bij uw account."])
    look("the same again")
    page.goto(f"{address}/beheer/account/")
    page.get_by_role("link", name="Verwijderen: Telefoon").click()
    expect(page.get_by_text("Dit is uw enige tweede stap.")).to_be_visible()
    look("the last one")
    page.get_by_role("button", name="Uitloggen").click()
    look("logged out")

    give_password(page, address)
    look("second step")
    page.get_by_role("button", name="Passkey gebruiken").click()
    expect(page.get_by_role("heading", name="Wat moet er gebeuren?")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    give_password(page, address)
    page.forget()
    page.get_by_role("button", name="Passkey gebruiken").click()
    expect(page.locator(".passkey-errors p:visible")).to_have_text(
        ["Het is niet gelukt, of u bent gestopt. Probeer het opnieuw."]
    )
    look("no passkey here")

    assert found == []
