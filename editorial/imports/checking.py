"""What importing some rows would do, row by row, without writing anything."""

from collections import Counter, defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.records import State
from editorial.revisions.models import OPEN, Revision, RevisionState
from initiatives.models import Initiative
from initiatives.models.constraints import BENCHMARK_PREFIX
from initiatives.publishability import DRAFT_MAY_LACK
from sources.models import Publication

from .columns import BY_NAME, COLUMNS, KEYS, PLAIN, RELATIONS, tidy
from .models import Outcome
from .names import known_names
from .sheets import Flaw, cell_name
from .snapshots import snapshots

RULED = ["kind", "status", "country", "start_year", "end_year"]  # what the rules of the model look at
NOT_HERE = [field.name for field in Initiative._meta.concrete_fields if field.name not in PLAIN or field.name in KEYS]


def parse(table):
    """The rows of a `Table`, with their values and with what cannot be read; see `SheetImport.rows`."""
    names = known_names()
    return [_parsed(line, cells, table.header, names) for line, cells in table.lines]


def _parsed(line, cells, header, names):
    row = {"line": line, "cells": {}, "values": {}, "flaws": []}
    cells = [*cells, *[""] * (len(header) - len(cells))]
    for index, (column, cell) in enumerate(zip(header, cells[: len(header)], strict=True)):
        row["cells"][column.name] = cell_name(line, index)
        try:
            if isinstance(cell, Flaw):
                raise ValueError(cell)
            row["values"][column.name] = column.read(cell, names)
        except ValueError as error:
            row["flaws"].append([cell_name(line, index), str(error)])
    for index, cell in enumerate(cells[len(header) :], start=len(header)):
        if cell.strip():
            row["flaws"].append([cell_name(line, index), _("Deze kolom heeft geen naam.")])
    return row


def judge(rows):
    """Say for each row what importing it now would do; returns the number of rows with each outcome."""
    codes = Counter(row["values"].get("code", "").upper() for row in rows)
    stored = {one.code: one for one in Initiative.objects.filter(code__in=[*filter(None, _codes(rows))])}
    old = snapshots(one.pk for one in stored.values())
    revisions = _revisions([one.pk for one in stored.values()])
    gone = _gone(rows)
    seen = {}
    for row in rows:
        one = stored.get(row["values"].get("code", ""))
        row["code"], row["pk"] = row["values"].get("code", ""), one.pk if one else None
        row["title"] = row["values"].get("title", "")
        row["changed"] = _differences(row["values"], old.get(row["pk"]))
        row["on_site"] = one is not None and (one.state != State.DRAFT or RevisionState.LIVE in revisions[one.pk])
        row["problems"] = [*row["flaws"], *_about_code(row, codes), *_missing(row, gone)]
        if one is None or row["changed"]:
            row["problems"] += [*_faults(row, one, seen), *(_in_the_way(row, revisions) if row["on_site"] else [])]
        row["problems"].sort(key=lambda problem: (len(problem[0]), problem[0]))
        row["outcome"] = Outcome.ERROR if row["problems"] else _outcome(row)
    return dict(Counter(row["outcome"] for row in rows))


def _codes(rows):
    return (row["values"].get("code", "") for row in rows)


def _outcome(row):
    if row["pk"] is None:
        return Outcome.NEW
    if not row["changed"]:
        return Outcome.UNCHANGED
    return Outcome.CONCEPT if row["on_site"] else Outcome.CHANGED


def _revisions(keys):
    """The revisions of initiatives that are on the site or on their way: a dict from primary key to one from step."""
    found = defaultdict(dict)
    revisions = Revision.objects.filter(initiative__in=keys, state__in=[*OPEN, RevisionState.LIVE])
    for key, step, number in revisions.values_list("initiative", "state", "number"):
        found[key][RevisionState(step)] = number
    return found


def _differences(values, old):
    """The names of the columns in which a row differs from what is stored; of a new one those that are filled in."""
    names = [column.name for column in COLUMNS if column.name in values and column.name != "code"]
    if old is None:
        return [name for name in names if values[name] not in ("", None, [])]
    kept = {name: tidy(old[name]) if isinstance(old[name], str) else old[name] for name in names}
    return [name for name in names if values[name] != kept[name]]


def _about_code(row, codes):
    cell, code = row["cells"].get("code", f"A{row['line']}"), row["code"]
    if code and codes[code.upper()] > 1:
        yield [cell, _("De code %s staat twee keer in dit bestand.") % code]
    elif code.upper().startswith(BENCHMARK_PREFIX):
        yield [cell, _("Een code die met %s begint, is voor proefgegevens.") % BENCHMARK_PREFIX]
    elif len(code) > BY_NAME["code"].field.max_length:
        yield [cell, _("Een code heeft hoogstens 20 tekens.")]


def _in_the_way(row, revisions):
    """The concept that an editor is at work on, which a row never replaces."""
    for step, number in revisions[row["pk"]].items():
        if step in OPEN:
            text = _("Er is al een concept: versie %(number)s (%(step)s). Publiceer dat eerst, of werk daarin verder.")
            yield [row["cells"].get("code", f"A{row['line']}"), text % {"number": number, "step": step.label}]


def _gone(rows):
    """What rows name and was removed since they were read: a dict by the name of a column of primary keys."""
    gone = {}
    for name in [*RELATIONS, *KEYS]:
        if name != "tags":
            values = [row["values"].get(name) for row in rows]
            named = {key for value in values for key in (value if isinstance(value, list) else [value]) if key}
            model = Publication if name == "citations" else Initiative._meta.get_field(name).related_model
            gone[name] = named - set(model.objects.filter(pk__in=named).values_list("pk", flat=True))
    return gone


def _missing(row, gone):
    for name, keys in gone.items():
        value = row["values"].get(name)
        if keys and keys & set(value if isinstance(value, list) else [value]):
            yield [row["cells"][name], _("Wat hier staat, is intussen verwijderd.")]


def _faults(row, stored, seen):
    """What the model has against a row: pairs of a cell and a sentence."""
    values, cells = row["values"], row["cells"]
    if not values.get("main_theme", True):
        yield [cells["main_theme"], _("Kies een hoofdthema. Ook een concept heeft er een nodig.")]
    one = stored or Initiative()
    for name, value in values.items():
        if name in PLAIN and name not in KEYS:
            setattr(one, name, value)
    waiting = [name for name in DRAFT_MAY_LACK if name in PLAIN and not getattr(one, name)]
    unread = [name for name in cells if name not in values]
    try:
        one.clean_fields(exclude=[*NOT_HERE, *waiting, *unread])
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            yield [cells.get(name, f"A{row['line']}"), " ".join(sentences)]
    for sentence in _broken_rules(one, seen):
        yield [f"A{row['line']}", sentence]


def _broken_rules(one, seen):
    """What the rules of the model say; each asks the database, so rows that are alike share the answer."""
    alike = tuple(getattr(one, name) for name in RULED)
    if alike not in seen:
        try:
            Initiative(**dict(zip(RULED, alike, strict=True))).validate_constraints()
            seen[alike] = []
        except ValidationError as error:
            seen[alike] = error.messages
    return seen[alike]


def changed_headers(row):
    """The columns in which a row brings something new, as the editor knows them."""
    return [column.header for column in COLUMNS if column.name in row["changed"]]
