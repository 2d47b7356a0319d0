"""Planning an import: the outcome of each row, without writing anything."""

from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.jobs.background import with_progress
from core.records import State
from core.text import map_texts, tidy
from editorial.revisions.models import OPEN, Revision, RevisionState
from initiatives.models import Initiative
from initiatives.models.constraints import BENCHMARK_PREFIX
from initiatives.publishability import DRAFT_MAY_LACK
from sources.models import Publication

from .columns import BY_NAME, FOREIGN_KEYS, NOTE, PART_COLUMNS, PARTS, PLAIN, RELATIONS
from .duplicates import find_duplicates
from .part_rows import comparable, planned_parts
from .rows import CellError, Outcome
from .stored_values import stored_values

NEW, UPDATE = "new", "update"  # what an editor can decide about a row that looks like another
# What the constraints of the model look at.
CONSTRAINED = ["kind", "status", "country", "start_year", "end_year", "end_date"]
NOT_CONSTRAINED = [field.name for field in Initiative._meta.concrete_fields if field.name not in CONSTRAINED]
NOT_VALIDATED = [
    field.name for field in Initiative._meta.concrete_fields if field.name not in PLAIN or field.name in FOREIGN_KEYS
]


def plan(rows, decisions=None):
    """Return the rows, each with the outcome of importing it now; see `ImportRow`.

    Args: decisions, as `mapping.Choices` has them: without one a row that looks like another is not imported.
    """
    planner = Planner([row for row in rows if not row.is_stray], decisions or {})
    return [row if row.is_stray else planner.plan(row) for row in with_progress(rows, _("Rijen controleren"))]


class Planner:
    """Planner of rows: the records that they name are queried once for all rows."""

    def __init__(self, rows, decisions):
        self.decisions = decisions
        alike = find_duplicates([row for row in rows if not row.sheet])
        self.alike = {("", line): duplicate for line, duplicate in alike.items()}
        self.codes = {row.key: self._decided_code(row) for row in rows}
        self.code_counts = Counter(code.upper() for code in self.codes.values())
        initiatives = Initiative.objects.filter(code__in=[code for code in self.codes.values() if code])
        self.initiatives = {initiative.code: initiative for initiative in initiatives}
        keys = [initiative.pk for initiative in self.initiatives.values()]
        self.stored = stored_values(keys)
        self.revisions = _revisions(keys)
        self.removed = _removed(rows)

    def _decided_code(self, row):
        return self.alike[row.key].code if self._is_update(row) else row.values.get("code", "")

    def _is_update(self, row):
        """Whether the editor said that a row is about the initiative that it looks like."""
        alike = self.alike.get(row.key)
        return bool(alike and alike.pk) and self.decisions.get(str(row.line)) == UPDATE

    def plan(self, row):
        """The row, with what importing it would do."""
        initiative = self.initiatives.get(self.codes[row.key])
        pk = initiative.pk if initiative else None
        row = replace(row, values=self._planned_values(row, self.stored.get(pk)))
        news = _only_news(row) if self._is_update(row) else row.values
        row = replace(
            row,
            code=self.codes[row.key],
            title=row.values.get("title", initiative.title if initiative else ""),
            pk=pk,
            changed=_changed_columns(news, self.stored.get(pk)),
            on_site=initiative is not None and self._is_on_site(initiative),
            alike=self.alike.get(row.key),
        )
        problems = self._problems(replace(row, values=news), initiative)
        problems = sorted(problems, key=lambda problem: (len(problem.cell), problem.cell))
        return replace(row, problems=problems, outcome=Outcome.ERROR if problems else self._outcome(row))

    def _planned_values(self, row, stored):
        return _with_note(row, stored) | planned_parts(row, stored, self._is_update(row))

    def _outcome(self, row):
        if row.pk is None:
            is_double = row.alike and self.decisions.get(str(row.line)) != NEW
            return Outcome.DUPLICATE if is_double else Outcome.NEW
        if not row.changed:
            return Outcome.UNCHANGED
        return Outcome.DRAFT if row.on_site else Outcome.CHANGED

    def _is_on_site(self, initiative):
        return initiative.state != State.DRAFT or RevisionState.LIVE in self.revisions[initiative.pk]

    def _problems(self, row, initiative):
        yield from row.cell_errors
        if row.sheet and initiative is None:
            yield CellError(row.cell("code"), _("Wat hier staat, is intussen verwijderd."))
            return
        yield from self._code_errors(row)
        yield from self._removed_errors(row)
        if initiative is None or row.changed:
            yield from self._model_errors(row, initiative or Initiative())
            if row.on_site:
                yield from self._open_revision_errors(row)

    def _code_errors(self, row):
        if row.code and self.code_counts[row.code.upper()] > 1:
            yield CellError(row.cell("code"), _("De code %s staat twee keer in dit bestand.") % row.code)
        elif row.code.upper().startswith(BENCHMARK_PREFIX):
            text = _("Een code die met %s begint, is voor proefgegevens.")
            yield CellError(row.cell("code"), text % BENCHMARK_PREFIX)
        elif len(row.code) > BY_NAME["code"].field.max_length:
            yield CellError(row.cell("code"), _("Een code heeft hoogstens 20 tekens."))

    def _removed_errors(self, row):
        for name, keys in self.removed.items():
            if keys and keys & set(_keys_in(row, name)):
                yield CellError(row.cell(name.partition(".")[0]), _("Wat hier staat, is intussen verwijderd."))

    def _model_errors(self, row, initiative):
        """Validation errors of the model for the values of a row."""
        if not row.values.get("main_theme", True):
            text = _("Kies een hoofdthema. Ook een concept heeft er een nodig.")
            yield CellError(row.cells["main_theme"], text)
        for name, value in row.values.items():
            if name in PLAIN and name not in FOREIGN_KEYS:
                setattr(initiative, name, value)
        may_be_empty = [name for name in DRAFT_MAY_LACK if name in PLAIN and not getattr(initiative, name)]
        unreadable = [name for name in row.cells if name not in row.values]
        try:
            initiative.clean_fields(exclude=[*NOT_VALIDATED, *may_be_empty, *unreadable])
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                yield CellError(row.cell(name), " ".join(sentences))
        for sentence in _broken_constraints(*(getattr(initiative, name) for name in CONSTRAINED)):
            yield CellError(f"A{row.line}", sentence)

    def _open_revision_errors(self, row):
        """The draft that an editor is at work on, which a row never replaces."""
        for state, number in self.revisions[row.pk].items():
            if state in OPEN:
                text = _(
                    "Er is al een concept: versie %(number)s (%(step)s). Publiceer dat eerst, of werk daarin verder."
                )
                yield CellError(row.cell("code"), text % {"number": number, "step": state.label})


def _only_news(row):
    """The values of a row that was found by its title: that stays as it is, and so does what the row leaves empty."""
    old = {"title", *row.defaulted}
    return {name: value for name, value in row.values.items() if name not in old and value not in ("", None, [])}


def _with_note(row, stored):
    """The values of a row, with what was set aside under what is in the internal note already."""
    note = stored["internal_note"] if stored else ""
    if not row.aside or row.aside in note:
        return {name: value for name, value in row.values.items() if name != NOTE.name}
    return row.values | {NOTE.name: "\n\n".join(filter(None, [note, row.aside]))}


def _changed_columns(values, stored):
    """The columns in which values differ from what is stored; those that are filled in when nothing is stored."""
    names = [name for name in [*BY_NAME, *PARTS] if name in values and name != "code"]
    if stored is None:
        return [name for name in names if values[name] not in ("", None, [])]
    return [name for name in names if comparable(name, values[name]) != _normalised(name, stored[name])]


def _normalised(name, value):
    """A stored value as it comes out of a sheet again."""
    if name in PARTS:
        return comparable(name, value)
    return map_texts(lambda text: tidy(text, BY_NAME[name].has_lines).strip(), value)


def _revisions(keys):
    """The revisions of initiatives that are live or open: a dict from primary key to one from state to number."""
    numbers = defaultdict(dict)
    revisions = Revision.objects.filter(initiative__in=keys, state__in=[*OPEN, RevisionState.LIVE])
    for key, state, number in revisions.values_list("initiative", "state", "number"):
        numbers[key][RevisionState(state)] = number
    return numbers


def _keys_in(row, name):
    """The primary keys that a row has in a column, or in one of its parts."""
    part, _dot, field = name.rpartition(".")
    if part:
        return [given[field] for given in row.parts.get(part, [])]
    value = row.values.get(name)
    return value if isinstance(value, list) else [value]


def _removed(rows):
    """Records that rows name but that were removed since: a dict from the name of a column to primary keys."""
    removed = {}
    for name, model in _named_models().items():
        keys = {key for row in rows for key in _keys_in(row, name) if key}
        removed[name] = keys - set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return removed


def _named_models():
    """Models of the columns that hold primary keys: a dict from the name of the column."""
    named = {name: Initiative._meta.get_field(name).related_model for name in [*RELATIONS, *FOREIGN_KEYS]}
    parts = {column.name: column.field.related_model for column in PART_COLUMNS if column.field.is_relation}
    return {name: model for name, model in (named | parts).items() if name != "tags"} | {"citations": Publication}


@lru_cache
def _broken_constraints(*values):
    """Violations of the constraints of the model by the values of CONSTRAINED; each is a query without a table."""
    try:
        row = Initiative(**dict(zip(CONSTRAINED, values, strict=True)))
        row.validate_constraints(exclude=NOT_CONSTRAINED)
    except ValidationError as error:
        return error.messages
    return []
