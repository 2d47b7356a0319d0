"""A municipality's own file at the desk: columns, questions, doubles, and the wrong rows back to be mended."""

import io

import pytest
from openpyxl import load_workbook

from editorial.imports.applying import ImportRefused, apply, undo
from editorial.imports.models import SheetImport
from editorial.imports.reading import Table
from editorial.imports.rows import UnreadableCell
from editorial.imports.steps import choose_columns
from initiatives.models import Initiative
from tests.support import make
from tests.support.document import Document
from tests.support.municipal_files import make_world
from tests.support.sheet_builders import xlsx
from tests.support.sheets import UPLOAD, checked, csv_of, report
from themes.models import Theme

pytestmark = pytest.mark.django_db
OWN = xlsx(
    ["Project", "Plaats", "Kleur", "Start"],
    ["Samen eten", "Bergen", "rood", "2024"],
    ["Fietsles", "Bergen", "blauw", "ooit"],
)


@pytest.fixture
def woerden(client):
    municipality = make_world()
    client.force_login(make.editor())
    return municipality


def send(client, content, municipality=None, name="lijst.xlsx"):
    """Upload a file for a municipality; returns its import."""
    file = io.BytesIO(content)
    file.name = name
    response = client.post(UPLOAD, {"file": file, "municipality": municipality.pk if municipality else ""})
    assert response.status_code == 302
    return SheetImport.objects.latest("pk")


def choose(client, sheet_import, **changes):
    """Send the step with the columns as it is proposed, with the theme Opvang."""
    proposed = {"column": sheet_import.editor_choices.columns} | sheet_import.editor_choices.parts
    columns = {f"{part}_{place}": name for part, names in proposed.items() for place, name in enumerate(names)}
    data = columns | {"main_theme": Theme.objects.get(name="Opvang").pk} | changes
    return client.post(f"{report(sheet_import)}?kolommen", data, follow=True)


def outcomes(sheet_import):
    return [row.outcome for row in SheetImport.objects.get(pk=sheet_import.pk).import_rows]


def test_from_own_columns_to_undo(client, woerden):
    sheet_import = send(client, OWN, woerden)
    page = Document(client.get(report(sheet_import)).text)
    assert "Samen eten · Fietsles" in page.text
    assert sheet_import.editor_choices.columns == ["title", "municipalities", "aside", "start_year"]
    page = Document(choose(client, sheet_import).text)
    assert "gemeenten: ‘Bergen’" in page.text
    assert "In 2 rijen." in page.text

    client.post(report(sheet_import), {"answer:municipalities:Bergen": "Bergen (NH)", "good_only": "1"})
    assert not Initiative.objects.filter(title="Samen eten").exists()  # first the editor looks at what follows
    client.post(report(sheet_import), {"good_only": "1"})

    initiative = Initiative.objects.get(title="Samen eten")
    assert [place.name for place in initiative.municipalities.all()] == ["Bergen (NH)"]
    assert (initiative.main_theme.name, initiative.internal_note) == ("Opvang", "Kleur: rood")
    assert outcomes(sheet_import) == ["new", "error"]
    client.post(report(sheet_import), {"undo": "1"})
    assert not Initiative.objects.filter(title="Samen eten").exists()


def test_what_belongs_nowhere_goes_to_the_note(client, woerden):
    sheet_import = send(client, xlsx(["Project", "Plaats"], ["A", "Woerden, Regio Utrecht"]), woerden)
    choose(client, sheet_import)
    client.post(report(sheet_import), {"answer:municipalities:Regio Utrecht": "-", "answer": "1"})

    (row,) = SheetImport.objects.get(pk=sheet_import.pk).import_rows
    assert (row.outcome, row.values["municipalities"]) == ("new", [woerden.pk])
    assert row.values["internal_note"] == "gemeenten: Regio Utrecht"


def test_an_answer_that_is_no_name_is_refused(client, woerden):
    sheet_import = send(client, OWN, woerden)
    choose(client, sheet_import)
    data = {"answer:municipalities:Bergen": "Atlantis", "good_only": "1"}
    page = client.post(report(sheet_import), data, follow=True).text

    assert "‘Atlantis’ kennen wij niet" in page
    assert outcomes(sheet_import) == ["error", "error"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"column_0": "aside"}, "in welke kolom de titel staat"),
        ({"column_2": "title"}, "voor twee kolommen"),
        ({"main_theme": ""}, "Kies een hoofdthema"),
        ({"column_0": "x"}, "x"),
    ],
)
def test_columns_that_cannot_be(client, woerden, changes, words):
    sheet_import = send(client, OWN, woerden)
    page = Document(choose(client, sheet_import, **changes).text)

    (summary,) = page.find("div", **{"class": "error-summary"})
    assert words in summary.text
    assert SheetImport.objects.get(pk=sheet_import.pk).needs_columns


def test_what_was_chosen_is_remembered_for_that_municipality(client, woerden):
    choose(client, send(client, OWN, woerden), column_2="cost_note")

    again, other = send(client, OWN, woerden), send(client, OWN)
    assert again.editor_choices.columns[2] == "cost_note"
    assert again.editor_choices.defaults["main_theme"] == Theme.objects.get(name="Opvang").pk
    assert other.editor_choices.columns[2] == "aside"


class TestDoubles:
    HEADER = ["titel", "hoofdthema", "gemeenten"]

    def test_the_same_file_twice_changes_nothing(self, client, woerden):
        content = csv_of(self.HEADER, ["Samen eten", "Opvang", "Woerden"], ["Fietsles", "Opvang", ""])
        apply(checked(content).pk)
        again = checked(content)

        assert outcomes(again) == ["double", "double"]
        assert "2 dubbel" in again.summary
        apply(again.pk)
        assert Initiative.objects.filter(title="Samen eten").count() == 1

    def test_the_editor_decides_per_row(self, client, woerden):
        content = csv_of(self.HEADER, *[["Taalcafé", theme, "Woerden"] for theme in ("Taal", "Opvang", "Opvang")])
        sheet_import = checked(content)
        page = Document(client.get(report(sheet_import)).text)
        assert "Lijkt op INI-7 Taalcafé." in page.text

        client.post(report(sheet_import), {"row:2": "update", "row:3": "new", "row:4": "", "apply": "1"})
        assert outcomes(sheet_import) == ["concept", "new", "double"]
        assert Initiative.objects.count() == 1
        client.post(report(sheet_import), {"row:2": "update", "row:3": "new", "row:4": "", "apply": "1"})

        assert Initiative.objects.count() == 2
        concept = Initiative.objects.get(code="INI-7").revisions.open().get()
        assert concept.snapshot["main_theme"] == Theme.objects.get(name="Taal").pk
        assert undo(sheet_import.pk) == []
        assert Initiative.objects.count() == 1

    def test_what_a_list_leaves_empty_stays(self, client, woerden):
        taal = Theme.objects.get(name="Taal")
        Initiative.objects.filter(code="INI-7").update(summary="Van de redactie.", main_theme=taal)
        sheet_import = send(
            client, xlsx(["Project", "Omschrijving", "Kleur", "Fase"], ["TAALCAFE", "", "rood", "lopend"]), woerden
        )
        choose(client, sheet_import)
        client.post(report(sheet_import), {"row:all": "update", "answer": "1"})
        client.post(report(sheet_import), {"apply": "1"})

        snapshot = Initiative.objects.get(code="INI-7").revisions.open().get().snapshot
        assert (snapshot["title"], snapshot["summary"]) == ("Taalcafé", "Van de redactie.")
        assert (snapshot["main_theme"], snapshot["internal_note"]) == (taal.pk, "Kleur: rood")
        assert snapshot["status"] == "lopend"

    def test_two_rows_cannot_change_one_initiative(self, woerden, client):
        sheet_import = checked(csv_of(self.HEADER, *[["Taalcafé", "Taal", "Woerden"]] * 2))
        client.post(report(sheet_import), {"row:2": "update", "row:3": "update", "answer": "1"})

        assert outcomes(sheet_import) == ["error", "error"]

    def test_the_same_title_elsewhere_is_something_else(self, woerden):
        sheet_import = checked(csv_of(self.HEADER, ["Taalcafé", "Opvang", "Nuenen"], ["Taalcafé", "Opvang", ""]))

        assert outcomes(sheet_import) == ["new", "new"]


def test_only_the_wrong_rows_go_out_and_come_back_mended(client, woerden):
    sheet_import = send(client, OWN, woerden)
    choose(client, sheet_import)
    client.post(report(sheet_import), {"answer:municipalities:Bergen": "Bergen (L)", "answer": "1"})
    client.post(report(sheet_import), {"good_only": "1"})
    address = f"/beheer/imports/sheetimport/{sheet_import.pk}/foute-rijen.xlsx"
    assert address in client.get(report(sheet_import)).text

    book = load_workbook(io.BytesIO(client.get(address).content))
    lines = [[cell.value for cell in line] for line in book.active.iter_rows()]
    assert lines[0] == ["titel", "gemeenten", "Kleur", "sinds", "hoofdthema", "wat er mis is"]
    assert lines[1][:5] == ["Fietsles", "Bergen", "blauw", "ooit", "Opvang"]
    assert "D3: ‘ooit’" in lines[1][5]

    lines[1][3] = "2023"
    mended = send(client, xlsx(*lines), woerden)
    assert mended.editor_choices.columns[-1] == "skip"
    choose(client, mended)
    assert outcomes(mended) == ["new"]  # who Bergen is was remembered


def test_the_new_rows_are_shown_with_what_they_bring(client, woerden):
    sheet_import = checked(csv_of(["titel", "hoofdthema", "peildatum"], ["Samen eten", "Opvang", "maart 2025"]))
    page = Document(client.get(report(sheet_import)).text)

    assert [value.text for value in page.find("dd")] == ["2025-03", "Opvang"]


def test_what_was_imported_is_not_stored_twice(client, woerden):
    sheet_import = send(client, OWN, woerden)
    choose(client, sheet_import)
    client.post(report(sheet_import), {"answer:municipalities:Bergen": "Bergen (L)", "answer": "1"})
    client.post(report(sheet_import), {"good_only": "1"})

    assert [line for line, _cells in SheetImport.objects.get(pk=sheet_import.pk).source_table.lines] == [3]


def test_an_import_that_was_applied_meanwhile_takes_no_answers(woerden):
    sheet_import = checked(csv_of(["titel", "hoofdthema"], ["Samen eten", "Opvang"]))
    apply(sheet_import.pk)

    with pytest.raises(ImportRefused):
        choose_columns(sheet_import, sheet_import.editor_choices)
    assert SheetImport.objects.get().state == SheetImport.State.APPLIED


def test_columns_that_are_not_chosen_yet_are_not_imported(client, woerden):
    sheet_import = send(client, OWN, woerden)

    with pytest.raises(ImportRefused):
        apply(sheet_import.pk)


def test_the_template_is_text_from_top_to_bottom(client, woerden):
    content = client.get("/beheer/imports/sheetimport/werkblad/sjabloon.xlsx").content
    sheet = load_workbook(io.BytesIO(content))["Initiatieven"]

    assert {sheet.column_dimensions[letter].number_format for letter in "ABCG"} == {"@"}


def test_a_table_comes_out_of_the_database_as_it_went_in():
    table = Table(["a", ""], [(2, ["x", UnreadableCell("Kan niet.")])], ["Let op."])
    back = Table.from_json(table.to_json())

    assert back == table
    assert isinstance(back.lines[0][1][1], UnreadableCell)


def test_only_for_those_who_may(client, woerden):
    sheet_import = send(client, OWN, woerden)
    client.logout()

    assert client.get(f"/beheer/imports/sheetimport/{sheet_import.pk}/foute-rijen.xlsx").status_code == 302
