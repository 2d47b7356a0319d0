"""The rows of an import as an editor reads them."""

from dataclasses import dataclass

from django.urls import reverse

from .checking import changed_headers
from .models import Outcome, SheetImport

MOST_LINES = 500
ORDER = [Outcome.ERROR, Outcome.NEW, Outcome.CHANGED, Outcome.CONCEPT, Outcome.UNCHANGED]


@dataclass(frozen=True)
class Line:
    """A row: where it stands in the file, what happens to it and why; address, of the initiative or its concept."""

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
    return Line(
        number=row["line"],
        code=row["code"],
        title=row["title"],
        outcome=outcome,
        problems=row["problems"],
        changed=changed_headers(row) if outcome in {Outcome.CHANGED, Outcome.CONCEPT} else [],
        address=_address(row, undone and outcome == Outcome.NEW and not row.get("kept")),
    )


def _address(row, is_gone):
    """The page of the concept that a row became, or else of its initiative."""
    if not row["pk"] or is_gone:
        return ""
    if "revision" in row:
        return reverse("admin:initiative_revision", args=[row["pk"], row["revision"]])
    return reverse("admin:initiatives_initiative_change", args=[row["pk"]])
