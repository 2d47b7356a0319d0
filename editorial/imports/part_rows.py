"""The results and partners of rows: read, looked at by the rules of their models, and compared with what is stored."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import map_texts, tidy
from search.analysis import fold

from .columns import PARTS
from .headers import POINTER
from .pointers import Pointers
from .reading_lines import LineReader
from .rows import CellError, ImportRow, Outcome

RULES = {
    "results": gettext_lazy("Een resultaat heeft een waarde, een eenheid, een definitie, een periode en een bron."),
    "partners": gettext_lazy("Een partner heeft een naam."),
}


def own_parts(reader):
    """Parts in the columns of the first sheet: one result, and the names of partners.

    Returns: a dict from "results" or "partners" to a list of parts, and a `CellError` for each flaw.
    """
    parts, errors = {}, []
    for part, values in (("results", [reader.values]), ("partners", _named_partners(reader))):
        for cells in values:
            if any(cells.get(column.name) for column in PARTS[part]):
                parts.setdefault(part, []).append(_part(part, cells))
                errors += _flaws(part, cells, reader)
                reader.names.setdefault(part, reader.cell(PARTS[part][0].name))
    return parts, errors


def _named_partners(reader):
    names = reader.values.get("partners.name", "").replace("|", "\n").replace(";", "\n").split("\n")
    return [{"partners.name": name.strip()} for name in names if name.strip()]


def attach(rows, table, choices, lookups):
    """The rows of the first sheet with what the other ones say of them; then those of the portal, and of nothing.

    Args: rows, each an `ImportRow`; table, a `Table`; choices, of the editor; lookups.
    """
    by_owner, strays, pointers = {row.line: row for row in rows}, [], Pointers(table, choices)
    for part, other in table.parts.items():
        columns = choices.parts.get(part, [])
        if POINTER not in columns:  # the editor said that this sheet is not to be read
            continue
        for line, cells in other.lines:
            reader = LineReader(line, other.header, columns, lookups, other.title).read(cells)
            try:
                owner = pointers.find(reader.pointer)
            except ValueError as error:
                strays.append(_stray(reader, str(error)))
            else:
                row = by_owner.get(owner) or _of_portal(owner, reader)
                by_owner[owner] = _with_part(row, part, reader)
    return [*by_owner.values(), *strays]


def _of_portal(code, reader):
    """A row about an initiative that is not on the first sheet: it only gets what the other sheets say."""
    cells = {"code": reader.cell(POINTER)}
    return ImportRow(line=reader.line, sheet=reader.sheet, cells=cells, values={"code": code}, cell_errors=[])


def _stray(reader, sentence):
    """A row about a line of another sheet that belongs to no initiative."""
    place = reader.cell(POINTER)
    errors = [error for error in reader.errors if error.cell == place] or [CellError(place, sentence)]
    return ImportRow(
        line=reader.line,
        sheet=reader.sheet,
        title=reader.pointer[:120],
        cells={},
        values={},
        cell_errors=errors,
        problems=errors,
        outcome=Outcome.ERROR,
    )


def _with_part(row, part, reader):
    """A row, with what a line of another sheet says of it."""
    errors = [*row.cell_errors, *reader.errors]
    parts = row.parts.get(part, [])
    if reader.errors or any(reader.values.values()):
        parts = [*parts, _part(part, reader.values)]
        errors += _flaws(part, reader.values, reader)
    return replace(
        row,
        cells={part: reader.place(0)} | row.cells,
        cell_errors=errors,
        unknown=_joined(row.unknown, reader.unknown),
        aside="\n".join(filter(None, [row.aside, *reader.aside])),
        parts=row.parts | ({part: parts} if parts else {}),
        whole=sorted({*row.whole, part}) if parts and not row.sheet else row.whole,
    )


def _joined(unknown, more):
    return unknown | {name: [*unknown.get(name, []), *names] for name, names in more.items()}


def _part(part, values):
    """A part as it is stored, without its key."""
    return {_field(column): values.get(column.name, column.empty) for column in PARTS[part]}


def _field(column):
    return column.name.partition(".")[2]


def _flaws(part, values, reader):
    """Validation errors of the values of a part."""
    unread = [column for column in PARTS[part] if column.name in reader.names and column.name not in reader.values]
    columns = [column for column in PARTS[part] if column not in unread]
    for column in columns:
        if not column.field.blank and not values.get(column.name):
            text = _("Vul ‘%(name)s’ in. %(rule)s") % {"name": column.short_header, "rule": RULES[part]}
            yield CellError(reader.cell(column.name), text)
    filled = {_field(column): column for column in columns if values.get(column.name)}
    record = PARTS[part][0].field.model()
    for name, column in filled.items():
        if not isinstance(column.field, models.ForeignKey):
            setattr(record, name, values[column.name])
    try:
        record.clean_fields(exclude=[field.name for field in record._meta.concrete_fields if not _is_in(field, filled)])
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            yield CellError(reader.cell(filled[name].name), " ".join(sentences))


def _is_in(field, filled):
    return field.name in filled and not isinstance(field, models.ForeignKey)


def planned_parts(row, stored, is_update):
    """The parts that an initiative has when a row is imported: a dict from "results" or "partners" to a list.

    A sheet of their own has them all of what is on the first sheet; the columns of that, and a row that was found by
    its title or is not on the first sheet, only add.
    Args: row; stored, the values of the initiative, or None; is_update, whether the row was found by its title.
    """
    planned = {}
    for part, given in row.parts.items():
        is_whole = part in row.whole and not is_update
        planned[part] = [] if is_whole or not stored else list(stored[part])
        known = {key for entry in planned[part] for key in _keys(part, entry)}
        for entry in sorted(given, key=lambda entry: len(_keys(part, entry)), reverse=True):  # who has a role, first
            key, *_others = _keys(part, entry)
            if key not in known:
                known.update(_keys(part, entry))
                planned[part].append(entry)
    return planned


def _keys(part, entry):
    """Keys to match a part by, its own first; a partner of whom only the name is given has only the name."""
    keys = [comparable(part, [entry])]
    if part == "partners":
        name = fold(entry["name"])
        return [name] if not (entry["role"] or entry["organisation"]) else [*keys, name]
    return keys


def comparable(name, value):
    """The value of a column, of which the parts have no order."""
    if name not in PARTS:
        return value
    tidied = map_texts(lambda text: tidy(text).strip(), value)
    return str(sorted(sorted((key, str(text)) for key, text in part.items()) for part in tidied))


def part_texts(part, values, lookups):
    """Cells of each part on its sheet, a list of lists; raises KeyError when a named record was removed."""
    return [[column.write(entry[_field(column)], lookups) for column in PARTS[part]] for entry in values]
