"""The finder's lists: the first result in three tabs, all of the table in view, and a map that asks a finger first."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FINDER = "/initiatieven/"
SCROLLS = """() => [...document.querySelectorAll('main *')].filter((element) =>
    element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)
  ).map((element) => element.outerHTML.slice(0, 100))"""
OUTSIDE = """() => [...document.querySelectorAll('table :is(th, td), .card')].filter((cell) =>
    cell.scrollWidth > cell.clientWidth + 1 || cell.getBoundingClientRect().right > innerWidth).length"""


def press_tab_until(page: Page, is_there: str) -> int:
    """Press Tab until an expression about the `focused` element holds; how many times that took."""
    for times in range(1, 10):
        page.keyboard.press("Tab")
        if page.evaluate(f"(focused => {is_there})(document.activeElement)"):
            return times
    pytest.fail(f"never {is_there}")


@pytest.mark.parametrize("view", ["lijst", "tabel"])
def test_the_first_result_is_three_tabs_away(site, page, view):
    page.goto(f"{site}{FINDER}?thema=opvang&weergave={view}")
    tabs = press_tab_until(page, "focused.textContent === 'Naar de resultaten'")
    page.keyboard.press("Enter")
    first = page.locator("article h3 a, tbody th a").first
    tabs += press_tab_until(page, "focused.matches('article h3 a, tbody th a')")

    expect(first).to_be_focused()
    assert tabs <= 3


@pytest.mark.parametrize(("width", "first"), [(1280, "#facet-thema > summary"), (375, "#filters > summary")])
def test_the_filters_are_four_tabs_away(site, open_page, width, first):
    page = open_page(width=width)
    page.goto(f"{site}{FINDER}")
    tabs = press_tab_until(page, "focused.textContent === 'Naar de filters'")
    page.keyboard.press("Enter")
    tabs += press_tab_until(page, "focused.matches('summary')")

    expect(page.locator(first)).to_be_focused()
    assert tabs <= 4


@pytest.mark.parametrize("width", [1280, 1024, 375, 320])
def test_every_column_is_in_view(site, open_page, width):
    page = open_page(width=width)
    page.goto(f"{site}{FINDER}?weergave=tabel&zoals=ede")

    assert page.locator("thead th").all_inner_texts()[-1] == "Zoals Ede"
    assert page.evaluate(OUTSIDE) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_scrolls_in_the_page_and_folds_open_without_script(site, open_page):
    page = open_page(java_script_enabled=True)
    page.goto(f"{site}{FINDER}?alle=gemeente")
    for summary in page.locator(".facet > summary").all():
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    assert page.evaluate(SCROLLS) == []

    page = open_page(java_script_enabled=False)
    page.goto(f"{site}{FINDER}")
    boxes = page.locator("#facet-status [type=checkbox]").locator("visible=true")
    expect(boxes).to_have_count(6)
    page.locator("#meer-status > summary").click()
    assert boxes.count() > 7
    expect(page.locator("[name=thema][value=kleinschalige-opvang]")).to_be_hidden()
    page.locator("#delen-opvang > summary").click()
    page.locator("[name=thema][value=kleinschalige-opvang]").check()
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page.locator("[name=thema][value=kleinschalige-opvang]")).to_be_visible()


def tap_groningen(page: Page, site: str) -> None:
    page.goto(f"{site}{FINDER}?weergave=kaart")
    tile = page.locator("[data-tiles] a", has_text=re.compile("^Groningen, "))
    tile.scroll_into_view_if_needed()
    box = tile.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_finger_is_asked_before_it_leaves(site, open_page, axe):
    page = open_page(width=375, height=800, has_touch=True, is_mobile=True)
    tap_groningen(page, site)
    expect(page.locator("[data-readout]")).to_contain_text(re.compile(r"^Groningen, \d+ initiatieven"))
    assert page.url.endswith("weergave=kaart")
    assert axe(page) == []
    page.get_by_role("link", name="Bekijk deze gemeente").tap()

    page.wait_for_url("**/?gemeente=groningen")


@pytest.mark.parametrize("name", ["Schiermonnikoog", "Utrecht", "Maastricht", "Emmen"])
def test_the_name_of_a_tile_is_in_view_on_a_phone(site, open_page, name):
    page = open_page(width=375, height=800)
    page.goto(f"{site}{FINDER}?weergave=kaart&zoals=weert")
    page.locator("[data-tiles] a", has_text=re.compile(f"^{name}, ")).hover()
    readout, map_box = (page.locator(part).bounding_box() for part in (".tile-map__readout", ".tile-map__scroll"))

    expect(page.locator("[data-readout]")).to_contain_text(name)
    for start, size in [("x", "width"), ("y", "height")]:
        assert map_box[start] <= readout[start]
        assert readout[start] + readout[size] <= map_box[start] + map_box[size]


@pytest.mark.parametrize(
    "query", ["q=vreemdelingenvoorzieningen", "zoals=ede", "q=vreemdelingenvoorzieningen&zoals=ede"]
)
def test_no_word_of_the_table_is_cut(site, page, query):
    page.goto(f"{site}{FINDER}?weergave=tabel&{query}")
    cells = page.locator(".table--finder :is(th, td)")
    cells.evaluate_all("(all) => all.forEach((cell) => { cell.style.overflowWrap = 'normal' })")

    assert cells.count() > 16
    assert cells.evaluate_all("(all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth + 1)") == []


def test_without_script_a_finger_takes_the_list(site, open_page):
    page = open_page(width=375, height=800, has_touch=True, is_mobile=True, java_script_enabled=False)
    tap_groningen(page, site)
    assert page.url.endswith("weergave=kaart")
    page.get_by_role("link", name="Kies een gemeente uit de lijst").click()
    page.get_by_role("link", name="Groningen", exact=True).click()

    page.wait_for_url("**/?gemeente=groningen")


def test_the_name_of_a_tile_moves_nothing(site, page):
    page.goto(f"{site}/gemeenten/")
    tile, heading = page.locator("[data-tiles] a", has_text="Arnhem,"), page.locator("#lijst")
    tile.scroll_into_view_if_needed()
    before = heading.bounding_box()
    tile.hover()
    name = page.locator("[data-readout]")
    expect(name).to_be_visible()

    assert heading.bounding_box() == before
    assert abs(name.bounding_box()["y"] - tile.bounding_box()["y"]) < 100
