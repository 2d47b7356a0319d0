"""The rows of an import as an editor reads them, and the questions that they raise: each of them once."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.text import legible
from initiatives.models import Initiative

from .columns import ANY_BY_NAME, BY_NAME, PARTS
from .lookups import all_lookups
from .models import SheetImport
from .part_rows import part_texts
from .rows import Outcome
from .steps import LEAVE_OUT

MAX_REPORT_LINES = 500
MAX_VALUE_LENGTH = 80  # characters
MAX_PART_LENGTH = 240  # of a result or a partner, with all its cells
MAX_QUESTIONS = 50
MAX_SELECT = 60  # options; with more there is a field with suggestions
REPORT_ORDER = [
    *(Outcome.ERROR, Outcome.DUPLICATE, Outcome.NEW, Outcome.CHANGED, Outcome.DRAFT),
    Outcome.UNCHANGED,
]


@dataclass(frozen=True)
class ReportLine:
    """A row: where it stands in the file, what happens to it and why; address, of the initiative or its draft.

    values: pairs of a column and what the row brings there. is_to_decide: whether the editor may decide about `alike`.
    """

    row: object
    values: list
    address: str
    is_to_decide: bool
    decision: str


@dataclass(frozen=True)
class Question:
    """A name in the file that the portal does not know; count, of rows with it; options, what it may mean.

    field: the name of its field in the form; is_long: whether there are too many options for a list to choose from.
    """

    field: str
    header: str
    name: str
    count: int
    hint: str
    options: list
    list_id: str
    is_long: bool


def report_lines(sheet_import, rows):
    """The rows of a `SheetImport` as an editor reads them: what is wrong first, and no more than a page can hold."""
    rows = sorted(rows, key=lambda row: (REPORT_ORDER.index(row.outcome), row.key))
    undone, lookups = sheet_import.state == SheetImport.State.UNDONE, all_lookups()
    decisions = sheet_import.editor_choices.decisions if sheet_import.state == SheetImport.State.CHECKED else None
    return [_report_line(row, undone, lookups, decisions) for row in rows[:MAX_REPORT_LINES]]


def _report_line(row, undone, lookups, decisions):
    is_deleted = undone and row.outcome == Outcome.NEW and not row.is_retained
    return ReportLine(
        row=row,
        values=list(_shown_values(row, lookups)) if row.outcome not in {Outcome.ERROR, Outcome.UNCHANGED} else [],
        address="" if is_deleted else _row_address(row),
        is_to_decide=bool(row.alike) and decisions is not None,
        decision=(decisions or {}).get(str(row.line), ""),
    )


def _row_address(row):
    """The page of the draft that a row became, or else of its initiative."""
    if not row.pk:
        return ""
    if row.revision is not None:
        return reverse("admin:initiative_revision", args=[row.pk, row.revision])
    return reverse("admin:initiatives_initiative_change", args=[row.pk])


def _shown_values(row, lookups):
    """Pairs of a column and its text, for what a row brings; the title of a new row stands beside it."""
    is_new = row.outcome in {Outcome.NEW, Outcome.DUPLICATE}
    for name in [name for name in row.changed if not (is_new and name == "title")]:
        if name in PARTS:
            yield from _shown_parts(name, row.values[name], lookups)
            continue
        try:
            text = BY_NAME[name].write(row.values[name], lookups)
        except KeyError:  # removed since
            text = "?"
        yield (
            BY_NAME[name].header,
            Truncator(str(text if text not in ("", None) else _("leeg"))).chars(MAX_VALUE_LENGTH),
        )


def _shown_parts(part, values, lookups):
    label = Initiative._meta.get_field(part).related_model._meta.verbose_name
    for number, values_of_part in enumerate(values, start=1):
        try:
            text = " · ".join(filter(None, *part_texts(part, [values_of_part], lookups)))
        except KeyError:  # removed since
            text = "?"
        yield f"{label} {number}", Truncator(text).chars(MAX_PART_LENGTH)


def questions(rows):
    """The `Question`s about rows: what occurs most comes first."""
    counts = Counter((name, text) for row in rows for name, texts in row.unknown.items() for text in set(texts))
    lookups = all_lookups() if counts else {}
    return [_question(name, text, count, lookups[name]) for (name, text), count in counts.most_common(MAX_QUESTIONS)]


def _question(name, text, count, lookup):
    hint, names = lookup.did_you_mean(text), lookup.all()
    is_long = len(names) > MAX_SELECT
    return Question(
        field=f"answer:{name}:{text}",
        header=ANY_BY_NAME[name].header,
        name=text,
        count=count,
        hint=hint,
        options=names if is_long else sorted(names, key=lambda option: option not in hint),  # what is likely, first
        list_id=f"options-{name}",
        is_long=is_long,
    )


def option_lists(open_questions):
    """The suggestions that questions share: a dict by the id of the list."""
    return {question.list_id: question.options for question in open_questions if question.is_long}


def read_answers(data, rows):
    """Read the answers of an editor to the questions in the report.

    Args: data, of the form; rows, that the questions are about.
    Returns: the answers and the decisions for `steps.decide`, and Dutch sentences about what could not be understood.
    """
    answers, refusals, lookups = {}, [], all_lookups()
    for column, name in {(column, name) for row in rows for column, names in row.unknown.items() for name in names}:
        answer = data.get(f"answer:{column}:{name}", "").strip()
        key = 0 if answer == LEAVE_OUT else lookups[column].find(answer) if answer else None
        if key is not None:
            answers.setdefault(column, {})[name] = key
        elif answer:
            refusals.append(_("‘%s’ kennen wij niet. Kies een van de mogelijkheden.") % legible(answer, 80))
    decisions = {str(row.line): data.get("row:all") or data.get(f"row:{row.line}") for row in rows if row.alike}
    return answers, {line: value for line, value in decisions.items() if value is not None}, refusals
