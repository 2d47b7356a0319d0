"""Suggestions while typing, with the keyboard, the mouse, and a slow or failing server."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ADDRESS = "**/zoeken/suggesties/**"


def field(page: Page, name: str = "#kop-zoek"):
    return page.locator(name)


def options(page: Page):
    """The suggestions on the screen."""
    return page.locator(".suggestions:not([hidden]) [role=option]")


def type_letters(page: Page, letters: str, name: str = "#kop-zoek"):
    """Type letters, and wait until there are suggestions."""
    field(page, name).press_sequentially(letters)
    expect(options(page).first).to_be_visible()


def suggestions(*names: str) -> str:
    """A response of the server with these names."""
    rows = [{"naam": name, "soort": "begrip", "adres": "/begrippen/"} for name in names]
    return json.dumps({"suggesties": rows, "melding": f"{len(names)} suggesties"})


def test_with_the_keyboard_to_a_record(site, page):
    page.goto(f"{site}/themas/")
    type_letters(page, "zwol")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = options(page).first

    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("zwol")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/zwolle/")


def test_what_a_screen_reader_announces(site, page):
    page.goto(f"{site}/themas/")
    combobox = page.get_by_role("combobox", name="Zoek in alles")

    expect(combobox).to_have_attribute("aria-autocomplete", "list")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    type_letters(page, "zwol")
    expect(page.get_by_role("listbox", name="Zoek in alles")).to_be_visible()
    expect(page.get_by_role("option", name="Zwolle gemeente")).to_be_visible()
    expect(page.locator("#kop-zoek ~ [aria-live=polite]")).to_have_text(re.compile(r"^\d suggesties?$"))


def test_arrows_go_round_and_text_keys_let_go(site, page):
    page.goto(f"{site}/themas/")
    type_letters(page, "opvang")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Home")

    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.type("x")
    expect(field(page)).to_have_value("xopvang")


def test_enter_without_a_choice_searches(site, page):
    page.goto(f"{site}/themas/")
    type_letters(page, "opvang")
    page.keyboard.press("Enter")

    page.wait_for_url("**/zoeken/?q=opvang")


def test_escape_closes_and_then_clears(site, page):
    page.goto(f"{site}/themas/")
    type_letters(page, "opvang")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(field(page)).to_have_value("opvang")
    page.keyboard.press("Escape")

    expect(field(page)).to_have_value("")
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_an_arrow_opens_the_list_again(site, page):
    page.goto(f"{site}/themas/")
    type_letters(page, "opvang")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")

    expect(options(page).first).to_be_visible()


def test_tab_closes_and_goes_on(site, page):
    page.goto(f"{site}/themas/")
    type_letters(page, "opvang")
    page.keyboard.press("Tab")

    expect(options(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Zoek", exact=True)).to_be_focused()


def test_a_click_goes_to_the_record(site, page):
    page.goto(f"{site}/")
    type_letters(page, "zwol", "#zoek")
    options(page).first.click()

    page.wait_for_url("**/gemeenten/zwolle/")


def test_in_the_finder_it_goes_to_the_record_and_the_way_back_works(site, page):
    page.goto(f"{site}/initiatieven/")
    type_letters(page, "zwol", "#q")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/zwolle/")
    page.go_back()
    page.wait_for_url("**/initiatieven/")

    expect(options(page)).to_have_count(0)


def test_it_works_after_the_finder_restores_history(site, page):
    page.goto(f"{site}/initiatieven/")
    page.locator("[name=thema][value=opvang]").check()
    page.wait_for_url("**/?*thema=opvang*")
    page.go_back()
    expect(page.locator("[name=thema][value=opvang]")).not_to_be_checked()

    type_letters(page, "zwol", "#q")


def test_nothing_for_one_letter(site, page):
    requested = []
    page.route(ADDRESS, lambda route: requested.append(route.request.url))
    page.goto(f"{site}/themas/")
    field(page).press_sequentially("z")
    page.wait_for_timeout(400)

    assert requested == []
    expect(options(page)).to_have_count(0)


def test_a_stale_response_never_replaces_a_newer_one(site, page):
    waiting = []

    def late(route):
        if "q=op&" in f"{route.request.url}&":
            waiting.append(route)
        else:
            route.fulfill(body=suggestions("nieuw"), content_type="application/json")

    page.route(ADDRESS, late)
    page.goto(f"{site}/themas/")
    with page.expect_request(ADDRESS):
        field(page).press_sequentially("op")
    type_letters(page, "vang")
    expect(options(page)).to_have_text(["nieuw begrip"])
    assert len(waiting) == 1
    waiting[0].fulfill(body=suggestions("oud", "ouder"), content_type="application/json")
    page.wait_for_timeout(300)

    expect(options(page)).to_have_text(["nieuw begrip"])


def test_a_late_response_does_not_open_what_was_left(site, page):
    waiting = []
    page.route(ADDRESS, lambda route: waiting.append(route))
    page.goto(f"{site}/themas/")
    with page.expect_request(ADDRESS):
        field(page).press_sequentially("opvang")
    page.keyboard.press("Tab")
    waiting[0].fulfill(body=suggestions("laat"), content_type="application/json")
    page.wait_for_timeout(300)

    expect(options(page)).to_have_count(0)


@pytest.mark.parametrize("failure", [{"status": 500, "body": "x"}, {"status": 200, "body": "[]"}, None])
def test_when_the_server_fails_the_form_still_works(site, page, failure):
    page.route(ADDRESS, lambda route: route.fulfill(**failure) if failure else route.abort())
    page.goto(f"{site}/themas/")
    with page.expect_request(ADDRESS):
        field(page).press_sequentially("opvang")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")

    page.wait_for_url("**/zoeken/?q=opvang")


def test_a_name_is_shown_as_text(site, page):
    body = suggestions("<img src=x onerror=alert(1)>")
    page.route(ADDRESS, lambda route: route.fulfill(body=body, content_type="application/json"))
    page.goto(f"{site}/themas/")
    type_letters(page, "opvang")

    expect(options(page)).to_have_text(["<img src=x onerror=alert(1)> begrip"])


def test_without_script_the_form_searches(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/themas/")
    expect(page.get_by_role("searchbox", name="Zoek in alles")).to_be_visible()
    field(page).fill("opvang")
    page.keyboard.press("Enter")

    page.wait_for_url("**/zoeken/?q=opvang")
    expect(page.locator("#gevonden")).to_have_text(re.compile(r"^\d+ resultaten$"))


@pytest.mark.parametrize("options_of_page", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
@pytest.mark.parametrize(("path", "name"), [("/themas/", "#kop-zoek"), ("/", "#zoek"), ("/initiatieven/", "#q")])
def test_the_open_list_has_no_faults_and_fits_a_phone(site, open_page, axe, path, name, options_of_page):
    page = open_page(width=320, height=800, **options_of_page)
    page.goto(f"{site}{path}")
    type_letters(page, "statush", name)
    page.keyboard.press("ArrowDown")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert min(option.bounding_box()["height"] for option in options(page).all()) >= 24
