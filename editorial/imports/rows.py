"""A row of a sheet: what its cells hold, what importing it would do, and what it did."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

EXPLANATION_NAME = "Uitleg"  # of the sheet that explains the columns of the template
MAX_LINE_NUMBER = 10_000  # with the empty lines between
MAX_COLUMNS = 100
# Stored only when there is any: earlier releases did not have them.
ADDED = ["unknown", "aside", "defaulted", "alike", "parts", "whole", "sheet"]
RENAMED = {"evidence": "suggested_evidence"}  # columns, from their name in an earlier release


class Outcome(models.TextChoices):
    """Outcome for the initiative of a row."""

    NEW = "new", _("nieuw")
    CHANGED = "changed", _("gewijzigd")
    DRAFT = "concept", _("gewijzigd als concept")
    UNCHANGED = "unchanged", _("ongewijzigd")
    DUPLICATE = "double", _("dubbel")
    ERROR = "error", _("fout")


class SheetError(Exception):
    """A file was refused as a whole; the reason is a Dutch sentence for the editor."""


class UnreadableCell(str):
    """Placeholder for the value of a cell that cannot be read: the reason, a Dutch sentence."""

    __slots__ = ()


class CellError(NamedTuple):
    """Error in a cell: the name of the cell, such as C7, and a Dutch sentence."""

    cell: str
    sentence: str


class UnknownName(ValueError):
    """A cell names what the portal does not know, and the editor can be asked about: names, as they stand there."""

    def __init__(self, sentence, *names):
        super().__init__(sentence)
        self.names = names


class Duplicate(NamedTuple):
    """Possible duplicate of a new row: the line of another row, or else the key, code and title of an initiative."""

    line: int | None
    pk: int | None = None
    code: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportRow:
    """A row of a sheet; it is never changed, only replaced by another.

    Read from the file: line, its number; cells, the name of each cell by its column; values, by column; cell_errors,
        a `CellError` for each cell that cannot be read.
    Planned: code, title and pk of the initiative (pk is None for a new one); changed, the names of the columns that
        differ; on_site, whether the initiative is or was on the site; problems, a list of `CellError`; outcome;
        alike, the `Duplicate` of a new row, if any, also when the editor decided to import it.
    Imported: is_written, to the initiative itself; before, the old values of what changed (None for a new one);
        revision, the number of the draft that the row became.
    Undone: is_retained, because an editor went on with it.
    """

    line: int
    cells: dict
    values: dict
    cell_errors: list
    unknown: dict = field(default_factory=dict)
    aside: str = ""
    defaulted: list = field(default_factory=list)
    parts: dict = field(default_factory=dict)
    whole: list = field(default_factory=list)
    sheet: str = ""
    code: str = ""
    title: str = ""
    pk: int | None = None
    changed: list = field(default_factory=list)
    on_site: bool = False
    problems: list = field(default_factory=list)
    outcome: Outcome | None = None
    alike: Duplicate | None = None
    is_written: bool = False
    before: dict | None = None
    revision: int | None = None
    is_retained: bool = False

    @property
    def key(self):
        """Key that identifies the row in the file."""
        return self.sheet, self.line

    @property
    def is_stray(self):
        """Whether this is a line of another sheet than the first, that belongs to nothing."""
        return bool(self.sheet) and not self.values

    @property
    def owner(self):
        """Pointer to the row from lines of other sheets: a line of the first sheet, or else the code."""
        return self.values.get("code") if self.sheet else self.line

    @property
    def is_created(self):
        """Whether the import made the initiative of this row."""
        return self.is_written and self.before is None

    def cell(self, column):
        """The name of the cell in a column; of the first cell when the sheet does not have that column."""
        return self.cells.get(column, f"A{self.line}")

    def as_written(self, *, pk, code, before):
        """Return the row as written to the initiative with this key and code; before, the old values, or None."""
        return replace(self, pk=pk, code=code, before=before, is_written=True)

    def to_json(self):
        """The row as the database stores it; `from_json` reads it."""
        stored = {
            "line": self.line,
            "cells": self.cells,
            "values": self.values,
            "flaws": [list(error) for error in self.cell_errors],
            "code": self.code,
            "title": self.title,
            "pk": self.pk,
            "changed": self.changed,
            "on_site": self.on_site,
            "problems": [list(problem) for problem in self.problems],
            "outcome": self.outcome,
        }
        stored |= {name: value for name in ADDED if (value := getattr(self, name))}
        if self.is_written:
            stored["before"] = self.before
        if self.revision is not None:
            stored["version"] = self.revision
        return stored | ({"kept": True} if self.is_retained else {})

    @classmethod
    def from_json(cls, stored):
        """The row that `to_json`, or an earlier release, stored."""
        return cls(
            line=stored["line"],
            cells=_renamed(stored["cells"]),
            values=_renamed(stored["values"]),
            cell_errors=[CellError(*error) for error in stored["flaws"]],
            code=stored["code"],
            title=stored["title"],
            pk=stored["pk"],
            changed=[RENAMED.get(name, name) for name in stored["changed"]],
            on_site=stored.get("on_site", False),
            problems=[CellError(*problem) for problem in stored["problems"]],
            outcome=Outcome(stored["outcome"]),
            unknown=stored.get("unknown", {}),
            aside=stored.get("aside", ""),
            defaulted=stored.get("defaulted", []),
            parts=stored.get("parts", {}),
            whole=stored.get("whole", []),
            sheet=stored.get("sheet", ""),
            alike=Duplicate(*stored["alike"]) if "alike" in stored else None,
            is_written="before" in stored,
            before=_renamed(stored.get("before")),
            revision=stored.get("version"),
            is_retained=stored.get("kept", False),
        )


def _renamed(by_column):
    """A dict by column under the current names; None stays None."""
    return by_column and {RENAMED.get(name, name): value for name, value in by_column.items()}


def cell_name(line, index):
    """The name of a cell as a spreadsheet says it, such as C7; index counts from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"
