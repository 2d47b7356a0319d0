"""Number of lines printed of each cell of a comparison, so that it fits two sheets of A4 on their side.

A cell is cut after a number of lines, the largest that fits; the style sheet has a class for each.
tests/browser/test_compare_in_browser.py counts the sheets.
"""

from dataclasses import dataclass
from math import ceil

from core.shortening import size

LABEL_WIDTH = {2: 24, 3: 24, 4: 19}  # characters on a line, by number of initiatives
CELL_WIDTH = {2: 78, 3: 50, 4: 38}
CLAMPS = [40, 30, 20, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1]  # lines of a cell
FEW = 4  # lines of a cell; for fewer the letters get smaller first
LINE = {False: 10.6, True: 8.9}  # points, of a line in usual and in small letters
HEIGHT = 2 * 515  # points, of two sheets, with some to spare
FIRST = 55  # points, above the table
TITLE, GROUP, ROW = 11, 18, 4.5  # points, of a line of a title, of a heading, and of the edges of a row


@dataclass(frozen=True)
class Print:
    """Print settings of a comparison: whether letters are small, lines of a cell, and whether a cell is cut."""

    is_small: bool
    lines: int
    is_cut: bool


def print_of(comparison):
    """Return the print settings with which a comparison fits two sheets.

    Args: comparison, a `Comparison`.
    Returns: a Print, as large as fits.
    """
    total = len(comparison.columns)
    rows = [_row_lines(row, total) for _heading, rows in comparison.groups for row in rows]
    longest = max((cells for _label, cells in rows), default=0)
    room = HEIGHT - FIRST - 2 * _head_height(comparison.columns, total) - GROUP * len(comparison.groups)
    sizes = [(False, lines) for lines in CLAMPS if lines >= FEW] + [(True, lines) for lines in CLAMPS]
    for is_small, lines in sizes:
        # A row that does not fit on the first sheet moves as a whole, and leaves up to its height empty.
        needed = sum(max(label, min(lines, cells)) for label, cells in rows) + min(lines, longest)
        if needed * LINE[is_small] + ROW * len(rows) <= room:
            return Print(is_small, lines, is_cut=longest > lines)
    return Print(is_small=True, lines=1, is_cut=True)


def _head_height(columns, total):
    width = CELL_WIDTH[total] - 4
    return TITLE * max(ceil(size(column.initiative.title) / width) + 2 for column in columns)


def _row_lines(row, total):
    """The lines of the label and of the longest cell of a row."""
    texts = [text_of(row.shape, value, column) for column, value in row.cells if value]
    cells = max((_lines(text, CELL_WIDTH[total]) for text in texts), default=1)
    return ceil(len(f"{row.label} ≠") / LABEL_WIDTH[total]), cells


def _lines(text, width):
    return sum(max(1, ceil(size(line) / width)) for line in text.split("\n"))


def text_of(shape, value, column):
    """About what a cell shows, a line for each of its parts."""
    if describe := LISTED.get(shape):
        return "\n".join(describe(item) for item in value)
    if describe := OF_INITIATIVE.get(shape):
        return describe(column.initiative)
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _evidence(initiative):
    texts = [initiative.get_evidence_display(), initiative.evidence_explanation, initiative.assessment_reason]
    return f"{' '.join(map(str, texts))} {EXTRA}"


def _status(initiative):
    freshness = initiative.freshness
    kinds = [str(contradiction.kind.label) for contradiction in freshness.contradictions]
    return "\n".join([freshness.status_label, freshness.as_of_with_age, freshness.checked, *kinds, EXTRA])


def _source(citation):
    publication = citation.publication
    texts = [publication.title, publication.publisher, publication.date_in_words, publication.url, EXTRA]
    return " ".join(map(str, texts))


def _result(result):
    publication = result.publication
    counted = f"{result.value} {result.unit} {result.definition} {result.denominator}"
    return f"{counted}\n{result.period} {publication.title} {publication.publisher} {EXTRA}"


EXTRA = "x" * 30  # for the fixed words around what is known
LISTED = {
    "themes": lambda link: link["label"],
    "target_groups": lambda link: link["label"],
    "bottlenecks": lambda link: link["label"],
    "partners": lambda partner: f"{partner.name}: {partner.role}",
    "results": _result,
    "frameworks": lambda rule: f"{rule.name}: {rule.status_today.label} {rule.valid_until_in_words} {EXTRA * 4}",
    "sources": _source,
}
OF_INITIATIVE = {"evidence": _evidence, "status": _status}
