"""The rows of an import that cannot be undone, because somebody went on with what it wrote."""

from core.records import State
from editorial.revisions.models import Revision, RevisionState
from editorial.revisions.presence.models import Presence
from initiatives.models import Initiative

from .columns import PARTS, RELATIONS
from .part_rows import comparable
from .stored_values import stored_values

COMPARED = [*RELATIONS, *PARTS]  # these an import writes, so what is in them says whether they were edited


def rows_edited_since(sheet_import):
    """The rows of an import that cannot be undone, because an editor went on with what it wrote."""
    rows = sheet_import.import_rows
    edited = [*_edited_initiatives(sheet_import, rows), *_edited_open_drafts(rows)]
    return sorted(edited, key=lambda row: row.line)


def _edited_initiatives(sheet_import, rows):
    rows = [row for row in rows if row.is_written]
    keys = [row.pk for row in rows]
    untouched = Initiative.objects.filter(pk__in=keys, state=State.DRAFT, updated_at=sheet_import.applied_at)
    stored = stored_values(untouched.values_list("pk", flat=True))
    linked = _linked([row.pk for row in rows if row.is_created])
    return [
        row for row in rows if row.pk not in stored or row.pk in linked or _differs(_as_written(row), stored[row.pk])
    ]


def _as_written(row):
    """The values that an import wrote: those that changed, and of a new initiative also what it left empty."""
    empty = {name: [] for name in COMPARED} if row.is_created else {}
    return empty | {name: row.values[name] for name in row.changed}


def _differs(written, stored):
    return any(comparable(name, stored[name]) != comparable(name, value) for name, value in written.items())


def links():
    """The relations by which a row of another table names an initiative, without those that an import writes."""
    written = [Initiative._meta.get_field(name) for name in COMPARED if name != "tags"]
    models = {field.related_model if field.auto_created else field.remote_field.through for field in written}
    return [
        relation
        for relation in Initiative._meta.get_fields(include_hidden=True)  # hidden are those with related_name "+"
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and relation.related_model not in {*models, Presence}  # nothing is lost with who has it open
    ]


def _linked(keys):
    """Keys of the initiatives that are linked from a row which no import wrote; keys, primary keys."""
    linked = set()
    for relation in links():
        name = relation.field.attname
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": keys})
        linked.update(rows.values_list(name, flat=True))
    return linked


def _edited_open_drafts(rows):
    """The rows whose draft was edited or sent on, or is on the site."""
    rows = [row for row in rows if row.revision is not None]
    drafts = Revision.objects.filter(initiative__in=[row.pk for row in rows], state=RevisionState.DRAFT)
    untouched = set(drafts.values_list("initiative", "number"))
    return [row for row in rows if (row.pk, row.revision) not in untouched]
