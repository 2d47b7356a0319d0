"""Importing initiatives from a sheet: what is checked is what is written, and it can be undone."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from core.records import State
from editorial.imports.applying import ImportRefused, apply, undo
from editorial.imports.columns import COLUMNS
from initiatives.choices import InitiativeKind
from initiatives.models import Citation, Initiative
from tests.support import desk, make
from tests.support.document import Document
from tests.support.sheets import checked, csv_of, report, xlsx_of

pytestmark = pytest.mark.django_db
HEADER = ["code", "titel", "hoofdthema", "thema’s", "gemeenten", "trefwoorden", "bronnen", "sinds"]


@pytest.fixture
def zwolle():
    """What rows can name; returns the municipality."""
    make.theme(name="Opvang")
    make.theme(name="Taal")
    municipality = make.municipality(name="Zwolle")
    make.municipality(name="Nuenen, Gerwen en Nederwetten")
    make.publication(code="PUB-01", url="https://bron.example/een")
    make.publication(code="PUB-02", url="https://bron.example/twee")
    return municipality


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


def row(code="", title="Taalmaatjes", **cells):
    filled = {"code": code, "titel": title, "hoofdthema": "Opvang", "thema’s": "Opvang | Taal"} | cells
    return [filled.get(header, "") for header in HEADER]


def outcomes(sheet_import):
    return [row.outcome for row in sheet_import.import_rows]


def problems(sheet_import):
    return [problem for row in sheet_import.import_rows for problem in row.problems]


def draft(**fields):
    fields = {"state": State.DRAFT, "main_theme": make.theme(name="Werk")} | fields
    initiative = make.initiative(code="INI-1", title="Oud", start_year=2020, **fields)
    Initiative.objects.filter(pk=initiative.pk).update(updated_at="2020-01-01T00:00Z")
    return initiative


def test_a_new_row_becomes_a_draft_with_its_relations(zwolle):
    full = row(gemeenten="zwolle | Nuenen, Gerwen en Nederwetten", trefwoorden="Taal | nieuw", sinds="2024")
    full[6] = "PUB-01 | https://bron.example/twee"
    sheet_import = checked(csv_of(HEADER, full, row(title="Taalmaatjes")))
    assert not Initiative.objects.exists()

    apply(sheet_import.pk)
    first, second = Initiative.objects.order_by("code")

    assert (first.code, first.slug, first.state, first.start_year) == ("RED-0001", "taalmaatjes", State.DRAFT, 2024)
    assert (second.code, second.slug) == ("RED-0002", "taalmaatjes-2")
    assert [theme.name for theme in first.themes.order_by("name")] == ["Opvang", "Taal"]
    assert first.municipalities.count() == 2
    assert set(first.tags.names()) == {"Taal", "nieuw"}
    assert [citation.publication.code for citation in first.citations.all()] == ["PUB-01", "PUB-02"]


def test_a_municipality_is_found_by_code_and_by_old_name(zwolle):
    zwolle.other_names.create(name="Swolle")
    make.published(zwolle)
    sheet_import = checked(
        csv_of(HEADER, *(row(title=text, gemeenten=text) for text in (zwolle.code, "swolle", "Atlantis")))
    )

    assert outcomes(sheet_import) == ["new", "new", "error"]
    assert problems(sheet_import)[0][0] == "E4"
    assert "Atlantis" in problems(sheet_import)[0][1]


def test_nothing_is_written_unless_every_row_is_good_or_the_editor_leaves_out_the_others(zwolle):
    sheet_import = checked(csv_of(HEADER, row(), row(sinds="vorig jaar")))
    with pytest.raises(ImportRefused):
        apply(sheet_import.pk)
    assert not Initiative.objects.exists()

    apply(sheet_import.pk, good_only=True)
    assert Initiative.objects.count() == 1
    with pytest.raises(ImportRefused):
        apply(sheet_import.pk, good_only=True)
    assert Initiative.objects.count() == 1


def test_a_draft_is_changed_only_where_the_sheet_says_something(zwolle):
    stored = draft(summary="Blijft.", municipalities=[zwolle])
    stored.citations.all().delete()
    stored.citations.create(publication_id=pk_of("PUB-01"), heading="De kop")
    sheet_import = checked(
        csv_of(["code", "titel", "hoofdthema", "bronnen"], ["INI-1", "Nieuw", "Taal", "PUB-01 | PUB-02"])
    )
    assert sheet_import.import_rows[0].changed == ["title", "main_theme", "citations"]

    apply(sheet_import.pk)
    stored.refresh_from_db()

    assert (stored.title, stored.summary, stored.main_theme.name) == ("Nieuw", "Blijft.", "Taal")
    assert stored.municipalities.get() == zwolle
    assert sorted(stored.citations.values_list("heading", flat=True)) == ["", "De kop"]


def pk_of(code):
    return make.Publication.objects.get(code=code).pk


def test_what_changed_after_the_check_is_checked_again(zwolle):
    stored = draft()
    sheet_import = checked(csv_of(HEADER, row("INI-1")))
    make.published(stored)
    Initiative.objects.filter(pk=stored.pk).update(state=State.PUBLISHED)

    with pytest.raises(ImportRefused, match="intussen"):
        apply(sheet_import.pk)


def test_what_a_row_names_may_be_deleted_before_it_is_applied(zwolle):
    sheet_import = checked(csv_of(HEADER, row(**{"gemeenten": "Zwolle"})))
    zwolle.delete()

    with pytest.raises(ImportRefused, match="intussen"):
        apply(sheet_import.pk, good_only=True)


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"titel": ""}, "B2", "leeg"),
        ({"titel": "x" * 121}, "B2", "120"),
        ({"hoofdthema": ""}, "C2", "hoofdthema"),
        ({"hoofdthema": "Sprookjes"}, "C2", "Sprookjes"),
        ({"sinds": "12,5"}, "H2", "heel getal"),
        ({"titel": "=1+1"}, "B2", "formule"),
        ({"titel": "a\x07b"}, "B2", "onzichtbaar"),
        ({"code": "BENCH-1"}, "A2", "proefgegevens"),
        ({"code": "a b"}, "A2", "code"),
    ],
)
def test_an_error_names_its_cell(zwolle, cells, cell, words):
    sheet_import = checked(
        csv_of(HEADER, [{**dict(zip(HEADER, row(), strict=True)), **cells}[name] for name in HEADER])
    )

    assert outcomes(sheet_import) == ["error"]
    assert problems(sheet_import)[0][0] == cell
    assert words in problems(sheet_import)[0][1]


def test_every_error_of_a_row_is_reported(zwolle):
    sheet_import = checked(csv_of(HEADER, row(code="x" * 21, title="", gemeenten="Atlantis", sinds="gisteren")))

    assert {cell for cell, _sentence in problems(sheet_import)} == {"A2", "B2", "E2", "H2"}


def test_the_rules_of_the_model_hold(zwolle):
    sheet_import = checked(csv_of(["titel", "hoofdthema", "soort", "land"], ["Iets", "Opvang", "Project", "Canada"]))

    assert "buitenlands voorbeeld" in problems(sheet_import)[0][1]


def test_a_code_may_occur_only_once(zwolle):
    sheet_import = checked(csv_of(HEADER, row("A-1"), row("a-1")))

    assert [cell for cell, _sentence in problems(sheet_import)] == ["A2", "A3"]


def test_excel_dates_and_numbers(zwolle):
    header = ["titel", "hoofdthema", "peildatum", "sinds", "soort"]
    line = ["Iets", "Opvang", datetime.datetime(2025, 7, 4), 2025.0, "project"]
    sheet_import = checked(xlsx_of(header, line), "werk.xlsx")

    assert problems(sheet_import) == []
    values = sheet_import.import_rows[0].values
    assert (values["as_of"], values["start_year"], values["kind"]) == ("2025-07-04", 2025, InitiativeKind.PROJECT)


class TestUndo:
    def test_everything_is_as_before(self, zwolle):
        stored = draft(municipalities=[zwolle], tags=["oud"])
        cited = list(stored.citations.values())
        full = row("INI-1", gemeenten="", trefwoorden="nieuw", bronnen="PUB-02", sinds="2024")
        sheet_import = checked(csv_of(HEADER, full, row(title="Erbij")))
        apply(sheet_import.pk)
        assert Initiative.objects.count() == 2

        assert undo(sheet_import.pk) == []
        stored = Initiative.objects.get()

        assert (stored.title, stored.start_year, stored.main_theme.name) == ("Oud", 2020, "Werk")
        assert [stored.municipalities.get(), *stored.tags.names()] == [zwolle, "oud"]
        assert list(stored.citations.values()) == cited
        assert not Tag.objects.filter(name="nieuw").exists()
        with pytest.raises(ImportRefused):
            undo(sheet_import.pk)

    def test_what_an_editor_went_on_with_stays(self, zwolle, client, editor):
        stored = draft()
        sheet_import = checked(csv_of(HEADER, row("INI-1"), row(title="Eerste"), row(title="Tweede")))
        apply(sheet_import.pk)
        first = Initiative.objects.get(title="Eerste")
        assert desk.save(client, first, summary="Van de redacteur").status_code == 302

        (warning,) = Document(client.get(report(sheet_import)).text).find("div", **{"class": "error-summary"})
        assert "Eerste" in warning.text
        assert "Tweede" not in warning.text
        client.post(report(sheet_import), {"undo": "1"})

        assert set(Initiative.objects.values_list("title", flat=True)) == {"Oud", "Eerste"}
        stored.refresh_from_db()
        assert stored.title == "Oud"

    def test_what_an_editor_put_in_a_bundle_stays(self, zwolle):
        sheet_import = checked(csv_of(HEADER, row(title="Eerste"), row(title="Tweede")))
        apply(sheet_import.pk)
        make.bundle(Initiative.objects.get(title="Eerste"), state=State.DRAFT)

        assert [retained.title for retained in undo(sheet_import.pk)] == ["Eerste"]
        assert Initiative.objects.get().title == "Eerste"

    def test_an_import_on_top_of_another(self, zwolle):
        draft()
        first = checked(csv_of(HEADER, row("INI-1", title="Een")))
        apply(first.pk)
        second = checked(csv_of(HEADER, row("INI-1", title="Twee")))
        apply(second.pk)

        with pytest.raises(ImportRefused):
            undo(first.pk)
        undo(second.pk)
        assert Initiative.objects.get().title == "Een"


def test_a_thousand_rows_keep_every_relation(zwolle):
    lines = [
        row(title=f"Rij {number}", gemeenten="Zwolle", trefwoorden="taal", bronnen="PUB-01") for number in range(1000)
    ]
    with CaptureQueriesContext(connection) as queries:
        sheet_import = checked(csv_of(HEADER, *lines))
        apply(sheet_import.pk)
    assert Initiative.themes.through.objects.count() == 2000
    assert Initiative.municipalities.through.objects.count() == Citation.objects.count() == 1000
    assert Initiative.objects.filter(tags__name="taal").count() == 1000
    assert len(queries) < 250  # and not a few for each row

    undo(sheet_import.pk)
    assert not Initiative.objects.exists()
    assert not Citation.objects.exists()


def test_every_column_has_a_header_of_its_own():
    headers = [column.header for column in COLUMNS]

    assert len(set(headers)) == len(headers)
    assert all(column.help for column in COLUMNS)
