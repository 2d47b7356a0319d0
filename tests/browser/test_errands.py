"""What people come here for, done on a phone and with the keyboard alone: each in at most six actions."""

import csv
import io
from collections.abc import Callable

import pytest
from docx import Document
from playwright.sync_api import expect

from .errand import DEVICES, Errand, begin

pytestmark = pytest.mark.browser


@pytest.fixture(params=DEVICES)
def errand(request, site, open_page) -> Callable[..., Errand]:
    """Begins an errand at an address of the site."""
    return lambda path="/": begin(open_page, site + path, request.param)


def tick(errand: Errand, number: int) -> None:
    """Put a result on the list, which then has so many."""
    errand.press(errand.page.locator(".card").nth(number).get_by_role("button", name="Op uw lijst"))
    expect(errand.page.locator("#uw-lijst")).to_contain_text(f"{number} gekozen")


def test_a_policy_officer_takes_three_examples_and_a_note_to_the_meeting(errand):
    officer = errand()
    officer.search("Kies uw gemeente", "Weert")
    officer.search("Zoekwoorden", "kleine opvang")
    for number in (1, 2, 3):
        tick(officer, number)
    officer.follow("notitie")

    officer.reads("Weert", "Crisisopvang met kleine woonunits rond een gezamenlijke tent")
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name="Download voor Word").click()
    headings = [part.text for part in Document(download.value.path()).paragraphs if part.style.name == "Heading 3"]
    assert "Crisisopvang met kleine woonunits rond een gezamenlijke tent" in headings


def test_a_policy_officer_takes_a_whole_stapel_along(errand):
    officer = errand()
    officer.search("Kies uw gemeente", "Weert")
    officer.follow("Stapels")
    officer.follow("Kleine opvang in een dorp")
    officer.follow("Zet alle 6 op uw lijst")
    officer.reads("6 gekozen")
    officer.follow("Maak een notitie voor de raad")

    officer.reads("Weert", "Crisisopvang met kleine woonunits rond een gezamenlijke tent")
    officer.download("Download voor Word")


def test_a_policy_officer_compares_examples_of_places_like_their_own(errand):
    officer = errand()
    officer.search("Kies uw gemeente", "Weert")
    officer.search("Zoekwoorden", "kleine opvang")
    tick(officer, 1)
    tick(officer, 2)
    officer.follow("vergelijk")

    if officer.is_on_phone:  # which shows one subject at a time
        officer.press(officer.page.get_by_role("link", name="Geld en tijd"))
    officer.reads("Kosten")


def test_a_resident_finds_what_the_news_was_about_and_the_rule(errand):
    resident = errand()
    resident.search("Zoek een voorbeeld", "cruiseschip")
    resident.follow("Hotelboot in de haven")
    resident.reads("Inwoners van het hele eiland hielpen")
    resident.follow("Tijdelijke bescherming voor ontheemden uit Oekraïne")

    resident.reads("4 maart 2028")


def test_a_journalist_takes_along_what_went_wrong(errand):
    journalist = errand()
    journalist.search("Zoek een voorbeeld", "wat ging er mis")
    journalist.follow("Bekijk en filter alle")
    page = journalist.page
    if journalist.is_on_phone:
        journalist.press(page.locator("#filters > summary"))
    journalist.press(page.locator("#facet-status").get_by_label("Gestopt"))
    page.wait_for_url("**&status=gestopt*")
    file = journalist.download("Download deze selectie (CSV)")

    rows = list(csv.DictReader(io.StringIO(file.path().read_text(encoding="utf-8-sig"))))
    assert {row["status"] for row in rows} == {"Gestopt"}
    assert len(rows) > 5


def test_a_councillor_asks_what_it_would_mean_here(errand):
    councillor = errand()
    councillor.search("Kies uw gemeente", "Weert")
    councillor.follow("Regionale doorstroomlocatie kasteel Ooijen")
    councillor.follow("Raadspagina")

    councillor.reads("Wat betekent dit voor Weert?")


def test_somebody_who_cannot_see_hears_where_everything_is(errand):
    reader = errand("/initiatieven/?q=taalmaatje")
    if not reader.is_on_phone:
        first = reader.page.locator(".card__title a").first
        for _step in range(3):
            reader.page.keyboard.press("Tab")
            if "resultaten" in reader.page.evaluate("document.activeElement.textContent"):
                reader.page.keyboard.press("Enter")
        assert first.evaluate("e => e === document.activeElement")
    title = reader.page.locator(".card__title a").first.inner_text()
    reader.follow(title)

    expect(reader.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(reader.page.get_by_role("main")).to_have_count(1)
    assert reader.page.title().startswith(title)


def test_somebody_with_a_program_finds_all_data(errand):
    programmer = errand()
    programmer.follow("Open data")
    file = programmer.download("Download alle initiatieven")

    assert len(list(csv.DictReader(io.StringIO(file.path().read_text(encoding="utf-8-sig"))))) == 128
