"""Making two records one: what linked to the one that goes links to the other, its address leads on, and back again.

Every relation is found by introspection: it is a foreign key in some table, that of a relation to many included.
"""

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .generation import content_change
from .jobs.timed import JobFailed
from .memo import Memo
from .models import Merge

FIXED = {"slug", "code", "state", "withdrawal_reason", "generation"}  # of the survivor; a merge does not change it
MAX_NAME = 300


class MergeRefused(JobFailed):
    """Two records cannot be merged, or a merge not be undone; the reason is a Dutch sentence."""


def links_to(model):
    """Every foreign key to a model, in whatever table, also between the two sides of a relation to many: a list."""
    relations = model._meta.get_fields(include_hidden=True)
    is_link = [relation.auto_created and not relation.concrete and not relation.many_to_many for relation in relations]
    return [relation.field for relation, link in zip(relations, is_link, strict=True) if link]


def choices_of(model):
    """The fields of which somebody chooses the value when two records become one."""
    fields = model._meta.concrete_fields
    return [field for field in fields if field.editable and not field.primary_key and field.name not in FIXED]


@content_change()
def merge(survivor, gone, taken, actor="", remember=lambda survivor, gone: []):
    """Make two records of one model one, wholly or not at all.

    Args: survivor and gone; taken, the names of the fields of which the survivor gets the value of the other; actor,
        the name of the user; remember, called with both when the survivor has its values, to keep a name that it is
        found by: it returns the rows that it made for that.
    Returns: the `Merge`.
    Raises: MergeRefused, when both have a part that cannot be there twice, or the survivor is not on the site.
    """
    if getattr(gone, "is_published", False) and not survivor.is_published:
        text = _("‘%(gone)s’ staat op de site en ‘%(survivor)s’ niet. Laat het record blijven dat op de site staat.")
        raise MergeRefused(text % {"gone": gone, "survivor": survivor})
    before, stored = _values(survivor), serializers.serialize("json", [gone])
    moved, dropped, old_name = [], [], str(gone)[:MAX_NAME]
    for field in links_to(type(gone)):
        _move_links(field, survivor, gone, moved, dropped)
    type(gone)._base_manager.filter(pk=gone.pk).delete()
    for name in taken:
        setattr(survivor, name, getattr(gone, name))
    created = remember(survivor, gone)
    try:
        survivor.full_clean()
    except ValidationError as error:
        raise MergeRefused(" ".join(error.messages)) from error
    survivor.save()
    after = _values(survivor)
    return Merge.objects.create(
        model=survivor._meta.label_lower,
        gone_key=gone.pk,
        gone_slug=getattr(gone, "slug", ""),
        gone_code=getattr(gone, "code", ""),
        gone_name=old_name,
        survivor_key=survivor.pk,
        survivor_name=str(survivor)[:MAX_NAME],
        content={
            "gone": stored,
            "moved": moved,
            "dropped": dropped,
            "made": [[row._meta.label_lower, row.pk] for row in created],
            "before": {name: value for name, value in before.items() if value != after[name]},
        },
        after={name: value for name, value in after.items() if value != before[name]},
        merged_by=actor,
    )


@content_change()
def undo_merge(merged):
    """Undo a merge, wholly or not at all: the record that was gone is back, with its links that are still there.

    Returns: the two records, first the one that survived.
    Raises: MergeRefused, when the survivor is gone itself, or another record has its address now.
    """
    model, content = apps.get_model(merged.model), merged.content
    survivor = _survivor(model, merged)
    for name, value in content["before"].items():
        if _values(survivor)[name] == merged.after[name]:  # nobody changed it since
            field = model._meta.get_field(name)
            setattr(survivor, field.attname, field.to_python(value))
    for label, key in content["made"]:
        apps.get_model(label)._base_manager.filter(pk=key).delete()
    try:
        with transaction.atomic():
            _save(survivor)
            _restore(content["gone"])
    except IntegrityError as error:
        raise MergeRefused(_("Dit kan niet: een ander record heeft nu deze naam of dit adres.")) from error
    for label, name, keys in content["moved"]:
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys, **{name: merged.survivor_key})
        rows.update(**{name: merged.gone_key})
    for row in content["dropped"]:
        _restore(row)
    merged.undone_at = timezone.now()
    merged.save()
    return survivor, model._base_manager.get(pk=merged.gone_key)


def _survivor(model, merged):
    """Return the record that a merge kept; raises MergeRefused when the merge cannot be undone."""
    if not merged.content["gone"]:
        raise MergeRefused(_("Dit kan niet: deze samenvoeging kwam mee met een kopie, zonder wat er verdween."))
    survivor = model._base_manager.filter(pk=merged.survivor_key).first()
    if merged.undone_at or survivor is None:
        raise MergeRefused(_("Dit kan niet meer: wat overbleef, is zelf samengevoegd of verwijderd."))
    return survivor


def merges_of(model):
    """The merges of a model that stand, the newest first: pairs of a `Merge` and the key of what is there now."""
    return _survivors.get().get(model._meta.label_lower, [])


def survivors_of(model):
    """Map the primary key of each merged record of a model to that of the record that replaces it now."""
    return {merged.gone_key: key for merged, key in merges_of(model)}


def survivor_key(model, codes=(), slug=""):
    """The primary key of what a record became that is gone, by one of some codes or its slug; None without one."""
    for merged, key in merges_of(model):
        if merged.gone_code in codes or (slug and merged.gone_slug == slug):
            return key
    return None


def touched(merged):
    """The rows that a merge moved or dropped, as they are or were; an iterator."""
    for label, _name, keys in merged.content["moved"]:
        yield from apps.get_model(label)._base_manager.filter(pk__in=keys)
    for row in merged.content["dropped"]:
        yield from (deserialized.object for deserialized in serializers.deserialize("json", row))


def _move_links(field, survivor, gone, moved, dropped):
    """Let the rows that link to one record link to the other; a row that is there already is dropped."""
    rows, keys = field.model._base_manager.filter(**{field.name: gone.pk}), []
    for row in rows.order_by("pk"):
        if _is_superfluous(row, field, survivor):
            dropped.append(serializers.serialize("json", [row]))
            field.model._base_manager.filter(pk=row.pk).delete()
            continue
        try:
            with transaction.atomic():
                field.model._base_manager.filter(pk=row.pk).update(**{field.name: survivor.pk})
        except IntegrityError as error:
            text = _("Beide hebben ‘%(row)s’ (%(kind)s). Haal dat eerst bij een van de twee weg.")
            raise MergeRefused(text % {"row": row, "kind": field.model._meta.verbose_name}) from error
        keys.append(row.pk)
    if keys:
        moved.append([field.model._meta.label_lower, field.name, keys])


def _is_superfluous(row, field, survivor):
    """Whether a row says what the survivor has already, or would link the survivor to itself."""
    others = [other for other in row._meta.concrete_fields if not other.primary_key and other != field]
    if row._meta.auto_created and any(
        other.related_model is type(survivor) and getattr(row, other.attname) == survivor.pk for other in others
    ):
        return True
    own = row._meta.model._base_manager.filter(**{field.name: survivor.pk})
    if field.one_to_one:
        return own.exists()
    return own.filter(**{other.attname: getattr(row, other.attname) for other in others}).exists()


def _values(record):
    """The values of the fields that may be chosen, as JSON has them."""
    return {field.name: _plain(field, field.value_from_object(record), record) for field in choices_of(type(record))}


def _plain(field, value, record):
    is_plain = value is None or isinstance(value, bool | int | str | list)
    return value if is_plain else field.value_to_string(record)


def _save(record):
    """Save what is there as it is: without what `save()` does besides."""
    record.save_base(raw=True)


def _restore(stored):
    """Write a row that was stored, unless what it links to is gone."""
    for deserialized in serializers.deserialize("json", stored):
        row = deserialized.object
        links = [field for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey)]
        targets = [(field.related_model, getattr(row, field.attname)) for field in links]
        if all(key is None or model._base_manager.filter(pk=key).exists() for model, key in targets):
            _save(row)


def _read(_generation, _previous):
    """For each model its merges, the newest first, with the key of what is there now."""
    by_model = {}
    columns = ("model", "gone_key", "gone_slug", "gone_code", "survivor_key")
    for merged in Merge.objects.standing().only(*columns).order_by("-pk"):
        by_model.setdefault(merged.model, []).append(merged)
    return {label: list(zip(merges, _last_keys(merges), strict=True)) for label, merges in by_model.items()}


def _last_keys(merges):
    """Yield the final primary key for each merge, following later merges of the record that was kept."""
    steps = {merged.gone_key: merged.survivor_key for merged in merges}
    for merged in merges:
        key = merged.survivor_key
        while key in steps:
            key = steps[key]
        yield key


_survivors = Memo(_read)
