"""Files of content that a test may change before it loads them."""

import yaml

from editorial.content.kinds import KINDS


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
