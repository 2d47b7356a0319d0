"""Rows that change what is on the site: a concept beside it, which says what the row says and can be taken back."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.records import State
from editorial.imports.exporting import csv_file, headers, rows
from editorial.imports.models import Outcome
from editorial.imports.writing import Refused, apply, undo
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
BESIDE = ["results", "partners", "bottlenecks", "internal_note", "checked_on", "related"]


@pytest.fixture
def theme():
    return make.theme(name="Opvang")


@pytest.fixture
def shown(theme):
    return make.initiative(code="INI-1", title="Oud", main_theme=theme, municipalities=[make.municipality()])


def line(title="Nieuw", code="INI-1"):
    return csv_of(HEADER, [code, title, "Opvang"])


def outcomes(made):
    return [row["outcome"] for row in made.rows]


def imported(content, user=None):
    return apply(checked(content).pk, user)


def test_what_is_on_the_site_becomes_a_concept_and_stays_as_it_is(client, shown):
    editor = make.editor()
    before = snapshot.take(shown)

    made = imported(line("Zonneveld"), editor)

    concept = shown.revisions.open().get()
    assert (outcomes(made), made.summary.split(", ")[2]) == ([Outcome.CONCEPT], "1 gewijzigd als concept")
    assert (concept.state, concept.author, concept.note) == (
        RevisionState.CONCEPT,
        editor,
        "Uit het bestand werk.csv, regel 2.",
    )
    assert concept.snapshot == before | {"title": "Zonneveld"}
    assert snapshot.take(shown) == before == shown.revisions.live().get().snapshot
    assert "Zonneveld" not in client.get(shown.get_absolute_url()).text


def test_a_new_source_is_a_part_of_the_concept_only(shown):
    source, kept = make.publication(code="PUB-9"), shown.citations.get()
    imported(csv_of([*HEADER, "bronnen"], ["INI-1", "Oud", "Opvang", f"PUB-9 | {kept.publication.code}"]))

    old, new = shown.revisions.open().get().snapshot["citations"]
    assert old == snapshot.take(shown)["citations"][0]
    assert new["id"] > snapshot.DRAFTED
    assert (new["publication"], new["heading"]) == (source.pk, "")
    desk.publish(shown)
    assert set(shown.citations.values_list("publication", flat=True)) == {source.pk, kept.publication_id}


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DRAFT])
def test_what_was_on_the_site_becomes_a_concept_too(shown, state):
    ensure_revision(shown)
    Initiative.objects.update(state=state, withdrawal_reason="Weg." if state == State.WITHDRAWN else "")

    assert outcomes(imported(line())) == [Outcome.CONCEPT]
    assert Initiative.objects.get().title == "Oud"


def test_a_concept_of_an_editor_is_in_the_way_of_a_change_only(shown):
    revision = desk.draft(shown, title="Van een redacteur")
    made = checked(line())

    ((cell, sentence),) = made.rows[0]["problems"]
    assert cell == "A2"
    assert f"versie {revision.number} (concept)" in sentence
    with pytest.raises(Refused):
        apply(made.pk)
    assert outcomes(checked(line("Oud"))) == [Outcome.UNCHANGED]


def test_a_concept_that_came_after_the_check_is_not_replaced(shown):
    made = checked(line())
    revision = desk.draft(shown, title="Van een redacteur")

    with pytest.raises(Refused, match="intussen"):
        apply(made.pk)

    assert shown.revisions.open().get() == revision


def test_only_the_chosen_rows(shown):
    made = checked(csv_of(HEADER, ["INI-1", "Nieuw", "Opvang"], ["", "", "Opvang"], ["", "Erbij", "Opvang"]))
    assert outcomes(made) == ["concept", "error", "new"]

    apply(made.pk, good_only=True)

    assert Revision.objects.open().count() == 1
    assert set(Initiative.objects.values_list("title", flat=True)) == {"Oud", "Erbij"}


def test_the_command_does_the_same(shown, tmp_path):
    file = tmp_path / "werk.csv"
    file.write_bytes(line())
    out = io.StringIO()

    call_command("import_sheet", file, "--check", stdout=out)
    assert "1 gewijzigd als concept" in out.getvalue()
    assert not Revision.objects.exists()
    call_command("import_sheet", file, stdout=out)

    assert shown.revisions.open().get().snapshot["title"] == "Nieuw"


class TestUndo:
    def test_the_concept_is_set_aside(self, shown):
        made = imported(line())

        assert undo(made.pk) == []

        assert not shown.revisions.open().exists()
        assert [one.state for one in shown.revisions.all()] == [RevisionState.SUPERSEDED, RevisionState.LIVE]
        assert outcomes(checked(line())) == [Outcome.CONCEPT]

    @pytest.mark.parametrize("went_on", ["edited", "submitted", "published"])
    def test_what_somebody_went_on_with_stays_and_that_is_said(self, client, shown, theme, went_on):
        make.initiative(code="INI-2", title="Ander", main_theme=theme, municipalities=[make.municipality()])
        client.force_login(make.editor())
        made = imported(csv_of(HEADER, ["INI-1", "Nieuw", "Opvang"], ["INI-2", "Anders", "Opvang"]))
        concept = shown.revisions.open().get()
        if went_on == "edited":
            desk.draft(shown, **concept.snapshot | {"summary": "Meer."})
        elif went_on == "submitted":
            concept.submit(None)
        else:
            desk.publish(shown)
        state = list(shown.revisions.values_list("number", "state"))

        (warning,) = Document(client.get(report(made)).text).find("div", **{"class": "error-summary"})
        answer = client.post(report(made), {"undo": "1"}, follow=True)

        assert "INI-1 Nieuw" in warning.text
        assert "INI-2" not in warning.text
        assert "Ongedaan gemaakt. 1 initiatief." in answer.text
        assert "INI-1 Nieuw" in Document(answer.text).find("div", **{"class": "error-summary"})[0].text
        assert list(shown.revisions.values_list("number", "state")) == state
        assert Revision.objects.open().filter(initiative__code="INI-2").count() == 0

    def test_nothing_to_take_back(self, shown):
        made = imported(line())
        shown.revisions.open().get().submit(None)

        with pytest.raises(Refused, match="Alle rijen"):
            undo(made.pk)


def test_the_page_says_what_happens_and_where_it_went(client, shown):
    client.force_login(make.editor())
    made = checked(line())

    before = client.get(report(made)).text
    assert "bezoekers zien er niets van" in before
    answer = client.post(report(made), {"apply": "1"}, follow=True).text

    assert "1 daarvan is een concept: op de site verandert nog niets." in answer
    assert f"/beheer/initiatives/initiative/{shown.pk}/versies/2/" in answer
    assert "?versie=concept" in answer
    assert client.get(f"/beheer/initiatives/initiative/{shown.pk}/versies/2/").status_code == 200


def a_thousand(theme, places, source):
    """Initiatives on the site, made quickly."""
    known = {"state": State.PUBLISHED, "kind": "project", "status": "lopend", "summary": "Wat.", "main_theme": theme}
    names = [f"RIJ-{number:04}" for number in range(1000)]
    made = Initiative.objects.bulk_create(
        Initiative(code=name, slug=name.lower(), title=name, **known) for name in names
    )
    place_of, theme_of = Initiative.municipalities.through, Initiative.themes.through
    place_of.objects.bulk_create(place_of(initiative=one, municipality=place) for one in made for place in places)
    theme_of.objects.bulk_create(theme_of(initiative=one, theme=theme) for one in made)
    Citation.objects.bulk_create(Citation(initiative=one, publication=source, heading="De kop") for one in made)
    return made


def test_a_thousand_changed_rows_keep_every_relation(theme):
    a_thousand(theme, [make.municipality(), make.municipality()], make.publication())
    sheet = sheet_now()
    before = snapshot.take_many(list(Initiative.objects.values_list("pk", flat=True)))
    assert set(outcomes(checked(file_of(sheet)))) == {Outcome.UNCHANGED}

    with CaptureQueriesContext(connection) as asked:
        made = imported(file_of([row | {"titel": f"{row['titel']} nieuw"} for row in sheet]))

    concepts = dict(Revision.objects.open().values_list("initiative", "snapshot"))
    assert concepts == {key: content | {"title": f"{content['title']} nieuw"} for key, content in before.items()}
    assert dict(Revision.objects.live().values_list("initiative", "snapshot")) == before
    assert snapshot.take_many(list(before)) == before
    assert len(asked) < 150  # and not some for each row
    undo(made.pk)
    assert not Revision.objects.open().exists()


def two_full_ones():
    """Initiatives on the site with all that rows can and cannot name."""
    themes = [make.theme(name=name) for name in ("Opvang", "Taal")]
    place, _other = [make.municipality(name=name) for name in ("Urk", "Zwolle")]
    source, _other = [make.publication(code=code) for code in ("PUB-01", "PUB-02")]
    known = {"municipalities": [place], "tags": ["taal"], "sources": [], "bottlenecks": [make.bottleneck()]}
    made = [make.initiative(code=f"RED-{n}", main_theme=themes[0], internal_note="Let op.", **known) for n in (1, 2)]
    for one in made:
        one.citations.create(publication=source, heading="De kop")
        one.partners.create(name="Vrijwilligers")
        one.related.set(made[:1] if one is made[1] else [])
    return made


def sheet_now():
    """The sheet of all initiatives: for each row a dict from header to cell."""
    return [dict(zip(headers(), cells, strict=True)) for cells in rows(Initiative.objects.all())]


def file_of(sheet):
    return csv_file([list(cells.values()) for cells in sheet]).getvalue()


class TestAnySheet(TestCase):
    """Whatever cells change: the concept is the row, and once it is published the same sheet comes out."""

    @settings(max_examples=10, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(sorted(CELLS)), st.integers(0, 2)), max_size=8))
    def test_what_goes_in_comes_out(self, changes):
        records, sheet = two_full_ones(), sheet_now()
        before = [snapshot.take(one) for one in records]
        assert outcomes(checked(file_of(sheet))) == [Outcome.UNCHANGED] * 2

        for row, header, choice in changes:
            sheet[row][header] = CELLS[header][choice]
        changed = [cells != old for cells, old in zip(sheet, sheet_now(), strict=True)]
        made = imported(file_of(sheet))

        assert [outcome == Outcome.CONCEPT for outcome in outcomes(made)] == changed
        assert [snapshot.take(one) for one in records] == before
        for one in records:
            if one.revisions.open().exists():
                desk.publish(one)
        assert sheet_now() == sheet
        for one, old in zip(records, before, strict=True):
            now = snapshot.take(one)
            assert {name: now[name] for name in BESIDE} == {name: old[name] for name in BESIDE}
