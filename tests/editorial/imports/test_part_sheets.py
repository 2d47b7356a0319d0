"""Results and partners on sheets of their own: what is imported, changed, undone, and mended."""

import csv
import io

import pytest
from openpyxl import load_workbook

from core.records import State
from editorial.imports.applying import ImportRefused, apply, plan_again, undo
from editorial.imports.columns import EXTRA_COLUMNS, PARTS
from editorial.imports.explanation import EXAMPLES
from editorial.imports.models import SheetImport
from editorial.imports.workbook import filled_in
from initiatives.models import Initiative, Partner, Result
from tests.support import make
from tests.support.document import Document
from tests.support.municipal_files import make_world
from tests.support.part_files import GOOD, RESULTS
from tests.support.sheet_builders import workbook
from tests.support.sheets import checked, report
from themes.models import Theme

from .test_import_steps import choose, outcomes, send

pytestmark = pytest.mark.django_db
FIRST = ["code", "titel", "hoofdthema", "gemeenten"]
PARTNERS = ["initiatief", "naam", "rol"]


@pytest.fixture
def woerden(client):
    client.force_login(make.editor())
    return make_world()


def book(*results, partners=(), first=(("", "Samen eten", "Opvang", "Woerden"),)):
    return workbook(Initiatieven=[FIRST, *first], Resultaten=[RESULTS, *results], Partners=[PARTNERS, *partners])


def check(*results, **sheets):
    return checked(book(*results, **sheets), "a.xlsx")


def draft(**fields):
    return make.initiative(code="INI-9", title="Samen eten", state=State.DRAFT, **fields)


def give_result(initiative, value="10"):
    publication = make.Publication.objects.get(code="PUB-7")
    texts = {"unit": "mensen", "definition": "Wie kwam.", "period": "2024"}
    return initiative.results.create(value=value, publication=publication, **texts)


def test_a_new_initiative_has_its_parts_until_it_is_undone(woerden):
    sheet_import = check(["Samen eten", *GOOD], partners=[["samen eten", "COA", "Opvang"], ["Samen eten", "Kerk", ""]])
    apply(sheet_import.pk)

    initiative = Initiative.objects.get(title="Samen eten")
    result = initiative.results.get()
    assert [result.value, result.unit, result.definition, result.period, result.publication.code] == GOOD
    assert list(initiative.partners.values_list("name", "role")) == [("COA", "Opvang"), ("Kerk", "")]
    assert undo(sheet_import.pk) == []
    assert not Result.objects.exists()
    assert not Partner.objects.exists()


class TestOfADraft:
    ROW = ("INI-9", "Samen eten", "Opvang", "Woerden")

    def test_the_sheet_has_them_all_and_undo_gives_the_old_ones_back(self, woerden):
        initiative = draft(main_theme=Theme.objects.get(name="Opvang"), municipalities=[woerden])
        first, second = give_result(initiative), give_result(initiative, "20")
        partner = initiative.partners.create(name="Kerk")
        same = ["INI-9", "20", "mensen", "Wie kwam.", "2024", "PUB-7"]
        sheet_import = check(same, ["INI-9", *GOOD], first=[self.ROW])
        apply(sheet_import.pk)

        assert list(initiative.results.values_list("value", flat=True)) == ["20", "72%"]
        assert initiative.results.first().pk == second.pk  # what stays keeps its key
        assert initiative.partners.get() == partner  # of which the file says nothing
        undo(sheet_import.pk)
        assert list(initiative.results.values_list("pk", "value")) == [(first.pk, "10"), (second.pk, "20")]

    def test_what_an_editor_changed_since_stays(self, woerden):
        initiative = draft(main_theme=Theme.objects.get(name="Opvang"), municipalities=[woerden])
        sheet_import = check(["INI-9", *GOOD], first=[self.ROW])
        apply(sheet_import.pk)
        initiative.results.update(value="73%")

        with pytest.raises(ImportRefused):
            undo(sheet_import.pk)
        assert initiative.results.get().value == "73%"

    def test_a_source_that_is_gone_is_told(self, woerden):
        draft()
        sheet_import = check(["INI-9", *GOOD], first=[self.ROW])
        make.Publication.objects.filter(code="PUB-7").delete()

        assert plan_again(sheet_import)
        assert "verwijderd" in sheet_import.import_rows[0].problems[0].sentence


def test_what_is_on_the_site_gets_a_concept_with_them(woerden):
    initiative = Initiative.objects.get(code="INI-7")
    result = give_result(initiative)
    same = ["INI-7", "10", "mensen", "Wie kwam.", "2024", "PUB-7"]
    row = ("INI-7", "Taalcafé", initiative.main_theme.name, "Woerden")
    sheet_import = check(same, ["INI-7", *GOOD], first=[row])
    apply(sheet_import.pk)

    assert initiative.results.get() == result
    snapshot = initiative.revisions.open().get().snapshot
    assert [(part["id"] == result.pk, part["value"]) for part in snapshot["results"]] == [(True, "10"), (False, "72%")]
    undo(sheet_import.pk)
    assert not initiative.revisions.open().exists()


def test_a_row_found_by_its_title_only_adds(client, woerden):
    initiative = draft(main_theme=Theme.objects.get(name="Opvang"), municipalities=[woerden])
    give_result(initiative)
    initiative.partners.create(name="Kerk", role="Kookt")
    sheet_import = check(["Samen eten", *GOOD], partners=[["Samen eten", "kerk", ""], ["Samen eten", "COA", ""]])
    client.post(report(sheet_import), {"row:2": "update", "answer": "1"})
    client.post(report(sheet_import), {"apply": "1"})

    assert list(initiative.results.values_list("value", flat=True)) == ["10", "72%"]
    assert list(initiative.partners.values_list("name", "role")) == [("Kerk", "Kookt"), ("COA", "")]


def test_the_columns_of_a_sheet_are_asked_and_remembered(client, woerden):
    lines = {
        "Lijst": [["Project"], ["Samen eten"]],
        "Resultaten": [["Project", "Uitkomst", "Wat", "Uitleg", "Jaar", "Bron"], ["Samen eten", *GOOD]],
    }
    sheet_import = send(client, workbook(**lines), woerden)
    page = Document(client.get(report(sheet_import)).text)
    assert "De kolommen van het blad ‘Resultaten’, met 1 rij." in page.text
    assert sheet_import.editor_choices.parts["results"][2:4] == ["aside", "aside"]

    own = ["initiative", "results.value", "results.unit", "results.definition", "results.period", "results.publication"]
    answers = {f"results_{place}": name for place, name in enumerate(own)}
    page = Document(choose(client, sheet_import, **answers | {"results_0": "aside"}).text)
    assert "bij welk initiatief de rij hoort" in page.find("div", **{"class": "error-summary"})[0].text
    page = Document(choose(client, sheet_import, **answers | {"results_1": "results.unit"}).text)
    assert "voor twee kolommen" in page.find("div", **{"class": "error-summary"})[0].text
    page = Document(choose(client, sheet_import, **answers).text)
    assert "72% · deelnemers · Wie na een jaar werk had. · 2025 · PUB-7" in [value.text for value in page.find("dd")]
    assert send(client, workbook(**lines), woerden).editor_choices.parts == {"results": own}


def test_a_sheet_that_is_not_to_be_read_is_not(client, woerden):
    sheet_import = send(client, workbook(Lijst=[["Project"], ["A"]], Partners=[["Project", "Partner"], ["B", "C"]]))
    choose(client, sheet_import, partners_0="skip", partners_1="skip")

    assert outcomes(sheet_import) == ["new"]


def test_a_name_on_a_sheet_is_asked_once(client, woerden):
    results = [["Samen eten", *GOOD[:-1], "het jaarverslag"], ["Samen eten", "30", *GOOD[1:-1], "het jaarverslag"]]
    sheet_import = check(*results)
    page = Document(client.get(report(sheet_import)).text)
    assert "resultaat: bron: ‘het jaarverslag’" in page.text
    sheet_import = send(client, book(*results))
    client.post(report(sheet_import), {"answer:results.publication:het jaarverslag": "PUB-7", "answer": "1"})

    assert outcomes(sheet_import) == ["new"]


def test_the_wrong_rows_take_their_parts_along_and_come_back(client, woerden):
    first = [("", "Samen eten", "Opvang", ""), ("", "Fietsles", "Sprookjes", "")]
    results = [["Samen eten", *GOOD], ["Fietsles", "30", *GOOD[1:]], ["Fietsles", "x", "", *GOOD[2:]]]
    sheet_import = send(client, book(*results, first=first, partners=[["Elders", "COA", ""], ["Samen eten", "A", ""]]))
    assert outcomes(sheet_import) == ["new", "error", "error"]
    address = f"/beheer/imports/sheetimport/{sheet_import.pk}/foute-rijen.xlsx"
    before = lines_of(client.get(address).content)
    client.post(report(sheet_import), {"good_only": "1"})
    after = lines_of(client.get(address).content)

    assert before == after
    assert [line[1] for line in after["Initiatieven"]] == ["titel", "Fietsles"]
    assert [line[1] for line in after["Resultaten"]] == ["waarde", "30", "x"]
    assert "Resultaten!C4: Vul ‘eenheid’ in." in after["Resultaten"][2][-1]
    assert [line[:2] for line in after["Partners"]] == [["initiatief", "naam"], ["Elders", "COA"]]
    assert Initiative.objects.get(title="Samen eten").partners.get().name == "A"

    after["Initiatieven"][1][2], after["Resultaten"][2][2], after["Partners"] = "Opvang", "ritten", [PARTNERS]
    mended = send(client, workbook(**after))
    choose(client, mended)
    assert outcomes(mended) == ["new"]
    apply(mended.pk)
    assert Result.objects.filter(initiative__title="Fietsles").count() == 2


def test_wrong_lines_of_other_sheets_alone_come_back(client, woerden):
    """What they belong to is in the portal by then: it gets them, and keeps what it has."""
    wrong = [["Samen etn", "30", *GOOD[1:]], ["Samen eten", *GOOD]]
    sheet_import = send(client, book(*wrong, partners=[["Elders", "COA", ""], ["Samen eten", "Kerk", ""]]))
    client.post(report(sheet_import), {"good_only": "1"})
    sheets = lines_of(client.get(f"/beheer/imports/sheetimport/{sheet_import.pk}/foute-rijen.xlsx").content)
    assert [len(lines) for lines in sheets.values()] == [1, 2, 2]

    code = Initiative.objects.get(title="Samen eten").code
    sheets["Resultaten"][1][0], sheets["Partners"][1][0] = "samen eten", code
    mended = send(client, workbook(**sheets))
    choose(client, mended)
    assert outcomes(mended) == ["changed"]
    assert "Resultaten, rij 2" in Document(client.get(report(mended)).text).text
    client.post(report(mended), {"apply": "1"})

    initiative = Initiative.objects.get(title="Samen eten")
    assert sorted(initiative.results.values_list("value", flat=True)) == ["30", "72%"]
    assert sorted(initiative.partners.values_list("name", flat=True)) == ["COA", "Kerk"]
    assert undo(mended.pk) == []
    assert initiative.partners.get().name == "Kerk"


def test_a_line_about_the_portal_may_be_wrong_or_late(client, woerden):
    initiative, twins = draft(), [make.initiative(title="Tweeling") for _number in range(2)]
    lines = [["INI-9", "x", "", *GOOD[2:]], ["INI-9", *GOOD], [twins[0].title, *GOOD]]
    sheet_import = send(client, book(*lines, first=[("", "Fietsles", "Opvang", "Woerden")]))
    assert outcomes(sheet_import) == ["new", "error", "error"]
    sheets = lines_of(client.get(f"/beheer/imports/sheetimport/{sheet_import.pk}/foute-rijen.xlsx").content)
    assert [line[0] for line in sheets["Resultaten"]] == ["initiatief", "INI-9", "INI-9", "Tweeling"]
    assert "staat vaker in het portaal" in sheets["Resultaten"][3][-1]

    initiative.delete()
    assert plan_again(sheet_import)
    assert "verwijderd" in str([row.problems for row in sheet_import.import_rows])


def lines_of(content):
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return {sheet.title: [[cell.value or "" for cell in line] for line in sheet.iter_rows()] for sheet in sheets}


def test_what_went_out_with_parts_comes_in_unchanged(woerden):
    initiative = draft()
    for number in ("0.50", "1250.00", None):
        result = give_result(initiative, value=f"={number}")
        Result.objects.filter(pk=result.pk).update(number=number, kind="bereik")
    initiative.partners.create(name="Kerk", role="Kookt", organisation=make.organisation(name="De Kerk"))

    for kind in ("xlsx", "csv"):
        assert checked(filled_in(Initiative.objects.all(), kind).getvalue(), f"a.{kind}").counts == {"unchanged": 2}


def test_a_wrong_row_and_a_stray_line_have_their_place_in_the_report(client, woerden):
    sheet_import = check(["Elders", *GOOD])
    page = Document(client.get(report(sheet_import)).text)

    assert "Resultaten, rij 2" in [cell.text for cell in page.find("th", scope="row")]
    assert SheetImport.objects.get().error_count == 1
    apply(sheet_import.pk, good_only=True)
    assert [row.title for row in SheetImport.objects.get().import_rows] == ["Samen eten", "Elders"]


class TestTemplate:
    START = "/beheer/imports/sheetimport/werkblad/sjabloon"

    def test_it_explains_itself(self, client, woerden):
        sheets = load_workbook(io.BytesIO(client.get(f"{self.START}.xlsx").content))
        text = client.get(f"{self.START}.csv").getvalue().decode("utf-8-sig")

        assert [sheet.title for sheet in sheets] == ["Initiatieven", "Resultaten", "Partners", "Uitleg"]
        own, in_one_sheet = [cell.value for cell in sheets["Initiatieven"][1]], next(csv.reader([text.strip()]))
        assert in_one_sheet == [*own, *(column.header for column in EXTRA_COLUMNS)]
        for title, columns in zip(("Resultaten", "Partners"), PARTS.values(), strict=True):
            header = [cell.value for cell in sheets[title][1]]
            assert header == ["initiatief", *(column.short_header for column in columns)]
        explained = [[cell.value for cell in line] for line in sheets["Uitleg"].iter_rows()]
        assert ["hoofdthema", "Opvang"] in [[line[0], line[2]] for line in explained]
        assert ["soort", "Voorziening"] in [[line[0], line[2]] for line in explained]

    def test_its_examples_can_be_imported(self, client, woerden):
        make.publication(code="PUB-01")
        sheets = load_workbook(io.BytesIO(client.get(f"{self.START}.xlsx").content))
        examples = {line[0]: line[3] for line in sheets["Uitleg"].iter_rows(values_only=True) if line[3]}
        filled = {}
        for title in ("Initiatieven", "Resultaten", "Partners"):
            names = [cell.value for cell in sheets[title][1]]
            part = {"Resultaten": "results", "Partners": "partners"}.get(title)
            own = {column.short_header: EXAMPLES.get(column.name, "") for column in PARTS.get(part, [])}
            filled[title] = [names, [(examples | own).get(name, "") for name in names]]
        sheet_import = checked(workbook(**filled), "a.xlsx")

        (row,) = sheet_import.import_rows
        assert (row.outcome, row.problems) == ("new", [])
        assert (len(row.values["results"]), len(row.values["partners"])) == (1, 1)
        read = {*row.values, *(column.name for columns in PARTS.values() for column in columns)}
        assert EXAMPLES.keys() <= read


def test_organisations_with_one_name_do_not_stop_the_export(woerden):
    first = make.organisation(name="Centraal Orgaan", abbreviation="CO")
    make.organisation(name="CO", abbreviation="Centraal Orgaan")
    draft().partners.create(name="CO", organisation=first)

    book = load_workbook(io.BytesIO(filled_in(Initiative.objects.all(), "xlsx").content))
    assert [cell.value for cell in book["Partners"][2]][-1] == "Centraal Orgaan"
