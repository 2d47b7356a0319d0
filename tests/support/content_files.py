"""Files of content that a test may change before it loads them."""

import hashlib
import json

import yaml

from editorial.content.kinds import KINDS
from editorial.content.models import LoadedRecord
from editorial.content.values import LATER_FIELDS, prefetches, snapshot


def change(path, key, **values):
    """Change one record of a YAML file; a value of None removes the field."""
    records = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    record = next(record for record in records if key in (record.get("code"), record.get("slug")))
    record.update(values)
    for name in [name for name, value in values.items() if value is None]:
        record.pop(name)
    path.write_text(yaml.dump(records, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")


def all_unchanged():
    """What `load_content` prints when the files say of every record what the database says."""
    return f"Content: {sum(kind.model.objects.count() for kind in KINDS)} unchanged."


def as_loaded_before(name, key):
    """Put a record back to what it was after the upgrade of an installation that loaded it before the later fields.

    Its digest is computed as the code of then did.
    """
    (kind,) = [kind for kind in KINDS if kind.name == name]
    record = kind.model.objects.get(**{kind.key: key})
    later = {field: default for field, default in LATER_FIELDS.items() if hasattr(record, field)}
    for field, default in later.items():
        if isinstance(default, list):
            manager = getattr(record, field)
            manager.all().delete() if field in kind.parts else manager.clear()
        elif field != "suggested_evidence":
            setattr(record, field, default)
    record.save()
    for part, field in (path.split(".") for path in LATER_FIELDS if "." in path):
        if part in kind.parts:
            getattr(record, part).update(**{field: LATER_FIELDS[f"{part}.{field}"]})
    values = snapshot(kind.model.objects.prefetch_related(*prefetches(kind)).get(pk=record.pk), kind)
    if "suggested_evidence" in values:
        values["evidence"] = values["suggested_evidence"]
    as_then = {field: value for field, value in values.items() if field not in later}
    for part in kind.parts.keys() & as_then.keys():
        as_then[part] = [
            {field: value for field, value in row.items() if f"{part}.{field}" not in LATER_FIELDS}
            for row in as_then[part]
        ]
    digest = hashlib.sha256(json.dumps(as_then, default=_as_then, sort_keys=True).encode()).hexdigest()
    LoadedRecord.objects.filter(kind=name, key=key).update(digest=digest)
    return kind.model.objects.filter(pk=record.pk)


def _as_then(value):
    return format(value.normalize(), "f") if hasattr(value, "normalize") else str(value)
