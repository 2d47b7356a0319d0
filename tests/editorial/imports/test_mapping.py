"""Which column of a file is which of ours."""

import io

import pytest

from editorial.imports.columns import COLUMNS
from editorial.imports.headers import SYNONYMS, column_of
from editorial.imports.mapping import is_template, parse_rows, propose
from editorial.imports.reading import Table, read_table
from editorial.imports.rows import SheetError
from tests.support.sheets import csv_of

REQUIRED = ["titel", "hoofdthema"]
# Not refused at the desk, where an editor says which column is what.
OTHER_COLUMNS = {
    "unreadable header": (lambda: csv_of([*REQUIRED, "kle\x01ur"], ["a", "b", "c"]), "‘kleur’"),
    "unknown header": (lambda: csv_of([*REQUIRED, "kleur"], ["a", "b", "c"]), "‘kleur’"),
    "double header": (lambda: csv_of([*REQUIRED, "Titel"], ["a", "b", "c"]), "twee keer"),
    "missing header": (lambda: csv_of(["titel"], ["a"]), "hoofdthema"),
}


@pytest.mark.parametrize("name", OTHER_COLUMNS)
def test_other_columns_than_those_of_the_template_are_named(name):
    content, words = OTHER_COLUMNS[name]

    with pytest.raises(SheetError, match=words):
        parse_rows(read_table("a.csv", io.BytesIO(content())))


def test_a_name_means_one_column():
    names = [name for names in SYNONYMS.values() for name in names.split("|")]

    assert len(set(names)) == len(names)
    assert {column_of(column.header) for column in COLUMNS} == {column.name for column in COLUMNS}


def test_a_column_is_proposed_once_and_the_rest_is_set_aside():
    table = Table(["Project", "Titel", "E-mailadres:", "Kleur", "", "wat er mis is"], [])

    assert propose(table) == ["title", "aside", "contact_email", "aside", "aside", "skip"]
    assert propose(table, {"kleur": "skip", "titel": "summary"})[1:4] == ["summary", "contact_email", "skip"]


@pytest.mark.parametrize(
    ("header", "known"), [(REQUIRED, True), ([*REQUIRED, ""], False), (["titel"], False), ([*REQUIRED, "x"], False)]
)
def test_nobody_is_asked_about_the_template(header, known):
    assert is_template(Table(header, [])) is known
