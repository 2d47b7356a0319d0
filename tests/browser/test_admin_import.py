"""Importing a sheet in a real browser: no barriers on the way from file to undo."""

import pytest

from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.municipal_files import make_world
from tests.support.sheet_builders import workbook
from tests.support.sheets import UPLOAD, csv_of

from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_barriers_from_file_to_undo(live_server, open_page, axe):
    make.editor(password=make.PASSWORD)
    make.initiative(code="INI-1", title="Taal", main_theme=make.theme(name="Opvang"))
    page = open_page(width=375, bypass_csp=True)
    faults = []

    def press(button, name, *lines):
        if lines:
            page.goto(live_server.url + UPLOAD)
            content = csv_of(["code", "titel", "hoofdthema"], *lines)
            page.set_input_files("#id_file", {"name": "werk.csv", "mimeType": "text/csv", "buffer": content})
        page.click(button)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        faults.extend(f"{name}: {fault}" for fault in [*axe(page), *(["too wide"] if wide else [])])
        return page.inner_text("#content")

    log_in(page, live_server.url)
    page.goto(live_server.url + UPLOAD)

    assert "Kies het bestand" in press(".submit-row input", "no file")
    assert "Sprookjes" in press(".submit-row input", "errors", ["", "Taalmaatjes", "Opvang"], ["", "Iets", "Sprookjes"])
    rows = ["", "Taalmaatjes", "Opvang"], ["INI-1", "Taalcafé", "Opvang"]
    assert "1 nieuw, 0 gewijzigd, 1 gewijzigd als concept" in press(".submit-row input", "confirm", *rows)
    assert "Geïmporteerd op" in press("[name=apply]", "applied")
    assert "Ongedaan gemaakt op" in press("[name=undo]", "undone")

    page.goto(live_server.url + desk.address(Initiative, "changelist"))
    page.check("tbody input.action-select")
    page.select_option("select[name=action]", "publish")
    assert "Dit gebeurt niet bij 1 record" in press("button[name=index]", "nothing to publish")
    page.click(".closelink")
    page.check("tbody input.action-select")
    page.select_option("select[name=action]", "add_theme")
    assert "wordt een concept" in press("button[name=index]", "which theme")
    assert "Kies een thema." in press(".submit-row input", "no theme")
    assert faults == []


@pytest.mark.parametrize("width", [375, 1280])
def test_no_barriers_with_a_list_of_a_municipality(live_server, open_page, axe, width):
    woerden = make_world()
    make.editor(password=make.PASSWORD)
    page, faults = open_page(width=width, bypass_csp=True), []

    def press(button):
        page.click(button)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        faults.extend([*axe(page), *(["too wide"] if wide else [])])
        return page.inner_text("#content")

    log_in(page, live_server.url)
    page.goto(live_server.url + UPLOAD)
    lines = (
        ["Samen eten", "Bergen", "rood", "2024"],
        ["Fietsles", "Bergen", "", "ooit"],
        ["Taalcafé", "Woerden", "rood", ""],
    )
    results = [["Project", "Resultaat", "Kleur"], ["Samen eten", "45", "rood"], ["Elders", "30", ""]]
    own = [["Lijst van 2025"], ["Project", "Plaats", "Kleur", "Start"], *lines]
    content = workbook(Lijst=own, Resultaten=results)
    page.set_input_files("#id_file", {"name": "lijst.xlsx", "mimeType": "application/zip", "buffer": content})
    page.select_option("#id_municipality", str(woerden.pk))

    assert "Lijst van 2025" in press(".submit-row input")
    page.select_option("#id_results_0", "aside")
    refusals = press(".submit-row input")
    assert "Dit moet nog anders" in refusals
    assert "bij welk initiatief de rij hoort" in refusals
    page.select_option("#id_results_0", "initiative")
    page.select_option("#id_main_theme", label="Opvang")
    assert "Resultaten, rij 3" in press(".submit-row input")
    assert "In 2 rijen. Bedoelt u Bergen (L) of Bergen (NH)?" in page.inner_text("#content")
    page.click("text=Kolommen aanpassen")
    for place in range(3):
        page.select_option(f"#id_results_{place}", "skip")
    assert "Resultaten, rij 3" not in press(".submit-row input")
    page.select_option("#question-1", "Bergen (NH)")
    page.select_option("#row-5", "update")
    assert "1 nieuw, 0 gewijzigd, 1 gewijzigd als concept" in press("[name=answer]")
    assert "Geïmporteerd op" in press("[name=good_only]")
    assert faults == []
