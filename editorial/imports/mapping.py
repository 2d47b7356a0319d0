"""Mapping the columns of a file to those of the portal, and parsing its rows."""

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from core.jobs.background import with_progress

from .columns import ANY_BY_NAME, COLUMNS, EXTRA_COLUMNS, REQUIRED
from .headers import POINTER, POINTER_HEADER, column_of, column_of_part, folded_header
from .lookups import all_lookups, answered
from .part_rows import attach, own_parts
from .reading_lines import ASIDE, SKIP, LineReader
from .rows import ImportRow, SheetError

PROBLEMS_HEADER = "wat er mis is"  # of a file with only the wrong rows, as it leaves the desk


@dataclass(frozen=True)
class Choices:
    """Choices of an editor about a file.

    columns: for each column of the file the name of ours, ASIDE, SKIP, or "" for an error when it is filled in.
    defaults: by column the value for new rows that have none. answers: by column a dict from a folded name to the key
    of what it means, 0 for nothing. decisions: by line number (as text) "new" or "update" for a row that looks like
    another. parts: by "results" or "partners" what `columns` is, for the sheet with those; one of them is POINTER.
    """

    columns: list = field(default_factory=list)
    defaults: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    decisions: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)

    def to_json(self):
        """As the database stores it; `Choices(**stored)` reads it."""
        return asdict(self)


def propose(table, remembered=None, part=""):
    """Propose a meaning for each column of a `Table`: a list for `Choices.columns`.

    Args: remembered, a dict from folded header to what an editor chose for an earlier file like this; part, "results"
        or "partners" for a sheet with those.
    """
    proposed = []
    for header in table.header:
        own = column_of_part(part, header) if part else column_of(header)
        name = (remembered or {}).get(folded_header(header)) or own
        if folded_header(header) == PROBLEMS_HEADER:
            name = SKIP
        is_ours = name in ANY_BY_NAME or name == POINTER
        proposed.append(name if name and (name not in proposed or not is_ours) else ASIDE)
    return proposed


def propose_parts(table, remembered=None):
    """Propose the columns of the other sheets that were read: a dict for `Choices.parts`."""
    return {part: propose(other, (remembered or {}).get(part), part) for part, other in table.parts.items()}


def remembered_columns(table, columns):
    """Columns to remember: the argument of `propose` for the next file."""
    return dict(zip(map(folded_header, table.header), columns, strict=True))


def is_template(table):
    """Whether a `Table` has our columns and no others, so that nobody need be asked."""
    try:
        template_columns(table)
        parts = template_parts(table)
    except SheetError:
        return False
    return all(table.header) and all(name != ASIDE for columns in parts.values() for name in columns)


def template_columns(table):
    """Columns of a file made from the template, as `propose` returns them; raises SheetError for any other file."""
    by_header = {folded_header(column.header): column.name for column in [*COLUMNS, *EXTRA_COLUMNS]}
    columns = [by_header.get(folded_header(header), "") for header in table.header]
    pairs = list(zip(table.header, columns, strict=True))
    if unknown := [header[:40] for header, name in pairs if header and not name]:
        quoted = ", ".join(f"‘{name}’" for name in unknown[:5])
        raise SheetError(_("Deze kolommen kennen wij niet: %s. Gebruik de kolomnamen van het sjabloon.") % quoted)
    if double := [ANY_BY_NAME[name].header for name in ANY_BY_NAME if columns.count(name) > 1]:
        raise SheetError(_("Deze kolommen staan er twee keer in: %s.") % ", ".join(double))
    if missing := [ANY_BY_NAME[name].header for name in REQUIRED if name not in columns]:
        raise SheetError(_("Deze kolommen ontbreken: %s.") % ", ".join(missing))
    return columns


def template_parts(table):
    """Columns of the other sheets of a table, as `propose_parts` returns them.

    Raises: SheetError for a sheet without pointer.
    """
    parts = propose_parts(table)
    for part, columns in parts.items():
        if POINTER not in columns:
            text = _("Op het blad ‘%(sheet)s’ ontbreekt de kolom ‘%(column)s’.")
            raise SheetError(text % {"sheet": table.parts[part].title, "column": POINTER_HEADER})
    return parts


def parse_rows(table, choices=None):
    """A list of `ImportRow`, not planned yet.

    Args: table, a `Table`; choices, of an editor: without them the columns must be those of the template.
    Raises: SheetError when they are not.
    """
    choices = choices or Choices(columns=template_columns(table), parts=template_parts(table))
    lookups = answered(all_lookups(), choices.answers)
    lines = with_progress(table.lines, _("Rijen lezen"))
    rows = [
        _row(LineReader(line, table.header, choices.columns, lookups).read(cells), choices) for line, cells in lines
    ]
    return attach(rows, table, choices, lookups)


def _row(reader, choices):
    """The row of a line of the first sheet."""
    values = {name: value for name, value in reader.values.items() if "." not in name}
    defaults = {} if values.get("code") else choices.defaults
    defaults = {name: value for name, value in defaults.items() if not reader.is_filled(name)}
    parts, errors = own_parts(reader)
    return ImportRow(
        line=reader.line,
        cells=reader.names,
        values=values | defaults,
        cell_errors=[*reader.errors, *errors],
        unknown=reader.unknown,
        aside="\n".join(reader.aside),
        defaulted=list(defaults),
        parts=parts,
    )
