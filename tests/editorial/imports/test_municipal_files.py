"""Thirty files as municipalities send them: what the report says of each."""

import io

import pytest

from editorial.imports.reading import read_table
from editorial.imports.report import report_lines
from editorial.imports.rows import Outcome
from editorial.imports.steps import choose_columns, save_file
from tests.support.municipal_files import FILES, make_world
from tests.support.part_files import PART_FILES
from themes.models import Theme

pytestmark = pytest.mark.django_db


def test_there_are_thirty():
    assert len(FILES) >= 30


@pytest.mark.parametrize("name", FILES | PART_FILES)
def test_the_report_of_a_file(name):
    file, municipality = (FILES | PART_FILES)[name], make_world()
    table = read_table(file.name, io.BytesIO(file.content))

    sheet_import = save_file(file.name, table, municipality)
    choices = sheet_import.editor_choices
    choices.defaults["main_theme"] = Theme.objects.get(name="Opvang").pk
    choose_columns(sheet_import, choices)

    rows = sheet_import.import_rows
    assert " ".join(row.outcome for row in rows) == file.outcomes, [row.problems for row in rows]
    said = " ".join(table.remarks)
    assert [words for words in file.remarks if words not in said] == []
    assert bool(said) == bool(file.remarks), said
    sentences = {cell: sentence for row in rows for cell, sentence in row.problems}
    assert set(sentences) >= set(file.problems)
    assert [cell for cell, words in file.problems.items() if words not in sentences[cell]] == []
    lines = [line for line in report_lines(sheet_import, rows) if not line.row.sheet]
    shown = {line.row.line: {"titel": line.row.title, **dict(line.values)} for line in lines}
    brought = {line: {header: shown[line].get(header) for header in values} for line, values in file.values.items()}
    assert brought == file.values
    notes = {row.line: row.values.get("internal_note", "") for row in rows if row.outcome != Outcome.ERROR}
    assert {line: note for line, note in notes.items() if note} == file.notes
