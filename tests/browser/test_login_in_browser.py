"""Logging in for the first time in a real browser, with an app or a passkey: no barriers, also on a phone."""

from functools import partial

import pytest
from playwright.sync_api import expect

from tests.support import make
from tests.support.login import totp_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {"protocol": "ctap2", "transport": "internal"}
AUTHENTICATOR |= dict.fromkeys(["hasResidentKey", "hasUserVerification", "isUserVerified"], True)


@pytest.fixture
def phone(open_page):
    """A page on a phone with a virtual authenticator that always confirms; `forget` removes its passkeys."""
    page = open_page(width=320)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    authenticator = tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.forget = lambda: tools.send("WebAuthn.clearCredentials", authenticator)
    return page


def add_faults(faults, barriers, page, name):
    """Check a page on a wide and on a narrow screen, and add its faults to a list."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        faults.extend(f"{name} {width}: {fault}" for fault in barriers(page))


def submit_password(page, address):
    page.goto(f"{address}/beheer/")
    page.get_by_label("Gebruikersnaam").fill("redacteur")
    page.get_by_label("Wachtwoord").fill(make.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()


def test_an_editor_sets_up_an_app_and_logs_in_with_it(live_server, open_page, barriers):
    make.editor(password=make.PASSWORD)
    page, faults = open_page(width=320), []
    check = partial(add_faults, faults, barriers, page)

    page.goto(f"{live_server.url}/beheer/")
    check("login")
    submit_password(page, live_server.url)
    check("enrolment")
    secret = page.locator(".login-key").inner_text()
    page.locator("#id_code").fill("000000")
    page.get_by_role("button", name="Instellen").click()
    check("wrong code")
    expect(page.locator(".login-key")).to_have_text(secret)
    page.locator("#id_code").fill(totp_code(secret))
    page.get_by_role("button", name="Instellen").click()
    expect(page.locator(".login-codes li")).to_have_count(10)
    check("recovery codes")
    page.get_by_role("link", name="Naar de redactie").click()
    expect(page.get_by_role("heading", name="Wat moet er gebeuren?")).to_be_visible()

    assert faults == []


def test_an_editor_sets_up_a_passkey_and_logs_in_with_it(live_server, phone, barriers):
    make.editor(password=make.PASSWORD)
    page, address, faults = phone, live_server.url, []
    message = page.locator(".passkey-errors p:visible")
    check = partial(add_faults, faults, barriers, page)

    submit_password(page, address)
    page.get_by_role("link", name="Liever een passkey").click()
    check("add")
    page.get_by_label("Naam van de passkey").fill("Telefoon")
    page.get_by_label("Naam van de passkey").press("Enter")
    expect(page.locator(".login-codes li")).to_have_count(10)
    page.goto(f"{address}/beheer/account/")
    expect(page.get_by_role("heading", name="Telefoon")).to_be_visible()
    check("account")
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_role("button", name="Passkey maken").click()
    expect(message).to_have_text(["Deze passkey staat al bij uw account."])
    check("the same again")
    page.goto(f"{address}/beheer/account/")
    page.get_by_role("link", name="Verwijderen: Telefoon").click()
    expect(page.get_by_text("Dit is uw enige tweede stap.")).to_be_visible()
    check("the last one")
    page.get_by_role("button", name="Uitloggen").click()
    check("logged out")

    submit_password(page, address)
    check("second step")
    page.get_by_role("button", name="Passkey gebruiken").click()
    expect(page.get_by_role("heading", name="Wat moet er gebeuren?")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    submit_password(page, address)
    page.forget()
    page.get_by_role("button", name="Passkey gebruiken").click()
    expect(message).to_have_text(["Het is niet gelukt, of u bent gestopt. Probeer het opnieuw."])
    check("no passkey here")

    assert faults == []
