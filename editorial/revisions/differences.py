"""Differences between two snapshots, field by field and in words."""

from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager

from .snapshot import content_fields, part_fields, part_models, relations


class Difference(NamedTuple):
    """One thing that is different: the name of the field or part, and in words what it was and what it is."""

    label: str
    old: str
    new: str


def differences(old, new, names=None):
    """Return the differences between two snapshots.

    Args: old, new, snapshots; a field that only one of them has is no difference, for nothing changes it; names, the
        `Names` of what they name: looked up one by one when not given.
    Returns: a list of Difference, in the order of the model.
    """
    names = names or Names()
    changes = _changed(content_fields(), old, new, names)
    for field in relations():
        if field.name in old and field.name in new:
            removed = [value for value in old[field.name] if value not in new[field.name]]
            added = [value for value in new[field.name] if value not in old[field.name]]
            if removed or added:
                changes.append(Difference(_label(field), names.of(field, removed), names.of(field, added)))
    for name, model in part_models().items():
        if name in old and name in new:
            changes += _parts(model, old[name], new[name], names)
    return changes


def _changed(fields, old, new, names, before=""):
    both = [field for field in fields if field.name in old and field.name in new]
    return [
        Difference(before + _label(field), names.words(field, old[field.name]), names.words(field, new[field.name]))
        for field in both
        if old[field.name] != new[field.name]
    ]


def _parts(model, old, new, names):
    """The parts of one kind that were added, removed or changed; a part is the same one when it has the same key."""
    fields, label = part_fields(model), capfirst(model._meta.verbose_name)
    before, after = ({part["id"]: part for part in values} for values in (old, new))
    for key in [*before, *(key for key in after if key not in before)]:
        if key not in after:
            yield Difference(label, names.part(fields, before[key]), "")
        elif key not in before:
            yield Difference(label, "", names.part(fields, after[key]))
        else:
            yield from _changed(fields, before[key], after[key], names, f"{label}, ")


def _label(field):
    return capfirst(field.verbose_name)


class Names:
    """The names of records, each looked up once."""

    def __init__(self):
        self._by_key = {}

    def words(self, field, value):
        """The value of a field in words."""
        if value in (None, ""):
            return _("(leeg)")
        if isinstance(field, models.ForeignKey):
            return self._name(field.related_model, value)
        if isinstance(value, bool):
            return _("ja") if value else _("nee")
        return str(dict(field.flatchoices).get(value, value))

    def of(self, field, values):
        """The records of a relation by name."""
        if isinstance(field, TaggableManager):
            return ", ".join(values)
        return "; ".join(self._name(field.related_model, key) for key in values)

    def part(self, fields, part):
        """A part in words: each of its fields that is filled in."""
        filled = [field for field in fields if part.get(field.name) not in (None, "")]
        return "; ".join(f"{field.verbose_name}: {self.words(field, part[field.name])}" for field in filled)

    def _name(self, model, key):
        if (model, key) not in self._by_key:
            record = model._default_manager.filter(pk=key).first()
            missing = _("%(what)s die niet meer bestaat (nummer %(key)s)")
            self._by_key[model, key] = str(record or missing % {"what": model._meta.verbose_name, "key": key})
        return self._by_key[model, key]
