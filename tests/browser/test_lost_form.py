"""In a real browser: what was typed survives a lost session, and a part that is added keeps its help."""

import pytest
from playwright.sync_api import expect

from tests.support import desk, make

from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = "Een zin die niemand graag twee keer typt."


def test_a_form_comes_back_filled_in_with_its_parts(live_server, page, settings):
    settings.SECOND_FACTOR = False
    make.editor(password=make.PASSWORD)
    initiative = make.initiative(municipalities=[make.municipality()])
    log_in(page, live_server.url)
    page.goto(live_server.url + desk.address(initiative))
    page.click("#partners-group summary")
    page.click("#partners-group .add-row a")
    for field in page.locator("#partners-0 [aria-describedby]").all():
        help_key = field.get_attribute("aria-describedby")
        assert page.locator(f"#{help_key}").count() == 1, help_key
    page.fill("#id_partners-0-name", "De bibliotheek")
    page.fill("#id_approach", TYPED)
    page.context.clear_cookies(name="sessionid")
    page.click("input[name=_save]")

    expect(page.locator(".login-note")).to_contain_text("Wat u typte, is niet weg.")
    page.get_by_label("Gebruikersnaam").fill("redacteur")
    page.get_by_label("Wachtwoord").fill(make.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()

    expect(page.locator("#id_approach")).to_have_value(TYPED)
    expect(page.locator("#id_partners-0-name")).to_have_value("De bibliotheek")
    page.click("input[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert initiative.revisions.open().get().snapshot["approach"] == TYPED
