"""The list that stays: with htmx, without a script, with the keyboard, on a phone; and the note at the end."""

import io
import re

import docx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FINDER = "/initiatieven/"
MAX_ACTIONS = 6


def tick(page: Page, number: int = 0):
    """The button at one of the cards."""
    return page.locator(".card .tick").nth(number)


def listed(page: Page) -> list[str]:
    """The codes in the address."""
    match = re.search(r"[?&]lijst=([^&#]*)", page.url)
    return match[1].split(".") if match else []


def test_a_tick_updates_bar_and_address_at_once_and_keeps_the_focus(site, page):
    page.goto(f"{site}{FINDER}?thema=opvang")
    code = tick(page, 2).get_attribute("value")
    page.evaluate("window.isSamePage = true")
    tick(page, 2).focus()
    page.keyboard.press("Space")
    page.wait_for_url(f"**lijst={code}")

    expect(page.locator("#uw-lijst")).to_contain_text("1 gekozen")
    expect(tick(page, 2)).to_have_attribute("aria-pressed", "true")
    expect(tick(page, 2)).to_be_focused()
    assert page.evaluate("window.isSamePage")
    for link in page.locator(".page-header .nav-bar a, .page-footer a[href^='/initiatieven/']").all():
        assert f"lijst={code}" in link.get_attribute("href")
    page.keyboard.press("Space")
    page.wait_for_url("**?thema=opvang")
    expect(page.locator("#uw-lijst")).to_be_hidden()
    assert "lijst" not in page.locator(".page-header .nav-bar a").first.get_attribute("href")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_it_survives_paging_filtering_views_a_page_and_back(site, open_page, script):
    page = open_page(java_script_enabled=script)
    page.goto(f"{site}{FINDER}")
    tick(page).click()
    page.wait_for_url("**lijst=*")
    first = listed(page)
    page.get_by_role("link", name="Volgende pagina").click()
    page.wait_for_url("**pagina=2*")
    tick(page, 1).click()
    expect(page.locator("#uw-lijst")).to_contain_text("2 gekozen")
    both = listed(page)
    page.get_by_role("link", name="Tabel").click()
    page.wait_for_url("**weergave=tabel*")
    assert listed(page) == both
    page.locator("th a").first.click()
    page.wait_for_url(lambda url: "weergave" not in url)
    assert listed(page) == both
    page.go_back()

    page.wait_for_url("**weergave=tabel*")
    assert listed(page) == both
    assert both[0] == first[0]
    expect(page.locator("#uw-lijst")).to_contain_text("2 gekozen")


def test_nothing_that_is_pressed_in_a_hurry_is_lost(site, page):
    page.goto(f"{site}{FINDER}")
    codes = [tick(page, number).get_attribute("value") for number in range(3)]
    page.evaluate("for (const button of [...document.querySelectorAll('.tick')].slice(0, 2)) button.click()")
    expect(page.locator("#uw-lijst")).to_contain_text("2 gekozen")
    assert listed(page) == codes[:2]
    page.evaluate(
        """for (const button of [document.querySelector("[name=thema]"), document.querySelectorAll(".tick")[2]])
             button.click()"""
    )
    expect(page.locator("#uw-lijst")).to_contain_text("3 gekozen")

    assert listed(page) == codes
    assert "thema=" in page.url


def test_without_a_script_one_returns_to_the_tick(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/themas/opvang/")
    code = tick(page, 3).get_attribute("value")
    tick(page, 3).click()

    page.wait_for_url(f"**/themas/opvang/?lijst={code}#kies-{code}")
    expect(page.locator(f"#kies-{code}")).to_be_in_viewport()
    expect(page.locator("#uw-lijst")).to_be_in_viewport()


def test_a_filter_keeps_it(site, page):
    page.goto(f"{site}{FINDER}")
    tick(page).click()
    page.wait_for_url("**lijst=*")
    codes = listed(page)
    page.locator("#facets input[type=checkbox]").first.check()
    page.wait_for_url("**thema=*")

    assert listed(page) == codes
    expect(page.locator("#uw-lijst")).to_contain_text("1 gekozen")


@pytest.mark.parametrize("way", ["keyboard", "phone"])
def test_with_one_question_to_three_examples_and_a_note(site, open_page, way):
    """A policy officer in Weert: each action is one press; typing, and moving the focus, are not."""
    page = open_page(width=375, height=800, has_touch=True) if way == "phone" else open_page()
    actions = []

    def press(locator) -> None:
        actions.append(locator)
        if way == "phone":
            locator.tap()
        else:
            locator.focus()
            page.keyboard.press("Enter")

    page.goto(f"{site}{FINDER}")
    page.fill("#q", "kleinschalige opvang")
    page.fill("#zoals", "Weert")
    press(page.locator("#finder-form .search-bar button"))
    for chosen in ("Gesorteerd op gelijkenis met Weert", "Zoekwoorden: kleinschalige opvang"):
        expect(page.get_by_role("list", name="Uw keuze")).to_contain_text(chosen, timeout=10_000)
    for number in range(3):
        press(tick(page, number))
        expect(page.locator("#uw-lijst")).to_contain_text(f"{number + 1} gekozen")
    press(page.locator("#uw-lijst").get_by_role("link", name="notitie"))
    page.wait_for_url("**/lijst/notitie/?zoals=weert&lijst=*")
    titles = page.locator(".memo h3").all_inner_texts()
    with page.expect_download() as download:
        press(page.get_by_role("link", name="Download voor Word"))
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))

    assert len(actions) <= MAX_ACTIONS
    assert len(titles) == 3
    assert document.paragraphs[0].text == "Notitie voor Weert: 3 voorbeelden"
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 3"] == titles


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_its_pages_are_accessible_and_fit(site, open_page, axe, width):
    page = open_page(width=width, height=800)
    for path in ("/lijst/", "/lijst/?zoals=weert", "/lijst/notitie/", "/lijst/notitie/?zoals=weert", FINDER):
        page.goto(f"{site}{path}{'&' if '?' in path else '?'}lijst=INI-01.INI-02")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")  # what the bar was over
        assert axe(page) == [], path


def test_the_bar_never_covers_what_has_the_focus(site, open_page):
    page = open_page(width=375, height=700, reduced_motion="reduce")
    page.goto(f"{site}{FINDER}?lijst=INI-01.INI-02")
    tick(page).focus()
    for _step in range(8):
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)
        bottom = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert bottom <= page.locator("#uw-lijst").bounding_box()["y"] + 1


def test_on_paper_the_note_has_no_buttons(site, page):
    page.goto(f"{site}/lijst/notitie/?lijst=INI-01.OPV-17")
    page.emulate_media(media="print")

    for hidden in (".memo-files", ".page-header", ".page-footer"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("width", [375, 768])
def test_a_tick_leaves_the_page_where_it_is_and_keeps_to_the_policy(site, open_page, width):
    page = open_page(width=width, height=800, has_touch=True)
    page.goto(f"{site}{FINDER}")
    empty_style = "document.querySelectorAll('[id]').forEach(e => { e.style.top = '0'; e.style.top = '' })"
    page.evaluate(empty_style)  # as tools of a browser leave it; an update must not copy it
    page.locator("#zoals").press_sequentially("weer")
    page.get_by_role("option", name="Weert").click()
    page.wait_for_url("**zoals=Weert*")
    expect(page.locator(".chips")).to_contain_text("Gesorteerd op gelijkenis met Weert")
    for number in range(2, 5):
        tick(page, number).scroll_into_view_if_needed()
        page.wait_for_function(
            "() => new Promise(done => { const y = scrollY; setTimeout(() => done(y === scrollY), 100) })"
        )
        before = page.evaluate("scrollY")
        tick(page, number).tap()
        expect(page.locator("#uw-lijst")).to_contain_text(f"{number - 1} gekozen")
        page.wait_for_timeout(100)
        assert abs(page.evaluate("scrollY") - before) < 50


@pytest.mark.parametrize("path", ["/", "/lijst/?lijst=INI-01.INI-02", "/lijst/notitie/?lijst=INI-01.INI-02"])
def test_a_municipality_from_the_list_sends_the_form(site, page, path):
    page.goto(f"{site}{path}")
    page.locator("#zoals").press_sequentially("weer")
    page.get_by_role("option", name="Weert").click()

    page.wait_for_url("**zoals=Weert*")
