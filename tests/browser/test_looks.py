"""How the site looks to whoever sees it otherwise: in forced colours, without motion, on paper; and the style guide."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

FINDER = "/initiatieven/?pagina=2"
STYLE = "/over/stijl/"
MOVES = """() => [...document.querySelectorAll('*')].filter((element) => {
    const { animationName, transitionDuration } = getComputedStyle(element);
    return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
  }).map((element) => element.outerHTML.slice(0, 100))"""
UNDRAWN = """() => [...document.querySelectorAll('.icon use')]
  .filter((use) => use.getBoundingClientRect().width === 0).map((use) => use.getAttribute('href'))"""
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"


def style(locator: Locator, name: str) -> str:
    """The computed value of a property of CSS."""
    return locator.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def screenshots(tmp_path: Path) -> Path:
    """Where pictures go: to the folder that SCREENSHOTS names, or else away after the tests."""
    return Path(os.environ.get("SCREENSHOTS") or tmp_path)


@pytest.fixture
def forced(open_page: Callable[..., Page]) -> Page:
    """A page in the visitor's own few colours, such as high contrast in Windows."""
    return open_page(forced_colors="active")


@pytest.mark.parametrize(
    ("path", "chosen", "other"),
    [
        (FINDER, ".pagination__link[aria-current]", ".pagination__list a"),
        (FINDER, ".nav-bar__link[aria-current]", ".nav-bar__link:not([aria-current])"),
        (STYLE, ".suggestions__option[aria-selected=true]", ".suggestions__option[aria-selected=false]"),
    ],
)
def test_what_is_chosen_shows_in_forced_colours(site, forced, path, chosen, other):
    forced.goto(f"{site}{path}")
    looks = [
        (style(forced.locator(it).first, "backgroundColor"), style(forced.locator(it).first, "color"))
        for it in (chosen, other)
    ]

    assert looks[0] != looks[1]
    assert looks[0][0] != looks[0][1]


def test_focus_shows_in_forced_colours(site, forced):
    forced.goto(f"{site}{STYLE}")
    for selector in (".button", ".chip", ".text-input", ".card__title a", ".facet__summary", "[type=checkbox]"):
        element = forced.locator(f"main {selector}").first
        element.focus()
        forced.keyboard.press("Shift+Tab")
        forced.keyboard.press("Tab")
        expect(element).to_be_focused()
        assert style(element, "outlineStyle") == "solid", selector
        assert float(style(element, "outlineWidth").removesuffix("px")) >= 2, selector
        assert style(element, "outlineColor") != style(forced.locator("body"), "backgroundColor"), selector


@pytest.mark.parametrize("selector", [".button", ".chip", ".data-badge--lopend", ".card", ".text-input", ".callout"])
def test_boxes_keep_their_edge_in_forced_colours(site, forced, selector):
    forced.goto(f"{site}{STYLE}")
    box = forced.locator(f"main {selector}").first

    assert style(box, "borderInlineStartStyle") in {"solid", "dashed"}
    assert style(box, "borderInlineStartColor") != style(forced.locator("body"), "backgroundColor")


def test_nothing_moves_for_who_does_not_want_it(site, open_page):
    page = open_page(reduced_motion="reduce")
    for path in ("/", FINDER, STYLE):
        page.goto(f"{site}{path}")
        assert style(page.locator("html"), "scrollBehavior") == "auto"
        assert page.evaluate(MOVES) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_what_can_be_read(site, open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.goto(f"{site}{FINDER}")
    page.emulate_media(media="print", color_scheme=scheme)

    for selector in (".nav-bar", "search", ".pagination", ".page-footer", ".skip-link"):
        for hidden in page.locator(selector).all():
            expect(hidden).to_be_hidden()
    for selector in ("h1", "#results-count", ".card__title", ".page-header__name"):
        expect(page.locator(selector).first).to_be_visible()
    expect(page.get_by_text(f"{FINDER}")).to_be_visible()
    assert style(page.locator("body"), "backgroundColor") in {WHITE, "rgba(0, 0, 0, 0)"}
    assert style(page.locator("h1"), "color") == BLACK


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_style_guide_fits_and_every_icon_is_drawn(site, open_page, tmp_path, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    page.goto(f"{site}{STYLE}")
    page.wait_for_function(f"({UNDRAWN})().length === 0")
    page.screenshot(path=screenshots(tmp_path) / f"style-{width}-{scheme}.png", full_page=True, timeout=60_000)

    assert page.locator(".icon use").count() > 30
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    boxes = page.locator(".card, .specimen, .swatch").filter(visible=True)
    assert boxes.evaluate_all("(all) => all.filter((box) => box.scrollWidth > box.clientWidth + 1)") == []


@pytest.mark.parametrize("width", [320, 375])
def test_no_number_of_the_coverage_is_out_of_sight(site, open_page, width):
    page = open_page(width=width)
    page.goto(f"{site}/dekking/")
    tables = page.locator(".table-wrapper")

    assert tables.count() > 1
    assert tables.evaluate_all("(all) => all.filter((box) => box.scrollWidth > box.clientWidth)") == []
