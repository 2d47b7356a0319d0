"""Reading the values of initiatives for the columns of the sheet, and writing relations in a few queries.

Reading is that of revisions (`snapshot.take_many`). Writing is not: a revision puts back one record with all its
parts, each under its own key; a sheet writes a thousand drafts at once, and only the relations that it names.
"""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag, TaggedItem

from editorial.revisions.snapshot import part_fields, take_many
from initiatives.models import Citation, Initiative

from .columns import BY_NAME, PARTS, RELATIONS
from .part_rows import comparable

LINKS = [name for name in RELATIONS if name not in {"tags", "citations"}]
EXACT = {"citations": "cited"} | {part: f"stored_{part}" for part in PARTS}  # where the rows themselves are
BATCH = 500


def stored_values(keys):
    """The values of initiatives.

    Args: keys, primary keys.
    Returns: a dict by primary key of dicts by the name of a column; under the names in EXACT, sources, results and
        partners are as the database has them.
    """
    by_key = take_many(list(keys), [*BY_NAME, *PARTS])
    for key, values in by_key.items():
        values |= {exact: [_columns(name, key, part) for part in values[name]] for name, exact in EXACT.items()}
        values["citations"] = sorted({part["publication"] for part in values["citations"]})
        values |= {name: [_without_key(part) for part in values[name]] for name in PARTS}
    return by_key


def _without_key(part):
    return {name: value for name, value in part.items() if name != "id"}


def _columns(name, key, part):
    """A part under the names of its columns in the database."""
    columns = {field.attname: part[field.name] for field in part_fields(_model(name))}
    return {"initiative_id": key} | ({"id": part["id"]} if "id" in part else {}) | columns


def _model(name):
    return Initiative._meta.get_field(name).related_model


def write_relations(values):
    """Give initiatives their relations.

    Args: values, a dict by primary key of dicts by the name of a relation; others stay as they are. With `cited`
        the sources become exactly those rows, and so do results and partners with what is in EXACT.
    Returns: the primary keys of the keywords that did not exist yet.
    """
    for name in LINKS:
        _write_links(name, _of_relation(values, name))
    for name in PARTS:
        _write_parts(name, _of_relation(values, name), _of_relation(values, EXACT[name]))
    _write_citations(_of_relation(values, "citations"), _of_relation(values, "cited"))
    return _write_tags(_of_relation(values, "tags"))


def _of_relation(values, name):
    return {key: by_name[name] for key, by_name in values.items() if name in by_name}


def _write_links(name, links):
    field = Initiative._meta.get_field(name)
    through = field.remote_field.through
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    through.objects.filter(initiative__in=list(links)).delete()
    rows = [through(**{own: key, other: other_key}) for key, other_keys in links.items() for other_key in other_keys]
    through.objects.bulk_create(rows, batch_size=BATCH)


def _write_tags(names_by_key):
    content_type = ContentType.objects.get_for_model(Initiative)
    tag_keys = {name.lower(): key for key, name in Tag.objects.values_list("pk", "name")}
    new = {name.lower(): name for names in names_by_key.values() for name in names if name.lower() not in tag_keys}
    created = {folded: Tag.objects.create(name=name).pk for folded, name in new.items()}
    tag_keys |= created
    TaggedItem.objects.filter(content_type=content_type, object_id__in=list(names_by_key)).delete()
    items = [
        TaggedItem(content_type=content_type, object_id=key, tag_id=tag_keys[name.lower()])
        for key, names in names_by_key.items()
        for name in names
    ]
    TaggedItem.objects.bulk_create(items, batch_size=BATCH)
    return list(created.values())


def _write_citations(publications_by_key, exact):
    """Give initiatives their sources: one that stays keeps its heading, and `exact` restores what was stored."""
    remaining = defaultdict(set)
    removed = []
    stored = Citation.objects.filter(initiative__in=list(publications_by_key))
    for pk, key, publication in stored.values_list("pk", "initiative_id", "publication_id"):
        if key in exact or publication not in publications_by_key[key]:
            removed.append(pk)
        else:
            remaining[key].add(publication)
    Citation.objects.filter(pk__in=removed).delete()
    rows = [Citation(**columns) for citations in exact.values() for columns in citations]
    for key, publications in publications_by_key.items():
        if key not in exact:
            new = [publication for publication in publications if publication not in remaining[key]]
            rows += [Citation(initiative_id=key, publication_id=publication) for publication in new]
    Citation.objects.bulk_create(rows, batch_size=BATCH)


def _write_parts(name, parts_by_key, exact):
    """Give initiatives their results or partners: one that stays keeps its key, and `exact` restores what was there."""
    model, removed, rows = _model(name), [], [row for parts in exact.values() for row in parts]
    for key, stored in take_many(list(parts_by_key), [name]).items():
        staying, new = ([], []) if key in exact else matched(name, stored[name], parts_by_key[key])
        removed += {part["id"] for part in stored[name]} - {part["id"] for part in staying}
        rows += [_columns(name, key, part) for part in new]
    model.objects.filter(pk__in=removed).delete()
    model.objects.bulk_create([model(**columns) for columns in rows], batch_size=BATCH)


def matched(name, stored, parts):
    """The stored results or partners that are among others, and those of the others that are not stored yet."""
    own, staying, new = defaultdict(list), [], []
    for part in stored:
        own[comparable(name, [_without_key(part)])].append(part)
    for part in parts:
        same = own[comparable(name, [part])]
        (staying if same else new).append(same.pop(0) if same else part)
    return staying, new
