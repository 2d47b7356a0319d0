"""The rows of an import in the database: what earlier releases stored is read, shown and undone."""

import pytest

from editorial.imports.applying import apply, undo
from editorial.imports.models import SheetImport
from editorial.imports.rows import CellError, ImportRow, Outcome
from editorial.revisions.models import RevisionState
from initiatives.models import Initiative
from tests.support import make
from tests.support.sheets import checked, csv_of, report

HEADER = ["code", "titel", "hoofdthema"]
# As installations have them from the time when a revision was called a version.
CHECKED = {
    "line": 2,
    "cells": {"code": "A2", "title": "B2", "start_year": "C2"},
    "values": {"code": "INI-1", "title": "Nieuw"},
    "flaws": [["C2", "‘x’ is geen heel getal, zoals 2025."]],
    "code": "INI-1",
    "pk": 7,
    "title": "Nieuw",
    "changed": ["title"],
    "on_site": True,
    "problems": [["C2", "‘x’ is geen heel getal, zoals 2025."]],
    "outcome": "error",
}
GOOD = CHECKED | {"flaws": [], "problems": []}
STORED = {
    "checked": CHECKED,
    "created": GOOD | {"outcome": "new", "on_site": False, "before": None},
    "changed": GOOD | {"outcome": "changed", "on_site": False, "before": {"title": "Oud"}},
    "concept": GOOD | {"outcome": "concept", "version": 3},
    "retained": GOOD | {"outcome": "concept", "version": 3, "kept": True},
}


@pytest.mark.parametrize("name", STORED)
def test_a_row_is_stored_as_it_always_was(name):
    stored = STORED[name]

    assert ImportRow.from_json(stored).to_json() == stored


def test_what_earlier_releases_stored_is_read():
    rows = {name: ImportRow.from_json(stored) for name, stored in STORED.items()}

    error = CellError("C2", "‘x’ is geen heel getal, zoals 2025.")
    assert (rows["checked"].cell_errors, rows["checked"].problems) == ([error], [error])
    assert rows["checked"].outcome is Outcome.ERROR
    assert [name for name, row in rows.items() if row.is_written] == ["created", "changed"]
    assert [name for name, row in rows.items() if row.is_created] == ["created"]
    assert rows["changed"].before == {"title": "Oud"}
    assert [row.revision for row in rows.values()] == [None, None, None, 3, 3]
    assert [name for name, row in rows.items() if row.is_retained] == ["retained"]


def test_a_row_from_before_there_were_concepts_is_read():
    without = {name: value for name, value in GOOD.items() if name != "on_site"}

    assert ImportRow.from_json(without | {"outcome": "new"}).on_site is False


@pytest.mark.django_db
def test_an_import_of_an_earlier_release_is_shown_and_undone(client):
    theme = make.theme(name="Opvang")
    initiative = make.initiative(code="INI-1", title="Oud", main_theme=theme, municipalities=[make.municipality()])
    client.force_login(make.editor())
    sheet_import = apply(checked(csv_of(HEADER, ["INI-1", "Nieuw", "Opvang"], ["", "Erbij", "Opvang"])).pk)
    cells = {"code": "A2", "title": "B2", "main_theme": "C2"}
    new = {"code": "", "title": "Erbij", "main_theme": theme.pk}
    same = {"cells": cells, "flaws": [], "problems": []}
    concept = GOOD | same | {"pk": initiative.pk, "outcome": "concept", "version": 2}
    created = {"line": 3, "values": new, "title": "Erbij", "changed": ["title", "main_theme"], "on_site": False}
    created |= {"pk": Initiative.objects.get(title="Erbij").pk, "code": "RED-0001", "outcome": "new", "before": None}
    SheetImport.objects.filter(pk=sheet_import.pk).update(rows=[concept, created | same])

    page = client.get(report(sheet_import)).text
    assert f"/beheer/initiatives/initiative/{initiative.pk}/versies/2/" in page
    assert "error-summary" not in page
    assert undo(sheet_import.pk) == []

    assert [revision.state for revision in initiative.revisions.all()] == [
        RevisionState.SUPERSEDED,
        RevisionState.LIVE,
    ]
    assert not Initiative.objects.filter(title="Erbij").exists()
