"""Writing all content as files that `load_content` reads back: JSON Lines, pictures and papers, a data dictionary.

The same content gives the same bytes, on every database. A public dump has what visitors may see, and nothing else.
"""

import json
from contextlib import suppress
from itertools import chain

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from core import generation
from core.folders import FolderRefused, replaced_folder, write_manifest
from core.licence import LICENCE_IN_FULL
from core.text import map_texts, readable
from library.models import Stored

from .fingerprints import DATASET, LOADED_FILE
from .kinds import KEYS, KINDS
from .media import copy_files
from .models import LoadedRecord
from .public_dump import PublicView
from .site_texts import SITE_FILE, site_content
from .supplements import DETAILS, DETAILS_FILE, HISTORY_FILE, MERGES_FILE, OF_EDITORS, details, history, merges
from .values import canonical, many_fields, part_model, plain_fields, prefetches, snapshot

DICTIONARY = "dictionary.json"
FORMAT = 1
CHUNK = 500  # records
ATTEMPTS = 3


def dump(folder, is_public=False, report=lambda name, total: None):
    """Write all content to a folder, of one moment: while editors change something, it starts anew.

    Args: folder, its path; is_public, whether only what visitors may see; report, called with the name of each kind and
        how many records it has.
    Returns: a dict from the name of each kind to its number of records.
    Raises: FolderRefused, when the folder holds something else, or the content changes all the time; OSError.
    """
    for _attempt in range(ATTEMPTS):
        with suppress(_Changed), replaced_folder(folder, DATASET) as new:
            number = generation.read().number
            with generation.pinned(number):
                counts = _write_all(new, is_public, report)
            if generation.read().number != number:
                raise _Changed
            return counts
    raise FolderRefused(_("Er wordt steeds iets gewijzigd. Probeer het later nog eens."))


class _Changed(Exception):
    """The content became another while it was written."""


def _write_all(folder, is_public, report):
    view, counts, of_records = PublicView() if is_public else None, {}, []
    for kind in KINDS:
        counts[kind.name] = _write_lines(folder / f"{kind.name}.jsonl", _records(kind, view))
        report(kind.name, counts[kind.name])
        of_records.append(details(kind, _rows(kind, view), is_public))
        if issubclass(kind.model, Stored):
            copy_files(_rows(kind, view), folder)
    supplements = {DETAILS_FILE: chain(*of_records), HISTORY_FILE: history(view), MERGES_FILE: merges(view)}
    for name, lines in supplements.items():
        _write_lines(folder / name, lines)
    _write_lines(folder / SITE_FILE, site_content(is_public))
    if not is_public:
        rows = LoadedRecord.objects.from_fixtures().order_by("kind", "key").values("kind", "key", "digest")
        _write_lines(folder / LOADED_FILE, rows)
    words = json.dumps(dictionary(view), ensure_ascii=False, indent=1) + "\n"
    (folder / DICTIONARY).write_text(words, encoding="utf-8")
    write_manifest(folder, kind=DATASET, format=FORMAT, public=is_public, licence=LICENCE_IN_FULL, records=counts)
    return counts


def as_line(values):
    """A record on one line of JSON, the same on every database."""
    return json.dumps(values, default=canonical, ensure_ascii=False, sort_keys=True)


def _rows(kind, view):
    return kind.model.objects.all() if view is None else view.records(kind.model)


def _records(kind, view):
    """The records of a kind in the order in which they were made, which lists of equals fall back on."""
    for row in _rows(kind, view).order_by("pk").prefetch_related(*prefetches(kind)).iterator(CHUNK):
        values = snapshot(row, kind)
        yield values if view is None else view.seen(kind, row, values)


def _write_lines(path, records):
    total = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for total, values in enumerate(records, start=1):  # noqa: B007 - it is the total afterwards
            file.write(as_line(map_texts(readable, values)) + "\n")
    return total


def dictionary(view=None):
    """Data dictionary: a dict from the name of a kind to its fields and their meaning, from the models."""
    return {
        kind.name: {
            "title": force_str(kind.model._meta.verbose_name_plural),
            "key": kind.key,
            "fields": [*_described(kind.model, view), *(_described_many(field) for field in many_fields(kind.model))],
            "parts": {name: _described(*part_model(kind.model, name), view) for name in kind.parts},
            "details": [
                _description(field)
                for field in kind.model._meta.concrete_fields
                if field.name in DETAILS - (OF_EDITORS if view else set())
            ],
        }
        for kind in KINDS
    }


def _described(model, *rest):
    """The columns of a model in words; rest, the field to leave out, if any, and the `PublicView`."""
    *without, view = rest
    hidden = view.hidden_fields(model) if view else set()
    return [_description(field) for field in plain_fields(model, [*without, *hidden])]


def _description(field):
    facts = {
        "name": field.name,
        "title": force_str(field.verbose_name),
        "description": force_str(field.help_text),
        "type": "reference" if isinstance(field, models.ForeignKey) else TYPES.get(type(field).__name__, "text"),
    }
    if isinstance(field, models.ForeignKey):
        facts["of"] = KIND_NAMES[field.related_model]
    if field.choices:
        facts["values"] = {force_str(value): force_str(label) for value, label in field.flatchoices if value}
    return facts


def _described_many(field):
    """A relation to many: the keys of other records, or keywords."""
    name = KIND_NAMES.get(field.related_model) if field.related_model in KEYS else None
    facts = {"name": field.name, "title": force_str(field.verbose_name), "description": force_str(field.help_text)}
    return {**facts, "type": "references" if name else "keywords", **({"of": name} if name else {})}


KIND_NAMES = {kind.model: kind.name for kind in KINDS}
TYPES = {
    **dict.fromkeys(["PositiveSmallIntegerField", "PositiveIntegerField", "IntegerField"], "integer"),
    **{"BooleanField": "boolean", "FloatField": "number", "DecimalField": "decimal"},
    **{"DateField": "date", "TimeField": "time", "DateTimeField": "moment", "JSONField": "list"},
}
