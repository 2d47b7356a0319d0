"""What some initiatives hold in the columns of the sheet, and their relations written in a few questions.

Reading is that of revisions (`snapshot.take_many`). Writing is not: a revision puts back one record with all its
parts, each under its own key; a sheet writes a thousand drafts at once, and only the relations that it names.
"""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag, TaggedItem

from editorial.revisions.snapshot import part_columns, take_many
from initiatives.models import Citation, Initiative

from .columns import BY_NAME, RELATIONS

LINKS = [name for name in RELATIONS if name not in {"tags", "citations"}]
BATCH = 500


def snapshots(keys):
    """The values of initiatives.

    Args: keys, primary keys.
    Returns: a dict by primary key of dicts by the name of a column; `cited` has the sources as they are stored.
    """
    found = take_many(list(keys), BY_NAME)
    for key, row in found.items():
        row["cited"] = [_stored(key, part) for part in row["citations"]]
        row["citations"] = sorted({part["publication"] for part in row["citations"]})
    return found


def _stored(key, part):
    """A source under the names of its columns in the database."""
    return {"id": part["id"], "initiative_id": key} | {one.attname: part[one.name] for one in part_columns(Citation)}


def write_relations(values):
    """Give initiatives their relations.

    Args: values, a dict by primary key of dicts by the name of a relation; others stay as they are. With `cited`
        the sources become exactly those rows.
    Returns: the primary keys of the keywords that did not exist yet.
    """
    for name in LINKS:
        links = _wanted(values, name)
        _through(name).objects.filter(initiative__in=list(links)).delete()
        own, other = _ends(name)
        rows = [_through(name)(**{own: key, other: one}) for key, ones in links.items() for one in ones]
        _through(name).objects.bulk_create(rows, batch_size=BATCH)
    _write_citations(_wanted(values, "citations"), _wanted(values, "cited"))
    return _write_tags(_wanted(values, "tags"))


def _wanted(values, name):
    return {key: row[name] for key, row in values.items() if name in row}


def _through(name):
    return Initiative._meta.get_field(name).remote_field.through


def _ends(name):
    field = Initiative._meta.get_field(name)
    return field.m2m_column_name(), field.m2m_reverse_name()


def _tagged(keys):
    kind = ContentType.objects.get_for_model(Initiative)
    return TaggedItem.objects.filter(content_type=kind, object_id__in=list(keys))


def _write_tags(wanted):
    known = {name.lower(): key for key, name in Tag.objects.values_list("pk", "name")}
    new = {name.lower(): name for names in wanted.values() for name in names if name.lower() not in known}
    made = {name: Tag.objects.create(name=text).pk for name, text in new.items()}
    known |= made
    _tagged(wanted).delete()
    kind = ContentType.objects.get_for_model(Initiative)
    items = [
        TaggedItem(content_type=kind, object_id=key, tag_id=known[name.lower()])
        for key, names in wanted.items()
        for name in names
    ]
    TaggedItem.objects.bulk_create(items, batch_size=BATCH)
    return list(made.values())


def _write_citations(wanted, exact):
    """A source that stays keeps its heading; `exact` puts back what was stored."""
    kept = defaultdict(set)
    gone = []
    for pk, key, publication in Citation.objects.filter(initiative__in=list(wanted)).values_list(
        "pk", "initiative_id", "publication_id"
    ):
        if key in exact or publication not in wanted[key]:
            gone.append(pk)
        else:
            kept[key].add(publication)
    Citation.objects.filter(pk__in=gone).delete()
    rows = [Citation(**row) for some in exact.values() for row in some]
    for key, publications in wanted.items():
        if key not in exact:
            rows += [Citation(initiative_id=key, publication_id=one) for one in publications if one not in kept[key]]
    Citation.objects.bulk_create(rows, batch_size=BATCH)
