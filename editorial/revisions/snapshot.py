"""All that an editor edits of an initiative as plain data, and back again.

What that is follows from the models: a field or a kind of part that is added later belongs to it by itself. A
snapshot holds values by the names of fields, primary keys for relations, names for tags (a new tag of a draft is
no row yet), and a list of values with their own `id` for each kind of part.
"""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from taggit.models import Tag

from core.merging import survivors_of
from core.models import Merge
from core.refusals import Refused
from initiatives.models import Initiative
from initiatives.models.parts import InitiativePart

NO_CONTENT = {"state", "withdrawal_reason"}
FIRST_DRAFT_KEY = 2**52  # parts from this key on are in a draft only; they get a key of their own when it is published
MAX_DRAFT_PARTS = 10_000  # of one initiative


class RevisionRefused(Refused):
    """Something that cannot be done with a revision."""


def content_fields():
    """The fields of an initiative that are content: not its key, its address, its state, or what the portal writes."""
    fields = Initiative._meta.concrete_fields
    return [field for field in fields if field.editable and not field.unique and field.name not in NO_CONTENT]


def relations():
    """Its relations to many, tags included."""
    return [*Initiative._meta.local_many_to_many]


def part_models():
    """Its kinds of parts: a dict from the name of each to its model."""
    relations = Initiative._meta.related_objects
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in relations
        if issubclass(relation.related_model, InitiativePart) and relation.field.name == "initiative"
    }


def part_fields(model):
    """The fields of a part, without its key and its initiative."""
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "initiative"]


def take(initiative):
    """The content of an initiative as it is in the database now."""
    return take_many([initiative.pk])[initiative.pk]


def take_many(keys, names=None):
    """The content of initiatives as it is in the database now, with as many queries as for one.

    Args: keys, primary keys; names, of the fields, relations and kinds of parts to take: all when not given.
    Returns: a dict from primary key to snapshot.
    """
    fields, many = _chosen(content_fields(), names), _chosen(relations(), names)
    rows = Initiative.objects.filter(pk__in=keys).only(*(field.name for field in fields))
    snapshots = {row.pk: values(row, names) for row in rows}
    lists = {field.name: _linked(field, keys) for field in many}
    lists |= {name: _parts_of(model, keys) for name, model in part_models().items() if names is None or name in names}
    for name, by_key in lists.items():
        for key, snapshot in snapshots.items():
            snapshot[name] = by_key.get(key, [])
    return snapshots


def blank():
    """The content of an initiative in which nobody filled in anything yet."""
    return values(Initiative()) | {name: [] for name in [*(field.name for field in relations()), *part_models()]}


def values(row, names=None):
    """The values of the fields of an initiative as it is in memory; names, as for `take_many()`."""
    return {field.name: _plain(row, field) for field in _chosen(content_fields(), names)}


def part_values(part, fields=None):
    """A part of an initiative as it is in memory; one that is not in the database has no key, for a draft to give."""
    fields = part_fields(type(part)) if fields is None else fields
    return {"id": part.pk or 0} | {field.name: _plain(part, field) for field in fields}


def part_of(content, names):
    """The values in a snapshot under some names, as far as it has them."""
    return {name: content[name] for name in names if name in content}


def with_survivors(snapshot):
    """A stored snapshot, with what each record that it names was merged into instead."""
    fields, result = content_fields(), dict(snapshot)
    result |= _keys_of_today(fields, snapshot)
    for name, model in part_models().items():
        if name in snapshot:
            result[name] = [part | _keys_of_today(part_fields(model), part) for part in snapshot[name]]
    for field in relations():
        values = snapshot.get(field.name, [])
        steps = _tags_of_today() if isinstance(field, TaggableManager) else survivors_of(field.related_model)
        if steps.keys() & set(values):
            result[field.name] = sorted({steps.get(value, value) for value in values})
    return result


def _keys_of_today(fields, values):
    links = [field for field in fields if isinstance(field, models.ForeignKey)]
    steps = {field.name: survivors_of(field.related_model) for field in links}
    return {name: keys[values[name]] for name, keys in steps.items() if values.get(name) in keys}


def _tags_of_today():
    """Tags are in a snapshot by their names: from each that is gone the name of what it became."""
    keys = survivors_of(Tag)
    names = dict(Tag.objects.filter(pk__in=keys.values()).values_list("pk", "name")) if keys else {}
    gone = Merge.objects.standing().filter(model=Tag._meta.label_lower, gone_key__in=keys) if keys else []
    return {merged.gone_name: names[keys[merged.gone_key]] for merged in gone if keys[merged.gone_key] in names}


class SnapshotField(models.JSONField):
    """A snapshot as it is stored; who reads it gets what was merged since under its key of now."""

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        return with_survivors(value) if isinstance(value, dict) else value

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def is_same(stored, current):
    """Whether a stored snapshot says what a current one says; a field of later, which it does not have, is the same."""
    return current | stored == current


def apply(initiative, snapshot, as_draft=False):
    """Write a snapshot to the database; a part keeps its key when it is still there.

    Args: initiative; snapshot, as `take()` makes it (a field that it does not have keeps what the row has);
        as_draft, whether this is rolled back afterwards, so that parts of a draft keep the key they have there.
    Raises: RevisionRefused when it names what no longer exists.
    """
    if sentences := missing(snapshot):
        raise RevisionRefused(*sentences)
    row = Initiative.objects.get(pk=initiative.pk)
    _fill(row, content_fields(), snapshot)
    row.save()
    for field in relations():
        if field.name in snapshot:
            getattr(row, field.name).set(snapshot[field.name])
    for name, model in part_models().items():
        if name in snapshot:
            _apply_parts(row, name, model, snapshot[name], as_draft)


def with_draft_keys(key, snapshot, current):
    """Return the snapshot with a key of drafts for each part that is not in the database.

    Args: key, of the initiative; snapshot; current, a snapshot of what is in the database.
    """
    first = FIRST_DRAFT_KEY + key * MAX_DRAFT_PARTS
    result = dict(snapshot)
    for name in part_models().keys() & snapshot.keys():
        stored = {part["id"] for part in current[name]}
        last = max([first, *(part["id"] for part in snapshot[name] if part["id"] >= FIRST_DRAFT_KEY)])
        new = [part["id"] for part in snapshot[name] if part["id"] not in stored and part["id"] < FIRST_DRAFT_KEY]
        keys = {old: last + number for number, old in enumerate(new, 1)}
        result[name] = [part | {"id": keys.get(part["id"], part["id"])} for part in snapshot[name]]
    return result


def missing(snapshot):
    """Errors about fields and parts that the portal no longer has, and about deleted records: a list of sentences."""
    names = {field.name for field in [*content_fields(), *relations()]} | part_models().keys()
    text = _("Deze versie heeft het onderdeel ‘%(name)s’, dat het portaal niet meer kent.")
    sentences = [text % {"name": name} for name in snapshot if name not in names]
    for model, keys in named(snapshot).items():
        deleted = keys - set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        text = _("Deze versie noemt iets dat niet meer bestaat: %(what)s (nummer %(key)s).")
        sentences += [text % {"what": model._meta.verbose_name, "key": key} for key in sorted(deleted)]
    return sentences


def _plain(row, field):
    value = getattr(row, field.attname)
    if isinstance(value, str):
        return str(value).replace("\r\n", "\n")  # browsers send \r\n, files have \n
    return value if value is None or isinstance(value, (bool, int)) else field.value_to_string(row)


def _chosen(fields, names):
    return [field for field in fields if names is None or field.name in names]


def _linked(field, keys):
    """Keys that initiatives link to by a relation: a dict from primary key to a sorted list."""
    links = field.remote_field.through.objects
    if isinstance(field, TaggableManager):
        kind = ContentType.objects.get_for_model(Initiative)
        pairs = links.filter(content_type=kind, object_id__in=keys).values_list("object_id", "tag__name")
    else:
        own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        pairs = links.filter(**{f"{own}__in": keys}).values_list(f"{own}_id", f"{other}_id")
    by_key = {}
    for key, value in pairs:
        by_key.setdefault(key, []).append(value)
    return {key: sorted(values) for key, values in by_key.items()}


def _parts_of(model, keys):
    """The parts of one kind of initiatives: a dict from primary key to a list of values."""
    by_key, fields = {}, part_fields(model)
    for part in model.objects.filter(initiative__in=keys).order_by("pk"):
        by_key.setdefault(part.initiative_id, []).append(part_values(part, fields))
    return by_key


def _fill(row, fields, values):
    for field in fields:
        if field.name in values:
            value = field.to_python(values[field.name])
            if value is not None and _is_account(field) and not field.related_model.objects.filter(pk=value).exists():
                value = None  # an account that was deleted is no content
            setattr(row, field.attname, value)


def _is_account(field):
    return isinstance(field, models.ForeignKey) and field.related_model is get_user_model()


def _apply_parts(row, name, model, values, as_draft):
    """Delete the parts that differ, and then write those: so that two may change places."""
    manager, fields = getattr(row, name), part_fields(model)
    stored = {record.pk: {field.name: _plain(record, field) for field in fields} for record in manager.all()}
    values = [stored.get(part["id"], {}) | part for part in values]
    unchanged = {
        part["id"] for part in values if part["id"] in stored and {"id": part["id"]} | stored[part["id"]] == part
    }
    if unchanged != stored.keys():
        manager.exclude(pk__in=unchanged).delete()
    for part in values:
        if part["id"] not in unchanged:
            has_key = as_draft or part["id"] in stored
            record = model(pk=part["id"] if has_key else None, initiative=row)
            _fill(record, fields, part)
            record.save(force_insert=True)


def named(snapshot):
    """The records that a snapshot names: a dict from model to primary keys."""
    keys = {}
    rows = [(content_fields(), snapshot)]
    rows += [(part_fields(model), part) for name, model in part_models().items() for part in snapshot.get(name, [])]
    for fields, values in rows:
        for field in fields:
            if isinstance(field, models.ForeignKey) and not _is_account(field) and values.get(field.name) is not None:
                keys.setdefault(field.related_model, set()).add(values[field.name])
    for field in relations():
        if not isinstance(field, TaggableManager):
            keys.setdefault(field.related_model, set()).update(snapshot.get(field.name, []))
    return keys
