"""The long lists of the finder, opened in place: searched and ticked with the keyboard, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FINDER = "/initiatieven/"
SEARCHES = [("q", "taal", "Enter"), ("q", "taal", "button"), ("zoals", "Weert", "Enter")]
LINK = re.compile(r"^Zoek in alle \d+ gemeenten$")


def focus(page: Page) -> str:
    """The id of what has the focus, or its value without one."""
    return page.evaluate("document.activeElement.id || document.activeElement.value")


def in_view(page: Page) -> bool:
    """Whether what has the focus can be seen, also inside a list that scrolls."""
    return page.evaluate(
        """() => {
            const box = document.activeElement.getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return document.activeElement === at;
        }"""
    )


def names(page: Page) -> list[str]:
    """The municipalities that can be seen."""
    labels = page.locator("#facet-gemeente .facet__list label:visible").all_inner_texts()
    return [re.sub(r"\s*\(\d+\)$", "", label).strip() for label in labels]


def open_list(site: str, page: Page, query: str = "") -> None:
    """Open the list of all municipalities with the keyboard."""
    page.goto(f"{site}{FINDER}{query}")
    page.evaluate("document.body.dataset.mark = 'same page'")
    if not page.locator("#facet-thema").is_visible():
        page.locator("#filters > summary").press("Enter")
    if not page.locator("#facet-gemeente[open]").count():
        page.locator("#facet-gemeente > summary").press("Enter")
    page.get_by_role("link", name=LINK).press("Enter")
    expect(page.locator("#zoek-gemeente")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 320])
def test_all_municipalities_with_the_keyboard(site, open_page, axe, width):
    page = open_page(width=width)
    open_list(site, page)
    assert len(names(page)) > 50
    page.keyboard.type("zutph")

    assert names(page) == ["Zutphen"]
    expect(page.locator("#facet-gemeente [aria-live]")).to_have_text(re.compile(r"^Gevonden: 1 van \d+$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/?*gemeente=zutphen*")
    expect(page.locator("#finder-status")).to_have_text(re.compile(r"^\d+ initiatieven gevonden$"))
    expect(page.locator("[name=gemeente][value=zutphen]")).to_be_checked()
    assert focus(page) == "zutphen"
    assert in_view(page)
    expect(page.locator("#zoek-gemeente")).to_have_value("zutph")
    assert names(page) == ["Zutphen"]
    assert page.evaluate("document.body.dataset.mark") == "same page"
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_one_municipality_after_another(site, page):
    open_list(site, page)
    for letters, slug in [("groni", "groningen"), ("utre", "utrecht")]:
        page.locator("#zoek-gemeente").fill(letters)
        page.locator(f"[name=gemeente][value={slug}]").check()
        page.wait_for_url(f"**/?*gemeente={slug}*")
        expect(page.locator(f"[name=gemeente][value={slug}]")).to_be_checked()

    expect(page.locator(".chip")).to_have_text([re.compile("Gemeente: Groningen"), re.compile("Gemeente: Utrecht")])
    expect(page.get_by_role("group", name="Gekozen").get_by_role("checkbox")).to_have_count(2)


def test_what_disappears_gives_the_focus_to_its_list(site, page):
    open_list(site, page, "?gemeente=zwolle")
    page.locator("[name=gemeente][value=zwolle]").press("Space")
    page.wait_for_url(lambda address: "gemeente=zwolle" not in address)

    expect(page.locator("[name=gemeente][value=zwolle]")).to_have_count(0)
    assert focus(page) == "zoek-gemeente"


def test_accents_apostrophes_and_other_names(site, page):
    open_list(site, page)
    for letters in ["s hertog", "'s-Hertog", "’s-hertog", "DEN BOSCH"]:
        page.locator("#zoek-gemeente").fill(letters)
        assert names(page) == ["'s-Hertogenbosch"]
    page.locator("#zoek-gemeente").fill("")
    assert len(names(page)) > 50


def test_looking_in_the_list_changes_no_results(site, page):
    open_list(site, page)
    before = page.url
    page.keyboard.type("zutph")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)

    assert page.url == before
    assert names(page) == ["Zutphen"]


def test_the_focus_stays_on_a_box_far_down_a_list(site, page):
    page.goto(f"{site}{FINDER}")
    box = page.locator("#facet-thema input").locator("visible=true").last
    value = box.get_attribute("value")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/?*thema=*")

    expect(page.locator(f"#facet-thema [value={value}]")).to_be_checked()
    assert focus(page) == value
    assert in_view(page)


def test_the_focus_stays_on_a_phone_where_filters_are_closed_at_first(site, narrow_page):
    page = narrow_page
    page.goto(f"{site}{FINDER}")
    page.locator("#filters > summary").press("Enter")
    page.locator("#facet-grootte > summary").press("Enter")
    box = page.locator("#facet-grootte input").first
    value = box.get_attribute("value")
    box.press("Space")
    page.wait_for_url("**/?*grootte=*")

    expect(page.locator(f"#facet-grootte [value={value}]")).to_be_checked()
    assert focus(page) == value
    assert in_view(page)


@pytest.mark.parametrize(("field", "words", "way"), SEARCHES)
def test_a_search_is_one_request_and_one_step_back(site, page, field, words, way):
    page.goto(f"{site}{FINDER}")
    asked, address = [], re.compile(rf"{FINDER}\?.*{field}={words}")
    page.on("request", lambda request: address.search(request.url) and asked.append(request.url))
    before = page.evaluate("history.length")
    page.locator(f"#{field}").fill(words)
    if way == "Enter":
        page.locator(f"#{field}").press("Enter")
    else:
        page.locator("#finder-form .search-bar > .button").click()
    page.wait_for_url(f"**{FINDER}?*{field}={words}*")
    page.wait_for_load_state("networkidle")

    assert len(asked) == page.evaluate("history.length") - before == 1
    page.go_back()
    page.wait_for_url(f"**{FINDER}")


def test_a_button_keeps_the_focus(site, page):
    page.goto(f"{site}{FINDER}")
    with page.expect_response(f"**{FINDER}"):
        page.get_by_role("button", name="Toon resultaten").press("Enter")
    expect(page.locator("#finder-status")).to_have_text(re.compile(r"^\d+ initiatieven gevonden$"))

    expect(page.get_by_role("link", name=re.compile(r"^Toon \d+ initiatieven$"))).to_be_focused()


def test_without_script_the_list_is_a_page(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}{FINDER}?land=nederland")
    page.locator("#facet-gemeente > summary").click()
    page.get_by_role("link", name=LINK).click()
    page.wait_for_url("**/keuze/gemeente/?land=nederland")
    page.get_by_label(LINK).fill("zutph")
    page.keyboard.press("Enter")
    page.wait_for_url("**/keuze/gemeente/?*zoek=zutph*")
    boxes = page.locator("main [type=checkbox]:visible")
    expect(boxes).to_have_count(1)
    boxes.check()
    page.get_by_role("button", name="Toon resultaten").click()
    page.wait_for_url(f"**{FINDER}?*gemeente=zutphen*")

    expect(page.locator(".chip")).to_have_text([re.compile("Gemeente: Zutphen"), re.compile("Land: Nederland")])


def test_what_was_ticked_survives_looking_for_more(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}{FINDER}keuze/gemeente/")
    page.locator("[name=gemeente][value=utrecht]").check()
    page.get_by_label(LINK).fill("zutph")
    page.get_by_role("button", name="Zoek", exact=True).last.click()
    page.wait_for_url("**zoek=zutph*")

    expect(page.locator("[name=gemeente][value=utrecht]")).to_be_checked()
    expect(page.get_by_role("group", name="Gekozen")).to_be_visible()


def test_on_the_page_typing_looks_too(site, page, axe):
    page.goto(f"{site}{FINDER}keuze/gemeente/?zoek=zutph")
    visible = page.locator("main label:visible:has([type=checkbox])")
    expect(visible).to_have_count(1)
    page.get_by_label(LINK).fill("eindh")

    expect(visible).to_have_text([re.compile("Eindhoven")])
    assert axe(page) == []
    page.get_by_label(LINK).fill("")
    assert visible.count() > 50


def test_an_opened_list_in_an_address_needs_no_script(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}{FINDER}?alle=gemeente")
    page.locator("#facet-gemeente > summary").click()

    assert page.locator("#facet-gemeente [type=checkbox]:visible").count() > 50
    expect(page.locator("#zoek-gemeente")).to_be_hidden()


def test_a_choice_too_many_is_explained(site, open_page):
    page = open_page(width=1280)
    page.goto(f"{site}{FINDER}")
    fields = "<input name=i value=1>" * 50
    page.evaluate(f"document.querySelector('#finder-form').insertAdjacentHTML('beforeend', '{fields}')")
    page.locator("#facet-status input").first.click()

    expect(page.locator("h1")).to_have_text("Dit webadres is te lang")
