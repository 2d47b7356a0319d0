"""The floor plan and the form behind it in a real browser: no barriers, no sideways scrolling, and it works."""

import pytest
from playwright.sync_api import Page, expect

from tests.support import desk, make

from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [1280, 320]


@pytest.fixture
def edition(live_server):
    """A market with six streets of three stalls, one of them with the longest texts, and an editor."""
    make.editor()
    edition = make.market(organiser=make.organisation(), publication=make.publication())
    for theme in [make.theme(name=f"Thema {number}", slug=slug) for number, slug in enumerate(SLUGS, 1)]:
        for _stall in range(3):
            edition.stands.create(initiative=make.initiative(main_theme=theme))
    make.initiative(title="Taalcoaches")
    long = make.initiative(title="lang" * 30, main_theme=theme)
    edition.stands.create(initiative=long, note="n" * 200)
    return edition


SLUGS = ["opvang", "huisvesting", "integratie", "arbeidsmigratie", "oekraine", "ongedocumenteerden"]


def wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_plan_has_no_barriers(live_server, edition, open_page, axe, width):
    page = open_page(width=width)
    page.goto(f"{live_server.url}/inspiratiemarkt/")

    assert axe(page) == []
    assert not wide(page)
    page.get_by_role("navigation", name="Straten van de markt").get_by_role("link", name="Thema 6").click()
    expect(page.get_by_role("heading", name="Thema 6", exact=True)).to_be_in_viewport()


def test_streets_are_on_all_sides_of_the_square(live_server, edition, open_page):
    page = open_page(width=1280)
    page.goto(f"{live_server.url}/inspiratiemarkt/")
    boxes = [street.bounding_box() for street in page.locator(".market-street").all()]
    square = page.locator(".market-plan__square").bounding_box()

    assert boxes[0]["y"] + boxes[0]["height"] <= square["y"]
    assert all(box["x"] + box["width"] <= square["x"] for box in boxes[1:5:2])
    assert all(square["x"] + square["width"] <= box["x"] for box in boxes[2:5:2])
    assert square["y"] + square["height"] <= boxes[5]["y"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_has_no_barriers(live_server, edition, open_page, axe, width):
    page = open_page(width=width, bypass_csp=True)
    log_in(page, live_server.url)
    page.goto(live_server.url + desk.address(edition))
    page.wait_for_load_state("networkidle")

    assert axe(page) == []
    assert not wide(page)


def test_an_editor_places_a_stall(live_server, edition, page):
    log_in(page, live_server.url)
    page.goto(live_server.url + desk.address(edition))
    page.click("#stands-group .add-row a")
    page.click("#stands-19 .select2-selection")
    page.locator(".select2-search--dropdown input").press_sequentially("taalc")
    page.locator(".select2-results__option", has_text="Taalcoaches").click()
    page.fill("#id_stands-19-position", "1")
    page.click("input[name=_save]")

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert str(edition.stands.first()) == "Taalcoaches"
