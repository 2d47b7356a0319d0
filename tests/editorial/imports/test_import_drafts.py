"""Rows that change what is on the site: a concept beside it, which says what the row says and can be undone."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.records import State
from editorial.imports.applying import ImportRefused, apply, undo
from editorial.imports.rows import Outcome
from editorial.imports.workbook import csv_file, headers, sheet_lines
from editorial.revisions import snapshot
from editorial.revisions.models import Revision, RevisionState, ensure_revision
from initiatives.models import Citation, Initiative
from tests.support import desk, make
from tests.support.document import Document
from tests.support.sheets import checked, csv_of, report

pytestmark = pytest.mark.django_db
HEADER = ["code", "titel", "hoofdthema"]
CELLS = {
    "titel": ["Een titel", "Een ‘andere’ titel; met meer", "=1+1"],
    "hoofdthema": ["Taal", "Opvang", "Taal"],
    "thema’s": ["Taal", "Opvang", "Opvang | Taal"],
    "gemeenten": ["Urk", "Urk | Zwolle", "Zwolle"],
    "trefwoorden": ["", "taal", "nieuw | sport"],
    "bronnen": ["PUB-01", "PUB-02", "PUB-01 | PUB-02"],
    "sinds": [None, 2020, 2024],
    "status": ["Lopend", "Pilot", "Afgerond"],
    "aanpak": ["", "Eerst dit.\nDan dat.", "- punt"],
}
NOT_IN_SHEET = ["results", "partners", "bottlenecks", "internal_note", "related"]


@pytest.fixture
def theme():
    return make.theme(name="Opvang")


@pytest.fixture
def initiative(theme):
    return make.initiative(code="INI-1", title="Oud", main_theme=theme, municipalities=[make.municipality()])


def line(title="Nieuw", code="INI-1"):
    return csv_of(HEADER, [code, title, "Opvang"])


def outcomes(sheet_import):
    return [row.outcome for row in sheet_import.import_rows]


def imported(content, user=None):
    return apply(checked(content).pk, user)


def test_what_is_on_the_site_becomes_a_concept_and_stays_as_it_is(client, initiative):
    editor = make.editor()
    before = snapshot.take(initiative)

    sheet_import = imported(line("Zonneveld"), editor)

    concept = initiative.revisions.open().get()
    assert outcomes(sheet_import) == [Outcome.DRAFT]
    assert sheet_import.summary.split(", ")[2] == "1 gewijzigd als concept"
    assert (concept.state, concept.author, concept.note) == (
        RevisionState.DRAFT,
        editor,
        "Uit het bestand werk.csv, regel 2.",
    )
    assert concept.snapshot == before | {"title": "Zonneveld"}
    assert snapshot.take(initiative) == before == initiative.revisions.live().get().snapshot
    assert "Zonneveld" not in client.get(initiative.get_absolute_url()).text


def test_a_new_source_is_a_part_of_the_concept_only(initiative):
    new_publication, citation = make.publication(code="PUB-9"), initiative.citations.get()
    imported(csv_of([*HEADER, "bronnen"], ["INI-1", "Oud", "Opvang", f"PUB-9 | {citation.publication.code}"]))

    old, new = initiative.revisions.open().get().snapshot["citations"]
    assert old == snapshot.take(initiative)["citations"][0]
    assert new["id"] > snapshot.FIRST_DRAFT_KEY
    assert (new["publication"], new["heading"]) == (new_publication.pk, "")
    desk.publish(initiative)
    publications = set(initiative.citations.values_list("publication", flat=True))
    assert publications == {new_publication.pk, citation.publication_id}


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DRAFT])
def test_what_was_on_the_site_becomes_a_concept_too(initiative, state):
    ensure_revision(initiative)
    Initiative.objects.update(state=state, withdrawal_reason="Weg." if state == State.WITHDRAWN else "")

    assert outcomes(imported(line())) == [Outcome.DRAFT]
    assert Initiative.objects.get().title == "Oud"


def test_a_concept_of_an_editor_is_in_the_way_of_a_change_only(initiative):
    revision = desk.draft(initiative, title="Van een redacteur")
    sheet_import = checked(line())

    ((cell, sentence),) = sheet_import.import_rows[0].problems
    assert cell == "A2"
    assert f"versie {revision.number} (concept)" in sentence
    with pytest.raises(ImportRefused):
        apply(sheet_import.pk)
    assert outcomes(checked(line("Oud"))) == [Outcome.UNCHANGED]


def test_a_concept_that_came_after_the_check_is_not_replaced(initiative):
    sheet_import = checked(line())
    revision = desk.draft(initiative, title="Van een redacteur")

    with pytest.raises(ImportRefused, match="intussen"):
        apply(sheet_import.pk)

    assert initiative.revisions.open().get() == revision


def test_only_the_good_rows(initiative):
    sheet_import = checked(csv_of(HEADER, ["INI-1", "Nieuw", "Opvang"], ["", "", "Opvang"], ["", "Erbij", "Opvang"]))
    assert outcomes(sheet_import) == ["concept", "error", "new"]

    apply(sheet_import.pk, good_only=True)

    assert Revision.objects.open().count() == 1
    assert set(Initiative.objects.values_list("title", flat=True)) == {"Oud", "Erbij"}


def test_the_command_does_the_same(initiative, tmp_path):
    file = tmp_path / "werk.csv"
    file.write_bytes(line())
    out = io.StringIO()

    call_command("import_sheet", file, "--check", stdout=out)
    assert "1 gewijzigd als concept" in out.getvalue()
    assert not Revision.objects.exists()
    call_command("import_sheet", file, stdout=out)

    assert initiative.revisions.open().get().snapshot["title"] == "Nieuw"


class TestUndo:
    def test_the_concept_is_set_aside(self, initiative):
        sheet_import = imported(line())

        assert undo(sheet_import.pk) == []

        assert not initiative.revisions.open().exists()
        states = list(initiative.revisions.values_list("state", flat=True))
        assert states == [RevisionState.SUPERSEDED, RevisionState.LIVE]
        assert outcomes(checked(line())) == [Outcome.DRAFT]

    @pytest.mark.parametrize("went_on", ["edited", "submitted", "initiative"])
    def test_what_an_editor_went_on_with_stays_and_is_reported(self, client, initiative, theme, went_on):
        make.initiative(code="INI-2", title="Ander", main_theme=theme, municipalities=[make.municipality()])
        client.force_login(make.editor())
        sheet_import = imported(csv_of(HEADER, ["INI-1", "Nieuw", "Opvang"], ["INI-2", "Anders", "Opvang"]))
        concept = initiative.revisions.open().get()
        if went_on == "edited":
            desk.draft(initiative, **concept.snapshot | {"summary": "Meer."})
        elif went_on == "submitted":
            concept.submit(None)
        else:
            desk.publish(initiative)
        state = list(initiative.revisions.values_list("number", "state"))

        (warning,) = Document(client.get(report(sheet_import)).text).find("div", **{"class": "error-summary"})
        response = client.post(report(sheet_import), {"undo": "1"}, follow=True)

        assert "INI-1 Nieuw" in warning.text
        assert "INI-2" not in warning.text
        assert "Ongedaan gemaakt. 1 initiatief." in response.text
        assert "INI-1 Nieuw" in Document(response.text).find("div", **{"class": "error-summary"})[0].text
        assert list(initiative.revisions.values_list("number", "state")) == state
        assert Revision.objects.open().filter(initiative__code="INI-2").count() == 0

    def test_nothing_to_undo(self, initiative):
        sheet_import = imported(line())
        initiative.revisions.open().get().submit(None)

        with pytest.raises(ImportRefused, match="Alle rijen"):
            undo(sheet_import.pk)


def test_the_page_says_what_happens_and_where_it_went(client, initiative):
    client.force_login(make.editor())
    sheet_import = checked(line())

    before = client.get(report(sheet_import)).text
    assert "bezoekers zien er niets van" in before
    response = client.post(report(sheet_import), {"apply": "1"}, follow=True).text

    assert "1 daarvan is een concept: op de site verandert nog niets." in response
    assert f"/beheer/initiatives/initiative/{initiative.pk}/versies/2/" in response
    assert "?versie=concept" in response
    assert client.get(f"/beheer/initiatives/initiative/{initiative.pk}/versies/2/").status_code == 200


def create_a_thousand(theme, municipalities, publication):
    """Create published initiatives quickly."""
    same = {"state": State.PUBLISHED, "kind": "project", "status": "lopend", "summary": "Wat.", "main_theme": theme}
    codes = [f"RIJ-{number:04}" for number in range(1000)]
    initiatives = Initiative.objects.bulk_create(
        Initiative(code=code, slug=code.lower(), title=code, **same) for code in codes
    )
    for_place, for_theme = Initiative.municipalities.through, Initiative.themes.through
    for_place.objects.bulk_create(
        for_place(initiative=initiative, municipality=municipality)
        for initiative in initiatives
        for municipality in municipalities
    )
    for_theme.objects.bulk_create(for_theme(initiative=initiative, theme=theme) for initiative in initiatives)
    Citation.objects.bulk_create(
        Citation(initiative=initiative, publication=publication, heading="De kop") for initiative in initiatives
    )


def test_a_thousand_changed_rows_keep_every_relation(theme):
    create_a_thousand(theme, [make.municipality(), make.municipality()], make.publication())
    sheet = current_sheet()
    before = snapshot.take_many(list(Initiative.objects.values_list("pk", flat=True)))
    assert set(outcomes(checked(file_of(sheet)))) == {Outcome.UNCHANGED}

    with CaptureQueriesContext(connection) as queries:
        sheet_import = imported(file_of([row | {"titel": f"{row['titel']} nieuw"} for row in sheet]))

    concepts = dict(Revision.objects.open().values_list("initiative", "snapshot"))
    assert concepts == {key: content | {"title": f"{content['title']} nieuw"} for key, content in before.items()}
    assert dict(Revision.objects.live().values_list("initiative", "snapshot")) == before
    assert snapshot.take_many(list(before)) == before
    assert len(queries) < 150  # and not some for each row
    undo(sheet_import.pk)
    assert not Revision.objects.open().exists()


def two_full_initiatives():
    """Initiatives on the site with all that rows can and cannot name."""
    themes = [make.theme(name=name) for name in ("Opvang", "Taal")]
    urk, _zwolle = [make.municipality(name=name) for name in ("Urk", "Zwolle")]
    publication, _other = [make.publication(code=code) for code in ("PUB-01", "PUB-02")]
    same = {"municipalities": [urk], "tags": ["taal"], "sources": [], "bottlenecks": [make.bottleneck()]}
    initiatives = [
        make.initiative(code=f"RED-{number}", main_theme=themes[0], internal_note="Let op.", **same)
        for number in (1, 2)
    ]
    for initiative in initiatives:
        initiative.citations.create(publication=publication, heading="De kop")
        initiative.partners.create(name="Vrijwilligers")
    initiatives[1].related.set(initiatives[:1])
    return initiatives


def current_sheet():
    """The sheet of all initiatives: for each row a dict from header to cell."""
    return [dict(zip(headers(), cells, strict=True)) for cells in sheet_lines(Initiative.objects.all())]


def file_of(sheet):
    return csv_file([list(cells.values()) for cells in sheet]).getvalue()


class TestAnySheet(TestCase):
    """Whatever cells change: the concept is the row, and once it is initiative the same sheet comes out."""

    @settings(max_examples=10, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(sorted(CELLS)), st.integers(0, 2)), max_size=8))
    def test_what_goes_in_comes_out(self, changes):
        initiatives, sheet = two_full_initiatives(), current_sheet()
        before = [snapshot.take(initiative) for initiative in initiatives]
        assert outcomes(checked(file_of(sheet))) == [Outcome.UNCHANGED] * 2

        for row, header, choice in changes:
            sheet[row][header] = CELLS[header][choice]
        changed = [cells != old for cells, old in zip(sheet, current_sheet(), strict=True)]
        sheet_import = imported(file_of(sheet))

        assert [outcome == Outcome.DRAFT for outcome in outcomes(sheet_import)] == changed
        assert [snapshot.take(initiative) for initiative in initiatives] == before
        for initiative in initiatives:
            if initiative.revisions.open().exists():
                desk.publish(initiative)
        assert current_sheet() == sheet
        today = f"{timezone.localdate()}"
        for initiative, old, is_changed in zip(initiatives, before, changed, strict=True):
            new = snapshot.take(initiative)
            assert new["checked_on"] == (today if is_changed else old["checked_on"])  # publishing is a check
            assert {name: new[name] for name in NOT_IN_SHEET} == {name: old[name] for name in NOT_IN_SHEET}
