"""The rows of an import as an editor reads them."""

from dataclasses import dataclass

from django.urls import reverse

from .checking import changed_headers
from .models import Outcome, SheetImport

MOST_LINES = 500
ORDER = [Outcome.ERROR, Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED]


@dataclass(frozen=True)
class Line:
    """A row: where it stands in the file, what happens to it and why; address, of the initiative when it is there."""

    number: int
    code: str
    title: str
    outcome: Outcome
    problems: list
    changed: list
    address: str


def lines(made):
    """The rows of a `SheetImport`: what is wrong first, and no more than a page can hold."""
    rows = sorted(made.rows, key=lambda row: (ORDER.index(row["outcome"]), row["line"]))
    undone = made.state == SheetImport.State.UNDONE
    return [_line(row, undone) for row in rows[:MOST_LINES]]


def _line(row, undone):
    outcome = Outcome(row["outcome"])
    is_there = row["pk"] and not (undone and outcome == Outcome.NEW and not row.get("kept"))
    return Line(
        number=row["line"],
        code=row["code"],
        title=row["title"],
        outcome=outcome,
        problems=row["problems"],
        changed=changed_headers(row) if outcome == Outcome.CHANGED else [],
        address=reverse("admin:initiatives_initiative_change", args=[row["pk"]]) if is_there else "",
    )
