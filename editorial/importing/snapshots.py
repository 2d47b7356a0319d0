"""What some initiatives hold in the columns of the sheet, read in a few queries, and their relations written so."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag, TaggedItem

from initiatives.models import Citation, Initiative

from .columns import PLAIN, RELATIONS

LINKS = [name for name in RELATIONS if name not in {"tags", "citations"}]
BATCH = 500
CITED = [field.attname for field in Citation._meta.concrete_fields]


def snapshots(keys):
    """The values of initiatives.

    Args: keys, primary keys.
    Returns: a dict by primary key of dicts by the name of a column; `cited` has the sources as they are stored.
    """
    keys = list(keys)
    found = {row.pop("pk"): row for row in Initiative.objects.filter(pk__in=keys).values("pk", *PLAIN)}
    for row in found.values():
        row.update({name: [] for name in [*RELATIONS, "cited"]})
    for name in LINKS:
        for key, other in _through(name).objects.filter(initiative__in=keys).values_list(*_ends(name)):
            found[key][name].append(other)
    for key, tag in _tagged(keys).values_list("object_id", "tag__name"):
        found[key]["tags"].append(tag)
    for citation in Citation.objects.filter(initiative__in=keys).values(*CITED):
        found[citation["initiative_id"]]["citations"].append(citation["publication_id"])
        found[citation["initiative_id"]]["cited"].append(citation)
    for row in found.values():
        row.update({name: sorted(set(row[name])) for name in RELATIONS})
    return found


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
