"""From an uploaded file to rows that can be imported: which column is what, and what the editor answers."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from core.text import readable
from search.analysis import fold

from .applying import ImportRefused
from .columns import BY_NAME
from .lookups import all_lookups
from .mapping import (
    PROBLEMS_HEADER,
    SKIP,
    Choices,
    is_template,
    parse_rows,
    propose,
    remembered_columns,
    template_columns,
)
from .models import OPEN, SheetImport
from .planning import NEW, UPDATE, plan
from .rows import Outcome, UnreadableCell, cell_name

LEAVE_OUT = "-"  # an answer: this name belongs nowhere


def save_file(file_name, table, municipality=None, user=None, check=None):
    """Save a file that was read.

    Args: table, a `Table`; municipality, that sent it, or None; user, who uploaded it; check, what is called instead
        of `choose_columns`, in case that takes long.
    Returns: the `SheetImport`, checked when it has the columns of the template, else with columns to be chosen.
    """
    sheet_import = SheetImport(file_name=readable(file_name)[:200], created_by=user, municipality=municipality)
    sheet_import.source_table = table
    defaults = {"municipalities": [municipality.pk]} if municipality else {}
    if is_template(table):
        choices = Choices(columns=template_columns(table), defaults=defaults)
        (check or choose_columns)(sheet_import, choices)
    else:
        earlier = _remembered(municipality)
        columns = propose(table, earlier.get("columns"))
        sheet_import.editor_choices = Choices(
            columns=columns, defaults=earlier.get("defaults", {}) | defaults, answers=earlier.get("answers", {})
        )
        sheet_import.state = SheetImport.State.COLUMNS
        sheet_import.save()
    return sheet_import


def _remembered(municipality):
    """What an editor chose for the last file of a municipality: columns by folded header, defaults and answers."""
    earlier = SheetImport.objects.filter(municipality=municipality).exclude(state=SheetImport.State.COLUMNS)
    last = earlier.exclude(choices={}).order_by("-created_at").first() if municipality else None
    if last is None:
        return {}
    columns = remembered_columns(last.source_table, last.editor_choices.columns)
    return {"columns": columns, "defaults": last.editor_choices.defaults, "answers": last.editor_choices.answers}


def choose_columns(sheet_import, choices):
    """Save which columns are which, or what else the editor decided, and check the rows anew.

    Raises: ImportRefused when somebody imported the file meanwhile.
    """
    sheet_import.editor_choices = choices
    table = sheet_import.source_table  # an earlier release did not store it
    rows = parse_rows(table, choices) if table else sheet_import.import_rows
    sheet_import.import_rows = plan(rows, choices.decisions)
    sheet_import.state = SheetImport.State.CHECKED
    _save_open(sheet_import)


def save_choices(sheet_import, choices):
    """Save which columns are which, for the rows to be checked later; raises ImportRefused, as `choose_columns`."""
    sheet_import.editor_choices, sheet_import.state = choices, SheetImport.State.COLUMNS
    _save_open(sheet_import)


def _save_open(sheet_import):
    with transaction.atomic():
        _refuse_closed(sheet_import)
        sheet_import.save()


def _refuse_closed(sheet_import):
    stored = SheetImport.objects.select_for_update().filter(pk=sheet_import.pk)
    if any(other.state not in OPEN for other in stored):
        raise ImportRefused(_("Iemand importeerde dit bestand intussen. Er is niets veranderd."))


def decide(sheet_import, answers, decisions, check=choose_columns):
    """Take in what the editor answered in the report.

    Args: answers, by column a dict from a name in the file to a key, or 0 for nothing; decisions, by line number
        "new", "update" or "" for a row that looks like another; check, as in `save_file`.
    Returns: whether that differs from what was decided before; the rows are checked anew then.
    Raises: ImportRefused, as `choose_columns`.
    """
    old = sheet_import.editor_choices
    merged = {name: dict(known) for name, known in old.answers.items()}
    for name, by_text in answers.items():
        merged.setdefault(name, {}).update({fold(text): key for text, key in by_text.items()})
    kept = {line: value for line, value in (old.decisions | decisions).items() if value in {NEW, UPDATE}}
    new = replace(old, answers=merged, decisions=kept)
    if new == old:
        return False
    check(sheet_import, new)
    return True


def wrong_lines(sheet_import):
    """The rows that cannot be imported, to be mended: yields lists of cells, first the names of the columns.

    The columns that are known get the names of the template, so that the file can come back without more questions.
    """
    choices, table, lookups = sheet_import.editor_choices, sheet_import.source_table, all_lookups()
    columns = [(place, name) for place, name in enumerate(choices.columns) if name != SKIP]
    added = [BY_NAME[name] for name in choices.defaults if name not in choices.columns]
    yield [*(_header(table, *column) for column in columns), *(column.header for column in added), PROBLEMS_HEADER]
    rows = {row.line: row for row in sheet_import.import_rows if row.outcome == Outcome.ERROR}
    for line, cells in table.lines:
        if row := rows.get(line):
            texts = [_text(cells, place) for place, _name in columns]
            texts += [column.write(row.values.get(column.name), lookups) for column in added]
            yield [*texts, " ".join(f"{cell}: {sentence}" for cell, sentence in row.problems)]


def _header(table, place, name):
    return BY_NAME[name].header if name in BY_NAME else table.header[place] or cell_name("", place)


def _text(cells, place):
    cell = cells[place] if place < len(cells) else ""
    return "" if isinstance(cell, UnreadableCell) else cell
