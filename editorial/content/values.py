"""One form for what a record says, whether it comes from a file or from the database."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager

from core.text import clean
from initiatives.choices import Evidence
from initiatives.models.assessment import ASSESSMENT, RUBRIC

from .kinds import KEYS

NOT_FROM_FILES = {
    *("id", "created_at", "updated_at", "generation", "change_notes"),
    *("checked_by", "assessed_by", "link_broken_since", "excerpt", "since"),
}
READ_FROM_FILES = {"library.Paper.text"}  # the portal reads it again from the file of the record
# What a field that came later holds where nothing was filled in, so that older digests still hold; of a part, with the
# name of its kind.
LATER_FIELDS = {
    "mentions.municipality_count": None,
    "adoptions.local_initiative": None,
    "adoptions.adopted_on": "",
    "adoptions.outcome": "",
    "results.kind": "",
    "hindering_bottlenecks": [],
    "stopping_bottlenecks": [],
    "suggested_evidence": Evidence.NOT_ASSESSED,
    "assessment_publication": None,
    "assessment_reason": "",
    "assessed_on": None,
    **dict.fromkeys(RUBRIC, ""),
    "end_date": "",
    "checked_by_municipality": False,
    "confirmed_on": None,
    "content_changed_on": None,
    "official_name": "",
    "official_number": "",
    "municipal_task": "",
    "newest_source": None,
    "confirmation": "",
    "adopted_on": "",
    "enforced_from": "",
    "end_announced": False,
    "moments": [],
    "related_frameworks": [],
    "later_frameworks": [],
    "took_place": False,
    "programme_items": [],
    "scope_note_source": None,
    "tooi_uri": "",
    "consulted_on": None,
    "url_confirmed_on": None,
    "alternative_names": [],
    "synonyms.language": "nl",
    "synonyms.only_for_search": False,
    "other_names.merged_year": None,
    "awning": "",
    "icon": "",
    "other_names.publication": None,
    **{part: [] for part in ("galleryitems", "attachments", "pictures", "slides", "quotes")},
}
SET_BY_LINK_CHECK = {"werkt", "werkt-niet"}


def plain_fields(model, without=()):
    """The columns that a file fills, foreign keys among them."""
    left_out = NOT_FROM_FILES | {*without}
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in left_out and str(field) not in READ_FROM_FILES
    ]


def many_fields(model):
    """The many-to-many relations that a file fills, tags among them."""
    return [
        field
        for field in model._meta.many_to_many
        if isinstance(field, TaggableManager) or field.remote_field.through._meta.auto_created
    ]


def part_model(model, name):
    """The model of the parts behind a reverse relation, and the name of its link to the record."""
    relation = model._meta.get_field(name)
    return relation.related_model, relation.field.name


def empty(field):
    """Value of a field that a file leaves out."""
    default = field.get_default()
    return default if default is not None or field.null else ""


def from_file(field, value):
    """A value from a file as the field stores it; raises ValueError with a Dutch explanation."""
    if isinstance(field, models.ForeignKey):
        return None if value is None and field.null else _text(value)
    if isinstance(field, models.BooleanField | models.JSONField):
        return value
    if isinstance(field, models.CharField | models.TextField):
        return clean(_text(value), lines=isinstance(field, models.TextField))
    try:
        value = field.to_python(value)
    except (ValidationError, InvalidOperation, TypeError, ValueError) as error:
        raise ValueError(_("‘%s’ past hier niet.") % value) from error
    return timezone.make_aware(value) if isinstance(value, datetime) and timezone.is_naive(value) else value


def from_database(instance, field):
    """The value of a field of a saved record, with a foreign key as the key of what it points at."""
    if isinstance(field, models.ForeignKey):
        other = getattr(instance, field.name)
        return None if other is None else getattr(other, KEYS[field.related_model])
    return getattr(instance, field.name)


def snapshot(instance, kind):
    """All that files can say about a saved record; needs `prefetches(kind)`."""
    values = {field.name: from_database(instance, field) for field in plain_fields(kind.model)}
    for field in many_fields(kind.model):
        key = "name" if isinstance(field, TaggableManager) else KEYS[field.related_model]
        values[field.name] = sorted(getattr(other, key) for other in getattr(instance, field.name).all())
    for name in kind.parts:
        model, link = part_model(kind.model, name)
        rows = sorted(getattr(instance, name).all(), key=lambda row: row.pk)
        values[name] = [{f.name: from_database(row, f) for f in plain_fields(model, [link])} for row in rows]
    return values


def prefetches(kind):
    """The relations that `snapshot` reads."""
    foreign = [f.name for f in plain_fields(kind.model) if isinstance(f, models.ForeignKey)]
    for name in kind.parts:
        model, link = part_model(kind.model, name)
        keys = [f.name for f in plain_fields(model, [link]) if isinstance(f, models.ForeignKey)]
        foreign += [f"{name}__{key}" for key in keys] or [name]
    return [*foreign, *(field.name for field in many_fields(kind.model))]


def digest(values):
    """A hash of a snapshot, the same on every database."""
    hashed = _without_later_fields(_as_before(values))
    if hashed.get("link_state") in SET_BY_LINK_CHECK:  # no editor's change
        hashed["link_state"] = "niet-gecontroleerd"
    return hashlib.sha256(json.dumps(hashed, default=canonical, sort_keys=True).encode()).hexdigest()


def as_now(values):
    """Convert the values of an older file: an evidence level that nobody assessed becomes a suggestion."""
    is_rung_alone = values.get("evidence", Evidence.NOT_ASSESSED) != Evidence.NOT_ASSESSED and not any(
        values[name] for name in ASSESSMENT if name != "evidence"
    )
    if not is_rung_alone:
        return values
    return values | {"evidence": Evidence.NOT_ASSESSED.value, "suggested_evidence": values["evidence"]}


def _as_before(values):
    """A snapshot with what moved to another field in its old place, so that older digests still hold."""
    if values.get("evidence") != Evidence.NOT_ASSESSED or "suggested_evidence" not in values:
        return values
    return values | {"evidence": values["suggested_evidence"], "suggested_evidence": Evidence.NOT_ASSESSED}


def _without_later_fields(values, path=""):
    """A snapshot without the fields that came later and that nobody filled."""
    if isinstance(values, list):
        return [_without_later_fields(value, path) for value in values]
    if not isinstance(values, dict):
        return values
    return {
        name: _without_later_fields(value, f"{path}{name}.")
        for name, value in values.items()
        if f"{path}{name}" not in LATER_FIELDS or value != LATER_FIELDS[f"{path}{name}"]
    }


def canonical(value):
    """A value as JSON has it, the same on every database."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _text(value):
    if not isinstance(value, str):
        raise ValueError(_("‘%s’ is geen tekst; zet er aanhalingstekens omheen.") % value)
    return value
