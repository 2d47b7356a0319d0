"""The rows of an import that cannot be imported, with what belongs to them, as sheets to mend and send in again."""

import re

from .columns import ANY_BY_NAME, BY_NAME
from .headers import POINTER, POINTER_HEADER
from .lookups import all_lookups
from .mapping import PROBLEMS_HEADER
from .pointers import cell_text, lines_of
from .reading_lines import SKIP
from .rows import Outcome, cell_name
from .workbook import SHEET_NAME


def wrong_sheets(sheet_import):
    """Pairs of a title and lists of cells, of which the first has the names of the columns.

    The columns that are known get the names of the template, so that the file can come back without more questions.
    """
    table, wrong = sheet_import.source_table, [row for row in sheet_import.import_rows if row.outcome == Outcome.ERROR]
    sheets = [(SHEET_NAME, list(_wrong_lines(sheet_import, table, wrong)))]
    belonging = lines_of(table, sheet_import.editor_choices, wrong)
    for part, other in table.parts.items():
        mine = [(line, cells) for line, cells in other.lines if line in belonging[part]]
        columns = sheet_import.editor_choices.parts.get(part, [])
        if mine and POINTER in columns:
            sheets.append((other.title, list(_part_lines(other, mine, columns, wrong))))
    return sheets


def _wrong_lines(sheet_import, table, wrong):
    choices, lookups = sheet_import.editor_choices, all_lookups()
    columns = _read_columns(choices.columns)
    added = [BY_NAME[name] for name in choices.defaults if name not in choices.columns]
    yield [*(_header(table, *column) for column in columns), *(column.header for column in added), PROBLEMS_HEADER]
    rows = {row.line: row for row in wrong if not row.sheet}
    for line, cells in table.lines:
        if row := rows.get(line):
            texts = [cell_text(cells, place) for place, _name in columns]
            texts += [column.write(row.values.get(column.name), lookups) for column in added]
            yield [*texts, _in_words(row.problems)]


def _part_lines(table, lines, columns, wrong):
    columns = _read_columns(columns)
    yield [*(_part_header(table, *column) for column in columns), PROBLEMS_HEADER]
    for line, cells in lines:
        place = re.compile(rf"{re.escape(table.title)}![A-Z]+{line}")
        problems = [problem for row in wrong for problem in row.problems if place.fullmatch(problem.cell)]
        yield [*(cell_text(cells, index) for index, _name in columns), _in_words(problems)]


def _read_columns(columns):
    return [(place, name) for place, name in enumerate(columns) if name != SKIP]


def _header(table, place, name):
    return ANY_BY_NAME[name].header if name in ANY_BY_NAME else table.header[place] or cell_name("", place)


def _part_header(table, place, name):
    if name == POINTER:
        return POINTER_HEADER
    return ANY_BY_NAME[name].short_header if name in ANY_BY_NAME else table.header[place] or cell_name("", place)


def _in_words(problems):
    return " ".join(f"{cell}: {sentence}" for cell, sentence in problems)
