"""On a phone: a low header with a menu that needs no script, and pages that fold what can wait."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
MAX_HEADER, MAX_PAGE = 120, 6_000  # pixels
BUNDLE = "/stapels/kleine-opvang-in-een-dorp/"
LONGEST_BUNDLE = "/stapels/opvang-van-mensen-zonder-verblijfsrecht/"
COMPARE = "/initiatieven/vergelijken/?i=24-uursopvang-ongedocumenteerden-amsterdam&i=lvv-pilot-in-vijf-steden"
COMPARE_FOUR = f"{COMPARE}&i=pendelbus-ter-apel-emmen&i=hotelboot-oekrainers-texel"
TABLE = "/initiatieven/?weergave=tabel"
LONGEST = "/initiatieven/24-uursopvang-ongedocumenteerden-amsterdam/"
PAGES = [
    *("/", "/initiatieven/", LONGEST, "/stapels/", BUNDLE, "/themas/opvang/", "/themas/integratie/"),
    *("/gemeenten/", "/gemeenten/urk/", "/gemeenten/utrecht/", "/kaders/", "/begrippen/"),
    *(
        TABLE,
        f"{TABLE}&zoals=ede",
        COMPARE,
        COMPARE_FOUR,
        LONGEST_BUNDLE,
        "/knelpunten/",
        "/zoeken/?q=taal",
        "/zoeken/?q=opvang",
        "/over/",
        "/privacy/",
        "/open-data/",
        "/bronnen/",
        "/begrippen/asielzoekerscentrum/",
        "/kaders/richtlijn-tijdelijke-bescherming/",
        "/initiatieven/tussenvoorziening-eelde-tuvo/raadspagina/?zoals=weert",
        "/lijst/notitie/?lijst=OPV-01.OPV-02.OPV-17&zoals=weert",
    ),
]


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    return open_page(width=375, height=800)


def test_the_header_is_low_and_no_page_is_endless(site, phone):
    headers, heights = {}, {}
    for path in PAGES:
        phone.goto(f"{site}{path}")
        headers[path] = phone.locator(".page-header").bounding_box()["height"]
        heights[path] = phone.evaluate("document.documentElement.scrollHeight")

    assert {path: height for path, height in headers.items() if height > MAX_HEADER} == {}
    assert {path: height for path, height in heights.items() if height > MAX_PAGE} == {}


@pytest.mark.parametrize("path", ["/", TABLE])
def test_the_header_is_low_on_the_smallest_phone(site, open_page, path):
    page = open_page(width=320, height=600)
    page.goto(f"{site}{path}")

    assert page.locator(".page-header").bounding_box()["height"] <= MAX_HEADER


def test_the_table_and_the_results_fold_without_script(site, open_page):
    page = open_page(width=375, height=800, java_script_enabled=False)
    for path, rows in [(TABLE, "tbody th"), ("/knelpunten/", ".signal__title"), ("/zoeken/?q=opvang", ".found__title")]:
        page.goto(f"{site}{path}")
        last, shown = page.locator(rows).last, page.locator(rows).filter(visible=True)
        before = shown.count()
        expect(last).to_be_hidden()
        page.get_by_text("Toon nog").last.click()
        expect(last).to_be_visible()
        assert shown.count() > before


def test_the_menu_and_the_folds_need_no_script(site, open_page):
    page = open_page(width=375, height=800, java_script_enabled=False)
    page.goto(f"{site}{BUNDLE}")
    link, sources = page.get_by_role("link", name="Knelpunten", exact=True), page.locator(".sources")
    expect(link).to_be_hidden()
    expect(sources).to_be_hidden()
    page.get_by_text("bronnen", exact=False).filter(has_text="Toon").click()
    expect(sources).to_be_visible()
    page.get_by_text("Menu", exact=True).click()
    link.click()

    page.wait_for_url("**/knelpunten/")


def test_the_menu_button_stands_below_a_name_in_large_letters(site, open_page):
    page = open_page(width=320, height=800)
    page.goto(f"{site}/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    name, button = page.locator(".page-header__name").bounding_box(), page.locator(".menu__button").bounding_box()

    assert button["y"] >= name["y"] + name["height"]


def test_a_wide_screen_and_paper_show_what_a_phone_folds(site, page, phone):
    page.goto(f"{site}{BUNDLE}")
    phone.goto(f"{site}{BUNDLE}")
    expect(phone.locator(".sources")).to_be_hidden()
    phone.emulate_media(media="print")

    expect(page.get_by_role("link", name="Knelpunten", exact=True)).to_be_visible()
    expect(page.get_by_text("Menu", exact=True)).to_be_hidden()
    for screen in (page, phone):
        for selector in (".sources", ".checklist"):
            expect(screen.locator(selector)).to_be_visible()
        expect(screen.locator(".fold > summary").first).to_be_hidden()


def test_a_wide_screen_and_paper_show_the_whole_table(site, page, phone):
    page.goto(f"{site}{TABLE}")
    phone.goto(f"{site}{TABLE}")
    phone.emulate_media(media="print")

    for screen in (page, phone):
        expect(screen.locator("tbody th").filter(visible=True)).to_have_count(20)
        expect(screen.locator("tbody .fold")).to_be_hidden()


def test_the_side_of_an_example_begins_at_its_first_heading(site, page):
    page.goto(f"{site}{LONGEST}")
    side, heading = (
        page.locator(name).bounding_box() for name in (".initiative__side", ".initiative__side h2 >> nth=0")
    )

    assert heading["y"] - side["y"] < 30


def test_home_has_one_field_for_words_and_one_for_the_municipality(site, page):
    page.goto(f"{site}/")

    assert page.locator("input:visible, select:visible").count() - page.locator(".card input:visible").count() == 2


def test_the_way_to_the_results_stays_in_view_below_the_filters(site, phone):
    phone.goto(f"{site}/initiatieven/")
    phone.locator("#filters > summary").click()
    expect(phone.locator("#toon")).to_be_in_viewport(ratio=1)
    phone.locator("#facet-thema input").first.check()
    way = phone.get_by_role("link", name=re.compile(r"^Toon \d+ initiatieven$"))
    expect(way).to_be_in_viewport(ratio=1)
    number = re.search(r"\d+", way.inner_text())[0]
    way.click()

    expect(phone.locator("#results-count")).to_be_in_viewport()
    expect(phone.locator("#results-count")).to_have_text(re.compile(f"^{number} "))


def test_the_list_does_not_cover_the_way_to_the_results(site, phone):
    phone.goto(f"{site}/initiatieven/?lijst=INI-01.INI-02")
    phone.locator("#filters > summary").click()
    way, shortlist = (phone.locator(name).bounding_box() for name in ("#toon", "#uw-lijst"))

    assert way["y"] + way["height"] <= shortlist["y"]


def test_nothing_of_a_table_or_an_address_is_cut(site, phone):
    fits = "[...document.querySelectorAll('.table-wrapper')].every(e => e.scrollWidth <= e.clientWidth)"
    for path in ("/kaders/", "/privacy/", "/dekking/", "/open-data/", "/open-data/velden/"):
        phone.goto(f"{site}{path}")
        phone.evaluate("for (const fold of document.querySelectorAll('.fold')) fold.open = true")
        assert phone.evaluate(fits), path
    lines = "e => e.getClientRects().length"
    assert phone.locator(".page-footer a[href^='mailto:']").evaluate(lines) == 1
