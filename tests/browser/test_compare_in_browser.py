"""Comparing with the keyboard, on a phone and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.paper import longest_first, monster, sheets

pytestmark = pytest.mark.browser
COMPARE = "/initiatieven/vergelijken/"
AMSTERDAM, CITIES = "24-uursopvang-ongedocumenteerden-amsterdam", "lvv-pilot-in-vijf-steden"
BUS, BOAT = "pendelbus-ter-apel-emmen", "hotelboot-oekrainers-texel"
TWO = f"{COMPARE}?i={AMSTERDAM}&i={CITIES}"
FOUR = f"{TWO}&i={BUS}&i={BOAT}"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _step in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.labels?.[0] || document.activeElement).innerText")
        if (focused or "").strip().startswith(name):
            return
    raise AssertionError(name)


def test_two_are_picked_and_compared_with_the_keyboard(site, page):
    page.goto(f"{site}/initiatieven/{AMSTERDAM}/")
    tab_to(page, "Vergelijk")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{COMPARE}?i={AMSTERDAM}")
    tab_to(page, "LVV-pilot in vijf steden")
    page.keyboard.press("Space")
    tab_to(page, "Vergelijk")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{TWO}")

    expect(page.get_by_role("columnheader")).to_have_count(3)
    tab_to(page, "Toon alleen de verschillen")
    page.keyboard.press("Enter")
    page.wait_for_url("**&verschillen=1")
    expect(page.get_by_role("rowheader", name="Knelpunten", exact=True)).to_have_count(0)


def test_the_focus_is_never_under_the_titles(site, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(f"{site}{FOUR}")
    page.get_by_text("Toon de rest").last.focus()
    page.evaluate("scrollBy({top: 400, behavior: 'instant'})")
    for _step in range(12):
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(50)
        box = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert box >= page.evaluate("document.querySelector('.compare thead th').getBoundingClientRect().bottom") - 1


@pytest.mark.parametrize("width", [320, 375, 768])
def test_on_a_phone_the_values_stand_below_each_other(site, open_page, width):
    page = open_page(width=width, height=800)
    page.goto(f"{site}{TWO}")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile("^Gemeente")))
    header, first, second = (cell.bounding_box() for cell in row.locator("th, td").all())

    assert header["y"] < first["y"] < second["y"]
    assert header["x"] == first["x"] == second["x"]
    expect(row.get_by_role("cell").first).to_have_text(re.compile(r"^24-uursopvang.* Amsterdam\s*$"))
    expect(page.get_by_role("table")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_on_a_wide_screen_they_stand_side_by_side(site, page):
    page.goto(f"{site}{FOUR}")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile("^Gemeente")))
    boxes = [cell.bounding_box() for cell in row.locator("th, td").all()]

    assert len({box["y"] for box in boxes}) == 1
    assert boxes[0]["width"] < boxes[1]["width"]
    expect(page.locator(".compare__whose").first).to_be_hidden()


def test_what_can_be_pressed_is_large_enough(site, narrow_page):
    narrow_page.goto(f"{site}{TWO}")
    for subject in narrow_page.locator(".compare-subjects li a").all():
        assert subject.bounding_box()["height"] >= 24
        subject.click()
        for link in narrow_page.locator(".compare__away, .compare-tools a, .compare__subject:target summary").all():
            assert link.bounding_box()["height"] >= 24
    narrow_page.goto(f"{site}{COMPARE}?i={AMSTERDAM}")
    for box in narrow_page.locator(".pick [type=checkbox]").all():
        assert box.bounding_box()["height"] >= 24


def test_on_paper_it_lies_on_its_side_and_everything_is_open(site, page):
    page.goto(f"{site}{FOUR}")
    pdf = page.pdf(prefer_css_page_size=True)
    (width, height) = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    page.emulate_media(media="print")

    assert width > height
    for rest in page.locator(".compare__rest .prose").all():
        expect(rest).to_be_visible()
    for tool in page.locator(".compare-tools, .compare__away").all():
        expect(tool).to_be_hidden()
    expect(page.locator(".compare__printed")).to_contain_text("&i=")
    assert page.locator(".compare thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_on_a_phone_there_is_one_subject_at_a_time(site, open_page, script):
    page = open_page(width=375, height=800, java_script_enabled=script)
    page.goto(f"{site}{FOUR}")
    shown = page.locator(".compare__subject:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_id("onderwerp-1")
    page.get_by_role("navigation", name="Onderwerpen").get_by_role("link", name="Geld en tijd").click()

    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Kosten, eenmalig")
    page.get_by_role("link", name="Kies een ander onderwerp").click()
    expect(page.get_by_role("navigation", name="Onderwerpen")).to_be_in_viewport()


def test_what_has_most_text_fits_two_sheets(site, page):
    longest = longest_first()[:4]
    for slugs in (longest, longest[:3], longest[:2], [AMSTERDAM, CITIES, BUS, BOAT]):
        page.goto(f"{site}{COMPARE}?" + "&".join(f"i={slug}" for slug in slugs))

        assert sheets(page) <= 2, slugs
        expect(page.locator(".compare__printed")).to_contain_text("ingekort" if slugs[0] == longest[0] else "&i=")


@pytest.mark.parametrize("total", [2, 4])
def test_monsters_fit_two_sheets(live_server, page, total):
    words = "De gemeente, de corporatie en de vrijwilligers spraken elke week over GEMEENTEWERKWIJZE en W@W. "
    monsters = [monster(f"Nr{n} {words}", slug=f"{n}{'m' * 79}", code=f"M-{n}") for n in range(total)]
    slugs = [initiative.slug for initiative in monsters]
    page.goto(f"{live_server.url}{COMPARE}?" + "&".join(f"i={slug}" for slug in slugs))

    assert sheets(page) <= 2


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [COMPARE, f"{COMPARE}?i={AMSTERDAM}", FOUR, f"{FOUR}&i=bestaat-niet&verschillen=1"])
def test_nothing_for_axe_to_complain_about(site, open_page, axe, path, width):
    page = open_page(width=width, height=800)
    page.goto(f"{site}{path}")
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
