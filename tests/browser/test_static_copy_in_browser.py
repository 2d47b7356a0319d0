"""The search of the static copy, opened from disk: a script selects what the finder of the site selects."""

import pytest
from playwright.sync_api import Page, expect

from initiatives.finder.selection import InitiativeSelection
from portal.static_copy import copying
from portal.static_copy.addresses import SEARCH
from portal.static_copy.rewriting import rewrite
from tests.support.static_copies import export

pytestmark = pytest.mark.browser
QUESTION = {"status": ["gestopt"], "thema": ["opvang"], "provincie": ["zuid-holland"]}
SEVERAL = {"status": ["gestopt", "pilot"], "thema": ["opvang"], "gemeente": ["rotterdam"]}


@pytest.fixture(scope="module")
def folder(site, django_db_blocker, tmp_path_factory):
    """A copy of two pages with their styles and scripts, and its own pages: the path of its folder."""
    path = tmp_path_factory.mktemp("copies") / "site"

    def rewrite_alone(*words):
        text, links = rewrite(*words)
        return text, [link for link in links if link.startswith("/static/")]

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(copying, "first_addresses", lambda: ["/", "/initiatieven/"])
        patch.setattr(copying, "linked_files", lambda is_wanted: [])
        patch.setattr(copying, "rewrite", rewrite_alone)
        patch.setattr(copying._Copy, "_add_dataset", lambda copy: None)
        export(path)
    return path


def rows(page: Page):
    """What is shown of the list."""
    return page.locator("li[data-copy-words]:visible")


def total_of(django_db_blocker, choices) -> int:
    """How many initiatives the finder of the site gives for the same."""
    with django_db_blocker.unblock():
        return InitiativeSelection.of(**choices).total


@pytest.mark.parametrize("choices", [QUESTION, SEVERAL], ids=["question", "several"])
def test_an_address_of_the_finder_selects_the_same(folder, page, django_db_blocker, choices):
    query = "&".join(f"{name}={value}" for name, values in choices.items() for value in values)
    page.goto(f"file://{folder / SEARCH}?{query}")
    total = total_of(django_db_blocker, choices)

    expect(rows(page)).to_have_count(total)
    expect(page.get_by_role("status")).to_have_text(
        f"Gevonden: {total}" if total else "Niets gevonden. Maak minder keuzes, of gebruik andere woorden."
    )


def test_who_chooses_sees_what_stopped_and_why(folder, page, django_db_blocker):
    page.goto(f"file://{folder / 'initiatieven/index.html'}")
    page.get_by_role("link", name="Zoek en kies").click()
    for label, option in [("Status", "Gestopt"), ("Thema", "Opvang"), ("Provincie", "Zuid-Holland")]:
        page.get_by_label(label, exact=True).select_option(option)

    expect(rows(page)).to_have_count(total_of(django_db_blocker, QUESTION))
    expect(rows(page).first).to_contain_text("Over de status:")
    page.get_by_label("Provincie", exact=True).select_option("Gelderland")
    total = total_of(django_db_blocker, QUESTION | {"provincie": ["gelderland"]})
    expect(rows(page)).to_have_count(total)


def test_words_and_a_question_from_another_page(folder, page):
    page.goto(f"file://{folder / 'index.html'}")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("Zwolle")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"file://{folder / SEARCH}?q=Zwolle")
    expect(rows(page).filter(has_text="Zwolle").first).to_be_visible()
    page.get_by_label("Zoek in deze kopie").fill("xyzzy")
    expect(rows(page)).to_have_count(0)


def test_it_fits_on_a_phone_and_needs_no_script(folder, open_page):
    page = open_page(width=375, height=800, java_script_enabled=False)
    page.goto(f"file://{folder / SEARCH}")

    expect(rows(page).filter(has_text="Over de status:").first).to_be_visible()
    expect(page.get_by_label("Status", exact=True)).to_be_hidden()
    box = page.locator("main").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375
