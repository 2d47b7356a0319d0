"""The cells of one line of a sheet, each read as the column that it is in."""

from django.utils.translation import gettext as _

from .columns import ANY_BY_NAME, NOTE
from .headers import POINTER
from .rows import CellError, UnknownName, UnreadableCell, cell_name

ASIDE = "aside"  # instead of a column of ours: to the internal note
SKIP = "skip"  # not at all


class LineReader:
    """Reads one line; columns, as `mapping.Choices` has them; sheet, the title of another sheet than the first.

    Read: values, by column; names, of their cells; errors, a `CellError` for each cell that cannot be read; unknown,
    by column the names that the portal does not know; aside, texts for the internal note; pointer, to the first sheet.
    """

    def __init__(self, line, header, columns, lookups, sheet=""):
        self.line, self.header, self.columns, self.lookups, self.sheet = line, header, columns, lookups, sheet
        self.values, self.errors, self.names, self.unknown, self.aside = {}, [], {}, {}, []
        self.pointer = ""

    def read(self, cells):
        """Take in the cells; returns the reader itself."""
        cells = [*cells, *[""] * (len(self.header) - len(cells))]
        for index, cell in enumerate(cells):
            self._read(index, cell, self.columns[index] if index < len(self.header) else "")
        return self

    def is_filled(self, name):
        """Whether something stands in a column, readable or not."""
        return self.values.get(name) or (name in self.names and name not in self.values)

    def place(self, index):
        """The name of a cell, such as C7, or Resultaten!C7 on another sheet."""
        return f"{self.sheet}!{cell_name(self.line, index)}" if self.sheet else cell_name(self.line, index)

    def cell(self, name):
        """The name of the cell in a column; of the first cell when the sheet does not have that column."""
        return self.names.get(name, self.place(0))

    def _read(self, index, cell, name):
        if name in ANY_BY_NAME or name == POINTER:
            self.names[name] = self.place(index)
        if name == SKIP:
            return
        try:
            if isinstance(cell, UnreadableCell):
                raise ValueError(cell)
            self._take(index, cell, name)
        except ValueError as error:
            self.errors.append(CellError(self.place(index), str(error)))
            if isinstance(error, UnknownName):
                self.unknown[name] = list(error.names)

    def _take(self, index, cell, name):
        if name == POINTER:
            self.pointer = cell.strip()
        elif name in ANY_BY_NAME:
            self.values[name] = ANY_BY_NAME[name].read(cell, self.lookups)
            lookup = self.lookups.get(name)
            while lookup and lookup.left_out:
                self.aside.append(f"{ANY_BY_NAME[name].header}: {lookup.left_out.pop(0)}")
        elif cell.strip() and name == ASIDE:
            header = self.header[index] or cell_name("", index)
            where = f"{self.sheet}, {header}" if self.sheet else header
            self.aside.append(f"{where}: {NOTE.read(cell, self.lookups)}")
        elif cell.strip():
            raise ValueError(_("Deze kolom heeft geen naam."))
