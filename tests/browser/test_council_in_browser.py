"""The paper for the council: at most two sheets of A4, whatever an editor wrote."""

import pytest
from playwright.sync_api import expect

from tests.support import make
from tests.support.paper import longest_first, monster, sheets
from tests.support.thoroughness import tries

pytestmark = pytest.mark.browser
INITIATIVE = "/initiatieven/24-uursopvang-ongedocumenteerden-amsterdam/"
WIDTH_ON_PAPER, HEIGHT_ON_PAPER = 680, 980  # CSS pixels of text on a sheet of A4
PARTS = ".sheet__part, .sheet__foot"
WORDS = "De gemeente, de corporatie en de vrijwilligers spraken elke week over de voortgang van dit initiatief. "


def test_the_records_with_most_text_fit_two_sheets(site, page):
    for slug in longest_first()[: tries(12, None)]:
        page.goto(f"{site}/initiatieven/{slug}/raadspagina/")

        assert sheets(page) <= 2, slug
        expect(page.get_by_text("ngekort")).to_have_count(0)


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        "Woord. ",
        "GEMEENTEWERKWIJZE ",
        "W" * 120,
        "- punt\n",
        "1. punt\n\n",
        "> > > citaat\n\n",
        "# Kop\n\n",
        "**Vet** ",
    ],
    ids=["sentences", "short sentences", "capitals", "no spaces", "list", "numbers", "quotes", "headings", "bold"],
)
def test_a_monster_fits_two_sheets(live_server, page, words):
    page.goto(f"{live_server.url}{monster(words).get_absolute_url()}raadspagina/")

    expect(page.locator(".sheet__more").first).to_be_visible()
    assert sheets(page) == 2


@pytest.mark.parametrize("words", [WORDS, "W" * 120], ids=["sentences", "no spaces"])
def test_a_monster_fits_two_sheets_with_what_it_means_for_a_municipality(live_server, page, words):
    theme = make.theme(name="Thema " * 20)
    own = make.municipality(name="Sint " * 12, population=51_000)
    for _number in range(4):
        make.initiative(title=words[:120], main_theme=theme, themes=[theme], municipalities=[own])
    initiative = monster(words, main_theme=theme)
    page.goto(f"{live_server.url}{initiative.get_absolute_url()}raadspagina/?zoals={own.slug}")

    if words == WORDS:
        expect(page.locator("#betekenis")).to_be_visible()
    assert sheets(page) == 2


@pytest.mark.parametrize("sentences", range(22, 42, 4))
def test_no_few_lines_are_alone_on_a_second_sheet(live_server, page, sentences):
    initiative = make.initiative(slug="net-een", summary=WORDS, approach=WORDS * 11, lessons=WORDS * (sentences - 22))
    page.set_viewport_size({"width": WIDTH_ON_PAPER, "height": 900})
    page.goto(f"{live_server.url}{initiative.get_absolute_url()}raadspagina/")
    page.emulate_media(media="print")
    line = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.sheet')).lineHeight)")
    bottoms = [part.bounding_box()["y"] + part.bounding_box()["height"] for part in page.locator(PARTS).all()]

    assert sheets(page) == 1 or bottoms[-1] > HEIGHT_ON_PAPER + line
    assert bottoms[-1] - bottoms[-3] > 6 * line  # the last two parts stay together


def test_the_paper_for_the_council_has_a_hint_that_is_not_printed(site, page, axe):
    page.goto(f"{site}{INITIATIVE}raadspagina/")
    hint = page.get_by_text("Druk af met Ctrl+P")
    expect(hint).to_be_visible()
    assert axe(page) == []
    page.emulate_media(media="print")

    expect(hint).to_be_hidden()
    expect(page.locator(".page-header")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_one_click_selects_the_citation(site, page):
    page.goto(f"{site}{INITIATIVE}")
    page.get_by_text("Citeer", exact=True).click()
    page.locator(".citation").click()

    assert page.evaluate("getSelection().toString().trim()") == page.locator(".citation").inner_text().strip()
