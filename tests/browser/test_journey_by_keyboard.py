"""A policy officer who has only a keyboard: from a theme to a paper for the council."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
MAX_TABS = 150


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on something with these words; fails when it never comes there."""
    for _step in range(MAX_TABS):
        page.keyboard.press("Tab")
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    pytest.fail(f"the Tab key never comes to ‘{words}’")


def test_find_by_theme_and_open_the_paper_to_print(site, page):
    page.goto(f"{site}/")
    tab_to(page, "Huisvesting")
    page.keyboard.press("Enter")
    page.wait_for_url("**/themas/huisvesting/")
    title = page.locator(".card__title a").first.inner_text()
    tab_to(page, title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    tab_to(page, "Raadspagina")
    page.keyboard.press("Enter")
    page.wait_for_url("**/raadspagina/")

    expect(page.get_by_text("Druk af met Ctrl+P")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Druk af met Ctrl+P")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
