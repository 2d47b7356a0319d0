"""Which column of a file is which of ours, and the rows that follow from that."""

from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from core.jobs.background import over

from .columns import BY_NAME, COLUMNS, REQUIRED
from .headers import column_of, folded_header
from .lookups import all_lookups, answered
from .rows import CellError, ImportRow, SheetError, UnknownName, UnreadableCell, cell_name

ASIDE = "aside"  # instead of a column of ours: to the internal note
SKIP = "skip"  # not at all
PROBLEMS_HEADER = "wat er mis is"  # of a file with only the wrong rows, as it leaves the desk


@dataclass(frozen=True)
class Choices:
    """What an editor decided about a file.

    columns: for each column of the file the name of ours, ASIDE, SKIP, or "" for an error when it is filled in.
    defaults: by column the value for new rows that have none. answers: by column a dict from a folded name to the key
    of what it means, 0 for nothing. decisions: by line number (as text) "new" or "update" for a row that looks like
    another.
    """

    columns: list = field(default_factory=list)
    defaults: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    decisions: dict = field(default_factory=dict)

    def to_json(self):
        """As the database stores it; `Choices(**stored)` reads it."""
        return asdict(self)


def propose(table, remembered=None):
    """What each column of a `Table` probably is: a list for `Choices.columns`.

    Args: remembered, a dict from folded header to what an editor chose for an earlier file like this.
    """
    proposed = []
    for header in table.header:
        name = (remembered or {}).get(folded_header(header)) or column_of(header)
        if folded_header(header) == PROBLEMS_HEADER:
            name = SKIP
        proposed.append(name if name and (name not in proposed or name not in BY_NAME) else ASIDE)
    return proposed


def remembered_columns(table, columns):
    """What `propose` can be told about a next file."""
    return dict(zip(map(folded_header, table.header), columns, strict=True))


def is_template(table):
    """Whether a `Table` has our columns and no others, so that nobody need be asked."""
    try:
        template_columns(table)
    except SheetError:
        return False
    return all(table.header)


def template_columns(table):
    """The same as `propose` for a file with the columns of the template; raises SheetError for another."""
    by_header = {folded_header(column.header): column.name for column in COLUMNS}
    columns = [by_header.get(folded_header(header), "") for header in table.header]
    pairs = list(zip(table.header, columns, strict=True))
    if unknown := [header[:40] for header, name in pairs if header and not name]:
        quoted = ", ".join(f"‘{name}’" for name in unknown[:5])
        raise SheetError(_("Deze kolommen kennen wij niet: %s. Gebruik de kolomnamen van het sjabloon.") % quoted)
    if double := [BY_NAME[name].header for name in BY_NAME if columns.count(name) > 1]:
        raise SheetError(_("Deze kolommen staan er twee keer in: %s.") % ", ".join(double))
    if missing := [BY_NAME[name].header for name in REQUIRED if name not in columns]:
        raise SheetError(_("Deze kolommen ontbreken: %s.") % ", ".join(missing))
    return columns


def parse_rows(table, choices=None):
    """A list of `ImportRow`, not planned yet.

    Args: table, a `Table`; choices, of an editor: without them the columns must be those of the template.
    Raises: SheetError when they are not.
    """
    choices = choices or Choices(columns=template_columns(table))
    lookups = answered(all_lookups(), choices.answers)
    lines = over(table.lines, _("Rijen lezen"))
    return [_RowParser(line, table.header, choices, lookups).parse(cells) for line, cells in lines]


class _RowParser:
    """Reads one line of a file."""

    def __init__(self, line, header, choices, lookups):
        self.line, self.header, self.choices, self.lookups = line, header, choices, lookups
        self.values, self.errors, self.names, self.unknown, self.aside = {}, [], {}, {}, []

    def parse(self, cells):
        cells = [*cells, *[""] * (len(self.header) - len(cells))]
        for index, cell in enumerate(cells):
            self._read(index, cell, self.choices.columns[index] if index < len(self.header) else "")
        defaults = {} if self.values.get("code") else self.choices.defaults
        defaults = {name: value for name, value in defaults.items() if not self._is_filled(name)}
        return ImportRow(
            line=self.line,
            cells=self.names,
            values=self.values | defaults,
            cell_errors=self.errors,
            unknown=self.unknown,
            aside="\n".join(self.aside),
            defaulted=list(defaults),
        )

    def _is_filled(self, name):
        return self.values.get(name) or (name in self.names and name not in self.values)

    def _read(self, index, cell, name):
        place = cell_name(self.line, index)
        if name in BY_NAME:
            self.names[name] = place
        if name == SKIP:
            return
        try:
            if isinstance(cell, UnreadableCell):
                raise ValueError(cell)
            self._take(index, cell, name)
        except ValueError as error:
            self.errors.append(CellError(place, str(error)))
            if isinstance(error, UnknownName):
                self.unknown[name] = list(error.names)

    def _take(self, index, cell, name):
        if name in BY_NAME:
            self.values[name] = BY_NAME[name].read(cell, self.lookups)
            lookup = self.lookups.get(name)
            while lookup and lookup.left_out:
                self.aside.append(f"{BY_NAME[name].header}: {lookup.left_out.pop(0)}")
        elif cell.strip() and name == ASIDE:
            text = BY_NAME["internal_note"].read(cell, self.lookups)
            self.aside.append(f"{self.header[index] or cell_name('', index)}: {text}")
        elif cell.strip():
            raise ValueError(_("Deze kolom heeft geen naam."))
