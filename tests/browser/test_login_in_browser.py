"""Logging in for the first time in a real browser: no barriers, on a wide screen and on a phone."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from tests.support import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_editor_logs_in_and_sets_up_the_second_step(live_server, open_page, axe):
    make.editor(password=make.PASSWORD)
    page = open_page(width=320)
    found = []

    def look(name):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            found.extend(f"{name} {width}: {fault}" for fault in [*axe(page), *(["too wide"] if wide else [])])

    page.goto(f"{live_server.url}/beheer/")
    look("login")
    page.get_by_label("Gebruikersnaam").fill("redacteur")
    page.get_by_label("Wachtwoord").fill(make.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    look("enrolment")
    secret = page.locator(".login-key").inner_text()
    page.locator("#id_code").fill("000000")
    page.get_by_role("button", name="Instellen").click()
    look("wrong code")
    expect(page.locator(".login-key")).to_have_text(secret)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="Instellen").click()
    expect(page.locator(".login-codes li")).to_have_count(10)
    look("recovery codes")
    page.get_by_role("link", name="Naar de redactie").click()
    expect(page.get_by_role("heading", name="Wat moet er gebeuren?")).to_be_visible()

    assert found == []
