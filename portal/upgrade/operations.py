"""Effect of a migration operation on code of the release before, which goes on reading and writing the tables.

Expanding is survived: a new table, or a column that may stay empty or that the database fills. Contracting is not: what
that code still reads is gone, or what it writes is refused.
"""

from dataclasses import dataclass, field

from django.db import migrations
from django.db.models import NOT_PROVIDED, CheckConstraint, F, Q, UniqueConstraint
from django.db.models.expressions import Combinable

WIDER = [  # each type holds all that those before it hold
    ["SmallIntegerField", "IntegerField", "BigIntegerField"],
    ["PositiveSmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField"],
    ["PositiveSmallIntegerField", "SmallIntegerField"],
    ["PositiveIntegerField", "IntegerField"],
    ["PositiveBigIntegerField", "BigIntegerField"],
    ["SlugField", "CharField", "TextField"],
    ["URLField", "CharField"],
]
SURVIVED = (
    migrations.CreateModel,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.AlterModelTableComment,
    migrations.AlterConstraint,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.RemoveConstraint,
    migrations.AlterIndexTogether,
)
MUST_BE_TOLD = (migrations.RunPython, migrations.RunSQL)


@dataclass
class Known:
    """Models (app, model) and fields (app, model, field) that are new, so that old code does not use them."""

    models: set = field(default_factory=set)
    fields: set = field(default_factory=set)


def objections(operation, app_label, state, new):
    """Apply an operation to a state, and say why old code would not survive it.

    Args: operation; app_label; state, a ProjectState, which is changed; new, a `Known`, which is added to.
    Yields: a reason in words, for each thing that is wrong.
    """
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        done = state.clone()
        for inner in operation.database_operations:
            yield from objections(inner, app_label, done, new)
        operation.state_forwards(app_label, state)
        return
    model = (getattr(operation, "model_name", None) or getattr(operation, "name", None) or "").lower()
    before = dict(state.models[app_label, model].fields) if (app_label, model) in state.models else {}
    options = dict(state.models[app_label, model].options) if (app_label, model) in state.models else {}
    operation.state_forwards(app_label, state)
    if isinstance(operation, migrations.CreateModel):
        new.models.add((app_label, model))
    elif (app_label, model) not in new.models and not isinstance(operation, SURVIVED):
        step = _Step(operation, app_label, model, state, before, options, new)
        rule = next((RULES[kind] for kind in type(operation).__mro__ if kind in RULES), _unknown)
        yield from rule(step)


@dataclass
class _Step:
    """An operation on a model that the old code knows; before and options are what that had until now."""

    operation: migrations.operations.base.Operation
    app_label: str
    model: str
    state: object
    before: dict
    options: dict
    new: Known

    @property
    def key(self):
        """The field that it is about."""
        return self.app_label, self.model, self.operation.name

    @property
    def after(self):
        return self.state.models[self.app_label, self.model].fields


def _added(step):
    column = step.after[step.operation.name]
    step.new.fields.add(step.key)
    if column.many_to_many or getattr(column, "generated", False):
        return
    if not column.null and column.db_default is NOT_PROVIDED:
        yield "old code leaves this column out of its INSERT: give it null=True or db_default=…"
    elif column.unique and not column.null:
        yield "the second row that old code inserts has the same value in this unique column"


def _altered(step):
    old, column = step.before[step.operation.name], step.after[step.operation.name]
    if step.key in step.new.fields:
        yield from _added(step)
    elif old.many_to_many or column.many_to_many:
        if _target(old) != _target(column) or _through(old) != _through(column):
            yield "old code reads the table between that is there now"
    else:
        yield from (reason for reason, is_so in _narrowings(step.operation.name, old, column) if is_so)


def _narrowings(name, old, column):
    """Yield pairs of a reason why an altered column may refuse old code, and whether it applies."""
    given, still_given = (of.db_default is not NOT_PROVIDED for of in (old, column))
    yield "old code may write NULL here", old.null and not column.null
    yield "old code may write a value twice here", column.unique and not old.unique
    yield "old code lets the database fill this column", given and not still_given
    yield "old code reads the column under the name of before", (old.db_column or name) != (column.db_column or name)
    fits = _target(old) == _target(column) and _is_as_wide(old, column)
    yield "old code may write what does not fit any more", not fits


def _is_as_wide(old, column):
    kinds = old.get_internal_type(), column.get_internal_type()
    is_wider = any(set(kinds) <= {*row} and row.index(kinds[0]) < row.index(kinds[1]) for row in WIDER)
    if kinds[0] != kinds[1] and not is_wider:
        return False
    sizes = [(getattr(old, name, None), getattr(column, name, None)) for name in ("max_length", "decimal_places")]
    sizes.append((_whole_digits(old), _whole_digits(column)))
    return all(size is None or (before is not None and before <= size) for before, size in sizes)


def _whole_digits(column):
    digits = getattr(column, "max_digits", None)
    return None if digits is None else digits - column.decimal_places


def _target(column):
    related = getattr(column.remote_field, "model", None) if column.remote_field else None
    return related.lower() if isinstance(related, str) else related


def _through(column):
    through = getattr(column.remote_field, "through", None)
    return through.lower() if isinstance(through, str) else through


def _removed(step):
    if step.key in step.new.fields:
        step.new.fields.discard(step.key)
        return
    yield "old code still reads and writes this column"


def _deleted(step):
    if not step.options.get("proxy"):
        yield "old code still reads and writes this table"


def _renamed_field(step):
    old, name = ((step.app_label, step.model, of) for of in (step.operation.old_name, step.operation.new_name))
    if old in step.new.fields:
        step.new.fields.add(name)
        return
    yield "old code reads the column under the name of before: add a column, and remove this one a release later"


def _renamed_model(step):
    old, name = ((step.app_label, of.lower()) for of in (step.operation.old_name, step.operation.new_name))
    if old in step.new.models:
        step.new.models.add(name)
        return
    yield "old code reads the table under the name of before: set db_table, or SeparateDatabaseAndState"


def _moved_table(step):
    usual = f"{step.app_label}_{step.model}"
    if (step.options.get("db_table") or usual) != (step.operation.table or usual):
        yield "old code reads the table under the name of before"


def _constrained(step):
    names = {(step.app_label, step.model, name) for name in _names_in(step.operation.constraint)}
    if not names or not names <= step.new.fields:
        yield "old code may write what this constraint refuses"


def _names_in(constraint):
    """The fields that a constraint is about; none when that cannot be told."""
    if isinstance(constraint, CheckConstraint):
        return _names_in_expression(constraint.condition)
    if isinstance(constraint, UniqueConstraint) and not constraint.expressions:
        return {*constraint.fields}
    return set()


def _names_in_expression(part):
    if isinstance(part, Q):
        return {name for child in part.children for name in _names_in_expression(child)}
    if isinstance(part, tuple):
        return {part[0].partition("__")[0]} | _names_in_expression(part[1])
    if isinstance(part, F):
        return {part.name.partition("__")[0]}
    if isinstance(part, Combinable) and hasattr(part, "get_source_expressions"):
        return {name for child in part.get_source_expressions() for name in _names_in_expression(child)}
    return set()


def _unique_together(step):
    was = {tuple(names) for names in step.options.get("unique_together") or ()}
    for names in {tuple(names) for names in step.operation.unique_together or ()} - was:
        if not {(step.app_label, step.model, name) for name in names} <= step.new.fields:
            yield "old code may write what this constraint refuses"


def _ordered(step):
    if step.operation.order_with_respect_to:
        yield "old code leaves the column _order out of its INSERT"


def _unknown(step):
    kind = "what it does to data of old code" if isinstance(step.operation, MUST_BE_TOLD) else "what this does"
    yield f"nobody but its author can tell {kind}: say why old code survives it in `survived_by_old_code`"


RULES = {
    migrations.AddField: _added,
    migrations.AlterField: _altered,
    migrations.RemoveField: _removed,
    migrations.RenameField: _renamed_field,
    migrations.DeleteModel: _deleted,
    migrations.RenameModel: _renamed_model,
    migrations.AlterModelTable: _moved_table,
    migrations.AddConstraint: _constrained,
    migrations.AlterUniqueTogether: _unique_together,
    migrations.AlterOrderWithRespectTo: _ordered,
}
