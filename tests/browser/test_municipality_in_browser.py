"""The tile map by keyboard, and choosing a municipality by typing, by keyboard, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.querySelector('title')?.textContent"


def open_map(site: str, page: Page):
    page.goto(f"{site}/gemeenten/")
    return page.locator("[data-tiles]")


def tab_to_the_map(page: Page) -> None:
    page.locator(".page-intro a").focus()
    page.keyboard.press("Tab")


def test_the_map_is_one_stop_and_arrows_go_from_tile_to_tile(site, page):
    tiles = open_map(site, page)
    tab_to_the_map(page)
    north = page.evaluate(FOCUSED)
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "End"):
        page.keyboard.press(key)
    south = page.evaluate(FOCUSED)
    page.keyboard.press("Tab")

    assert re.match(r"Schiermonnikoog, \d+ initiatie", north)
    assert re.match(r"Eijsden-Margraten|Vaals", south)
    assert tiles.locator("[tabindex='0']").count() == 1
    assert page.evaluate("document.activeElement.closest('svg')") is None


def test_a_tile_says_its_name_on_focus_and_on_hover_and_leads_to_its_page(site, page):
    tiles = open_map(site, page)
    readout = page.locator("[data-readout]")
    tiles.locator("a", has_text="Arnhem,").hover()
    expect(readout).to_have_text(re.compile(r"^Arnhem, \d+ initiatieven$"))
    tab_to_the_map(page)
    expect(readout).to_have_text(re.compile(r"^Schiermonnikoog, "))
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/schiermonnikoog/")


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_every_tile_is_large_enough(site, open_page, width):
    page = open_page(width=width)
    tiles = open_map(site, page)
    size = tiles.locator("a").first.bounding_box()

    assert size["width"] >= 24
    assert size["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_script_the_list_is_the_way(site, open_page):
    page = open_page(java_script_enabled=False)
    tiles = open_map(site, page)
    page.get_by_role("link", name="Liever een lijst?").click()
    page.locator("#lijst ~ details").first.get_by_role("link", name="Assen").click()

    page.wait_for_url("**/gemeenten/assen/")
    assert tiles.count() == 0


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("den ha", "Den Haag"),
        ("'s-grav", "Den Haag"),
        ("fryslan", "Noardeast-Fryslân"),
        ("den bosch", "'s-Hertogenbosch"),
    ],
)
def test_typing_suggests_municipalities_by_every_name(site, page, letters, name):
    page.goto(f"{site}/")
    field = page.get_by_role("combobox", name="Kies uw gemeente")
    field.press_sequentially(letters)
    option = page.locator("#zoals-suggesties [role=option]", has_text=name)
    expect(option).to_be_visible()
    option.click()
    page.wait_for_url("**/initiatieven/?zoals=*")

    expect(page.get_by_role("combobox", name="Kies uw gemeente")).to_have_value(name)
    expect(page.get_by_role("link", name=f"Verwijder: Gesorteerd op gelijkenis met {name}")).to_be_visible()


def test_choosing_by_keyboard_updates_the_finder_in_place(site, page, axe):
    page.goto(f"{site}/initiatieven/")
    page.evaluate("document.body.dataset.mark = 'same page'")
    page.get_by_role("combobox", name="Kies uw gemeente").press_sequentially("ede")
    expect(page.locator("#zoals-suggesties [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?*zoals=Ede*")

    assert page.evaluate("document.body.dataset.mark") == "same page"
    expect(page.locator("article").first).to_contain_text("Uw eigen gemeente")
    expect(page.locator("#sorteer option:checked")).to_have_text("Gemeenten zoals de mijne eerst")
    assert axe(page) == []


def test_without_script_it_is_a_list_to_choose_from(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/")
    page.locator("select#zoals").select_option("Ede")
    page.get_by_role("button", name="Toon voorbeelden").click()

    expect(page.locator("article").first).to_contain_text("Uw eigen gemeente")
    page.locator("article a").nth(1).click()
    page.wait_for_url("**/?zoals=ede")
    expect(page.get_by_text("Past dit bij Ede?")).to_be_visible()


def test_the_map_of_a_selection_after_an_update(site, page):
    page.goto(f"{site}/initiatieven/?weergave=kaart")
    page.locator("[name=thema][value=opvang]").check()
    page.wait_for_url("**/?*thema=opvang*")
    page.locator("[data-tiles] [tabindex='0']").focus()
    page.keyboard.press("ArrowDown")

    expect(page.locator("[data-readout]")).to_have_text(re.compile(r", \d+ initiatie"))
