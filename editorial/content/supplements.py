"""Supplements to the records in a dump: their history, merges, and the fields that no content file fills.

A file of content fills none of it, so it is no part of a record's digest. It is loaded with the records that a load
writes; of what is here already, the history and the merges stay as they are.
"""

import json
from pathlib import Path

from django.db.models import F
from django.db.models.lookups import IsNull
from taggit.models import Tag

from core.generation import content_change
from core.merging import merges_of
from core.models import Merge
from core.records import State
from editorial.revisions.history.models import PublicChange
from initiatives.models import Initiative

from .files import json_rows
from .kinds import KEYS, KINDS
from .values import empty, from_file

DETAILS_FILE, HISTORY_FILE, MERGES_FILE = "details.jsonl", "history.jsonl", "merges.jsonl"
DETAILS = {"updated_at", "change_notes", "link_broken_since", "excerpt"}
OF_EDITORS = {"excerpt"}  # is filled in where it is empty; no visitor sees it
CHANGE = ["kind", "on", "note", "differences"]
OLD = {"slug": "gone_slug", "code": "gone_code", "name": "gone_name"}
TAGS = "tags"
MODELS = {**{kind.name: kind.model for kind in KINDS}, TAGS: Tag}


def details(kind, rows, is_public):
    """Values of the records of a kind that no file fills: a dict for each record that has any."""
    hidden = OF_EDITORS if is_public else set()
    fields = [field for field in kind.model._meta.concrete_fields if field.name in DETAILS - hidden]
    names = [field.name for field in fields]
    for key, *values in rows.order_by("pk").values_list(kind.key, *names) if names else ():
        filled = {field.name: value for field, value in zip(fields, values, strict=True) if value != empty(field)}
        if filled:
            yield {"kind": kind.name, "key": key, **filled}


def history(view=None):
    """The public history, the oldest change first; a public dump has that of the initiatives that it has."""
    rows = PublicChange.objects.order_by("pk")
    if view is not None:
        rows = rows.filter(initiative__in=view.records(Initiative).order_by().values("pk"))
    is_there = {"was_public": IsNull(F("before"), False), "is_public": IsNull(F("after"), False)}
    for row in rows.annotate(code=F("initiative__code"), **is_there).values("code", *is_there, *CHANGE).iterator():
        yield {"initiative": row.pop("code"), **row}


def merges(view=None):
    """Each record that was merged into another, by what its address says, with what it is a part of now."""
    for name, model in MODELS.items():
        keys = _keys_in_dump(model, view)
        for merged, survivor in reversed(merges_of(model)):
            row = Merge.objects.get(pk=merged.pk)
            if survivor in keys and (view is None or was_public(row)):
                old = {word: getattr(row, column) for word, column in OLD.items()}
                yield {"kind": name, "survivor": keys[survivor], "was_public": was_public(row), "old": old}


def _keys_in_dump(model, view):
    """The keys by which a dump names the records of a model that it has: a dict from primary key."""
    if model is Tag:
        initiatives = Initiative.objects.all() if view is None else view.records(Initiative)
        return dict(Tag.objects.filter(initiative__in=initiatives.order_by().values("pk")).values_list("pk", "slug"))
    rows = model.objects.all() if view is None else view.records(model)
    return dict(rows.values_list("pk", KEYS[model]))


def was_public(merged):
    """Whether visitors knew the record that is gone, so that its address may be told."""
    if "was_public" in merged.content:
        return merged.content["was_public"]
    (row,) = json.loads(merged.content["gone"])
    return row["fields"].get("state", State.PUBLISHED) != State.DRAFT


class Supplements:
    """Supplements in a folder; empty when it is no dump.

    Args: folder, of a dump, or None; ids, a dict from model to one from key to primary key, of all that is here;
        written, of the records that this load wrote, pairs of the name of the kind and the key; new, those of them that
        were not here before.
    """

    def __init__(self, folder, ids, written, new):
        self.folder, self.ids, self.written, self.new = folder and Path(folder), ids, written, new

    def load(self):
        """Load all of it. Raises: ContentError."""
        for row in self._rows(DETAILS_FILE):
            self._detail(row)
        with content_change():  # the load looked at the merges already
            for row in self._rows(MERGES_FILE):
                self._merge(row)
        PublicChange.objects.bulk_create([self._change(row) for row in self._history()], batch_size=200)

    def known(self):
        """The primary keys of the initiatives of which this brings the history."""
        return {self.ids[Initiative][row["initiative"]] for row in self._history()}

    def _history(self):
        return [row for row in self._rows(HISTORY_FILE) if ("initiatives", row["initiative"]) in self.new]

    def _rows(self, name):
        path = self.folder and self.folder / name
        return list(json_rows(path)) if path and path.is_file() else []

    def _change(self, row):
        """A change without the facts by which mails select: nobody here followed it then."""
        facts = {"before": {} if row["was_public"] else None, "after": {} if row["is_public"] else None}
        on = from_file(PublicChange._meta.get_field("on"), row["on"])
        values = {name: row[name] for name in CHANGE} | {"on": on}
        return PublicChange(initiative_id=self.ids[Initiative][row["initiative"]], **values, **facts)

    def _detail(self, row):
        kind = next(kind for kind in KINDS if kind.name == row["kind"])
        if (kind.name, row["key"]) not in self.written:
            return
        fields = {name: kind.model._meta.get_field(name) for name in DETAILS & row.keys()}
        rows = kind.model._base_manager.filter(**{kind.key: row["key"]})
        for name in OF_EDITORS & fields.keys():
            rows.filter(**{name: ""}).update(**{name: row[name]})
        rows.update(**{name: from_file(fields[name], row[name]) for name in fields.keys() - OF_EDITORS})

    def _merge(self, row):
        """Let the address of what is gone lead on; it cannot be parted again, for its content is not in a dump."""
        model, old = MODELS[row["kind"]], {OLD[word]: value for word, value in row["old"].items()}
        survivor = self._survivor(model, row["survivor"])
        same = {"model": model._meta.label_lower, "gone_slug": old["gone_slug"], "gone_code": old["gone_code"]}
        if survivor is None or Merge.objects.standing().filter(**same).exists():
            return
        lowest = Merge.objects.order_by("gone_key").values_list("gone_key", flat=True).first() or 0
        content = {"gone": "", "moved": [], "dropped": [], "made": [], "before": {}, "was_public": row["was_public"]}
        Merge.objects.create(
            **same,
            gone_name=old["gone_name"],
            gone_key=min(lowest, 0) - 1,  # which no record has
            survivor_key=survivor.pk,
            survivor_name=str(survivor)[:300],
            content=content,
            after={},
        )

    def _survivor(self, model, key):
        field = "slug" if model is Tag else KEYS[model]
        return model._base_manager.filter(**{field: key}).first()
