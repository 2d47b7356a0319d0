"""Every page is free of axe's faults, fits a phone and enlarged text; the finder works with and without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from initiatives.models import Initiative
from tests.support.public_urls import public_patterns, record_paths
from tests.support.thoroughness import IS_THOROUGH

pytestmark = pytest.mark.browser

FINDER = "/initiatieven/"
FILES = {"robots", "sitemap", "security_txt", "initiatives:feed", "history:feed", "search:suggestions"}
FILES |= {"initiatives:export", "themes:bottlenecks_export", "initiatives:market_calendar", "qr_code"}
FILES |= {"opensearch", "linked:record", *(f"linked:{name}_data" for name in ("thesaurus", "catalogue", "vocabulary"))}
CODES = {"full": "INI-01", "foreign": "BUI-02", "proposal": "VST-01"}
AMSTERDAM, CITIES = "24-uursopvang-ongedocumenteerden-amsterdam", "lvv-pilot-in-vijf-steden"
COMPARE = f"{FINDER}vergelijken/?i={AMSTERDAM}"
PLACES = {
    "compare one": COMPARE,
    "compare two": f"{COMPARE}&i={CITIES}",
    "compare four": f"{COMPARE}&i={CITIES}&i=pendelbus-ter-apel-emmen&i=hotelboot-oekrainers-texel",
    "finder with filters": f"{FINDER}?thema=opvang&status=lopend",
    "finder without results": f"{FINDER}?q=xyzzy",
    "finder with a wrong value": f"{FINDER}?thema=bestaat-niet",
    "finder, page 2": f"{FINDER}?pagina=2",
    "finder with all municipalities": f"{FINDER}?gemeente=utrecht&alle=gemeente",
    "choices": f"{FINDER}keuze/gemeente/?gemeente=utrecht&zoek=den",
    "rules that end": "/kaders/?stand=loopt-af",
    "rules with a wrong value": "/kaders/?stand=bestaat-niet",
    "search": "/zoeken/?q=opvang",
    "search, one kind": "/zoeken/?q=opvang&soort=begrippen",
    "search, misspelt": "/zoeken/?q=statushuoders",
    "search, partial": "/zoeken/?q=pendelbus+taalcafe",
    "search without results": "/zoeken/?q=xyzzy",
    "opportunities by province": "/kansenkaart/?kolommen=provincie&onderdelen=opvang&sorteer=limburg",
    "opportunities with a wrong value": "/kansenkaart/?sorteer=x",
    "signals with filters": "/knelpunten/?thema=bestuur&aan=rijk&jaar=2021&sorteer=jaren",
    "signals without results": "/knelpunten/?thema=gezin-en-studie",
    "signals with a wrong value": "/knelpunten/?jaar=x",
    "not found": "/bestaat-niet/",
}
PAGES = [*(name for name in public_patterns() if name not in FILES), *CODES, "poor", *PLACES]
# Four fifths of the time; so each width and each scheme is looked at once, and in `make drills` all of them.
CHECKED_IN_THE_DARK = "" if IS_THOROUGH else "color-contrast"
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } \
p { margin-block-end: 2em !important }"
LARGE = "html { font-size: 200% !important }"


def poor():
    """The initiative of which least is known."""
    bare = Initiative.objects.published().filter(results=None, situation="", lessons="")
    return min(bare, key=lambda initiative: len(initiative.approach)).get_absolute_url()


def path_of(name: str) -> str:
    """The path of one of the pages."""
    if name in CODES:
        return Initiative.objects.get(code=CODES[name]).get_absolute_url()
    if name == "poor":
        return poor()
    patterns = {**dict.fromkeys(PLACES, ()), **public_patterns()}
    if patterns[name]:
        return record_paths(limit=1)[name][0]
    return PLACES.get(name) or reverse(name)


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def restyle(page: Page, css: str) -> None:
    """Add a user style sheet; unlike a style element, the security policy lets it through."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }",
        css,
    )


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_faults_and_fits(site, same_page, axe, name):
    page = same_page
    page.goto(f"{site}{path_of(name)}")
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")

    assert axe(page) == []
    assert fits(page)
    restyle(page, SPACING)
    assert fits(page), "with wider text spacing"
    restyle(page, "")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert axe(page, without=CHECKED_IN_THE_DARK) == [], "on a wide screen"
    assert fits(page)
    page.emulate_media(color_scheme="dark")
    assert axe(page, only="color-contrast") == [], "on a dark screen"
    restyle(page, LARGE)
    assert fits(page), "with text of twice the size"


def test_skip_link_by_keyboard(site, page):
    page.goto(f"{site}{FINDER}")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link").first

    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert skip.bounding_box()["height"] >= 24
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_focus_is_visible_all_the_way(site, page):
    page.goto(f"{site}/")
    for _step in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def total(page: Page) -> int:
    """The number in the heading of the results."""
    return int(re.match(r"\d+", page.locator("#results-count").inner_text())[0])


def option(page: Page, facet: str, value: str):
    """A checkbox in the finder, made visible."""
    box = page.locator(f"[name={facet}][value={value}]")
    for summary in ("#filters > summary", f"#facet-{facet} > summary"):
        if not box.is_visible():
            page.locator(summary).click()
    return box


def open_finder(site: str, page: Page) -> int:
    """Open the finder and mark the page, so that a new one is noticed; returns the number of results."""
    page.goto(f"{site}{FINDER}")
    page.evaluate("document.body.dataset.mark = 'same page'")
    return total(page)


def is_same_page(page: Page) -> bool:
    return page.evaluate("document.body.dataset.mark") == "same page"


def test_a_choice_updates_the_results_in_place(site, page):
    before = open_finder(site, page)
    option(page, "thema", "opvang").check()
    page.wait_for_url("**/?*thema=opvang*")

    after = total(page)
    assert 0 < after < before
    assert is_same_page(page)
    expect(page.locator("[role=status]")).to_have_text(re.compile(rf"^{after} initiatie(f|ven) gevonden$"))
    expect(page.locator("[name=thema][value=opvang]")).to_be_focused()
    expect(page.locator("[name=thema][value=opvang]")).to_be_visible()
    assert page.locator("#results-count").count() == page.locator("#facets").count() == 1


def test_a_choice_by_keyboard(site, page, axe):
    open_finder(site, page)
    option(page, "doelgroep", "statushouders").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/?*doelgroep=statushouders*")

    expect(page.locator("[name=doelgroep][value=statushouders]")).to_be_checked()
    expect(page.locator("[name=doelgroep][value=statushouders]")).to_be_focused()
    assert axe(page) == []


def test_an_update_is_the_page_at_that_address(site, page, open_page):
    open_finder(site, page)
    option(page, "thema", "opvang").check()
    page.wait_for_url("**/?*thema=opvang*")
    page.get_by_role("combobox", name="Zoekwoorden").fill("azc")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?*q=azc*")
    other = open_page()
    other.goto(page.url)

    assert is_same_page(page)
    assert total(page) == total(other)
    assert page.locator(".chip").all_inner_texts() == other.locator(".chip").all_inner_texts()


def test_back_restores_what_was_there(site, page):
    before = open_finder(site, page)
    option(page, "thema", "opvang").check()
    page.wait_for_url("**/?*thema=opvang*")
    page.go_back()
    page.wait_for_url(f"**{FINDER}")

    expect(page.locator("#results-count")).to_have_text(re.compile(rf"^{before} "))
    expect(page.locator("header.page-header")).to_have_count(1)
    expect(page.locator("[name=thema][value=opvang]")).not_to_be_checked()


def test_the_same_form_works_without_script(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}{FINDER}")
    before = total(page)
    option(page, "thema", "opvang").check()
    page.get_by_role("button", name="Toon resultaten").click()
    page.wait_for_url("**/?*thema=opvang*")

    assert 0 < total(page) < before
    expect(page.locator("[name=thema][value=opvang]")).to_be_checked()
    page.get_by_role("link", name="Verwijder filter: Thema: Opvang").click()
    assert total(page) == before


def test_nothing_is_fetched_elsewhere_and_no_cookie_is_set(site, page):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    for path in ("/", FINDER, path_of("full")):
        page.goto(f"{site}{path}")

    assert len(fetched) > 5
    assert [address for address in fetched if not address.startswith(site)] == []
    assert page.context.cookies() == []
