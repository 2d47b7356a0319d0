"""From an uploaded file to rows that can be imported: which column is what, and what the editor answers."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from core.text import readable
from search.analysis import fold

from .applying import ImportRefused
from .mapping import (
    Choices,
    is_template,
    parse_rows,
    propose,
    propose_parts,
    remembered_columns,
    template_columns,
    template_parts,
)
from .models import OPEN, SheetImport
from .planning import NEW, UPDATE, plan

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
        choices = Choices(columns=template_columns(table), defaults=defaults, parts=template_parts(table))
        (check or choose_columns)(sheet_import, choices)
    else:
        earlier = _remembered(municipality)
        columns = propose(table, earlier.get("columns"))
        sheet_import.editor_choices = Choices(
            columns=columns,
            defaults=earlier.get("defaults", {}) | defaults,
            answers=earlier.get("answers", {}),
            parts=propose_parts(table, earlier.get("parts")),
        )
        sheet_import.state = SheetImport.State.COLUMNS
        sheet_import.save()
    return sheet_import


def _remembered(municipality):
    """Choices for the last file of a municipality: columns by folded header, defaults and answers."""
    earlier = SheetImport.objects.filter(municipality=municipality).exclude(state=SheetImport.State.COLUMNS)
    last = earlier.exclude(choices={}).order_by("-created_at").first() if municipality else None
    if last is None:
        return {}
    table, choices = last.source_table, last.editor_choices
    columns = remembered_columns(table, choices.columns)
    parts = {part: remembered_columns(table.parts[part], names) for part, names in choices.parts.items()}
    return {"columns": columns, "parts": parts, "defaults": choices.defaults, "answers": choices.answers}


def choose_columns(sheet_import, choices):
    """Save an editor's choices about columns, values and duplicates, and check the rows anew.

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
