"""A municipality's Excel file in a real browser: the template with results and partners, answered, imported, undone."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from initiatives.models import Initiative, Result
from tests.support import make
from tests.support.municipal_files import make_world

from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAX_ACTIONS = 10  # from the desk to the initiatives that were imported
ROWS = {
    "Initiatieven": [
        {"titel": "Samen eten", "hoofdthema": "Opvang", "gemeenten": "Bergen", "kosten eenmalig": "€ 2.500"},
        {"titel": "Fietsles", "hoofdthema": "Taal", "kaders": "Spreidingswet"},
    ],
    "Resultaten": [
        {
            "initiatief": "Samen eten",
            "waarde": "72%",
            "eenheid": "bezoekers",
            "definitie": "Wie terugkwam.",
            "periode": "2025",
            "bron": "PUB-7",
        },
        {
            "initiatief": "Fietsles",
            "waarde": "30",
            "eenheid": "fietsers",
            "definitie": "Wie les kreeg.",
            "periode": "2025",
            "bron": "PUB-7",
        },
    ],
    "Partners": [{"initiatief": "Samen eten", "naam": "Stichting Buurtkamer", "rol": "Kookt"}],
}


def filled_in(path):
    """The template, with rows under the names of its columns."""
    book = load_workbook(path)
    for title, rows in ROWS.items():
        names = [cell.value for cell in book[title][1]]
        for row in rows:
            assert row.keys() <= set(names)
            book[title].append([row.get(name) for name in names])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_from_the_template_to_undo(live_server, open_page, axe, tmp_path):
    woerden = make_world()
    make.editor(password=make.PASSWORD)
    page, faults, actions = open_page(bypass_csp=True), [], []

    def act(what, *args):
        actions.append(args)
        what(*args)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        faults.extend([*axe(page), *(["too wide"] if wide else [])])

    log_in(page, live_server.url)
    act(page.get_by_role("link", name="Initiatieven", exact=True).first.click)
    act(page.get_by_role("link", name="Importeren").first.click)
    with page.expect_download() as download:
        act(page.get_by_role("link", name="Leeg sjabloon met uitleg (XLSX)").click)
    path = Path(tmp_path / "sjabloon.xlsx")
    download.value.save_as(path)
    file = {"name": "woerden.xlsx", "mimeType": "application/zip", "buffer": filled_in(path)}
    act(page.set_input_files, "#id_file", file)
    act(page.select_option, "#id_municipality", str(woerden.pk))
    act(page.get_by_role("button", name="Bestand controleren").click)
    expect(page.get_by_text("Bedoelt u Bergen (L) of Bergen (NH)?").first).to_be_visible()
    act(page.select_option, "#question-1", "Bergen (NH)")
    act(page.get_by_role("button", name="Antwoorden verwerken").click)
    expect(page.get_by_text("72% · bezoekers · Wie terugkwam. · 2025 · PUB-7")).to_be_visible()
    expect(page.get_by_text("Stichting Buurtkamer · Kookt")).to_be_visible()
    assert not Initiative.objects.filter(title="Samen eten").exists()
    act(page.get_by_role("button", name="2 initiatieven importeren").click)

    assert len(actions) <= MAX_ACTIONS
    initiative = Initiative.objects.get(title="Samen eten")
    assert initiative.municipalities.get().name == "Bergen (NH)"
    assert (initiative.results.get().value, initiative.partners.get().role) == ("72%", "Kookt")
    fietsles = Initiative.objects.get(title="Fietsles")
    assert (fietsles.municipalities.get(), fietsles.frameworks.get().code) == (woerden, "JUR-7")
    act(page.get_by_role("link", name=f"{initiative.code} Samen eten").click)
    expect(page.locator("[name=results-0-value]")).to_have_value("72%")
    page.go_back()
    act(page.get_by_role("button", name="Import ongedaan maken").click)
    expect(page.get_by_text("Ongedaan gemaakt op").first).to_be_visible()
    assert not Initiative.objects.filter(title__in=["Samen eten", "Fietsles"]).exists()
    assert not Result.objects.exists()
    assert faults == []
