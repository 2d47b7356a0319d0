"""Every public field of a record, from the one description of it, in a vocabulary that is made of that description.

A field for which others have a word too is said in that word as well: `records.py` does so for a record as a whole,
`STANDARD` for its parts.
"""

from datetime import date, time
from typing import get_args

from django.conf import settings
from django.urls import reverse

from opendata.resources import PARTIAL_DATE

from .graphs import VOCABULARY, day, link, nl, node, number
from .identifiers import RESOURCE_OF, permanent_url

OWN = {"id", "adres"}  # what a record is called, and its page
NAMES = {"Verwijzing", "Bronverwijzing", "Gemeenteverwijzing"}  # of another record, or of a choice
IDENTIFIED = {"Bronverwijzing", "Gemeenteverwijzing"}  # of which the code is that of the record, whatever its kind
STANDARD = {  # parts of which others have a kind too, with their words for its fields
    "Resultaat": (
        "schema:Observation",
        {
            "waarde": "schema:value",
            "eenheid": "schema:unitText",
            "definitie": "schema:description",
            "periode": "schema:observationPeriod",
            "bron": "dcterms:source",
        },
    ),
    "Partner": ("schema:Role", {"naam": "schema:name", "rol": "schema:roleName"}),
}


def field_nodes(record):
    """A record with all fields of its description, and its parts: nodes, the record first; none for some kinds."""
    return field_nodes_of(type(record), [record]).get(record.pk, [])


def field_nodes_of(model, records):
    """Nodes of the fields of many records of a model, in as many queries as for one: a dict from key to nodes."""
    if model not in RESOURCE_OF:
        return {}
    from opendata.schemas import KINDS  # it needs pydantic: 20 MB

    kind = KINDS[RESOURCE_OF[model]]
    by_code = {read.code: read for read in kind.read([record.pk for record in records])}
    pairs = [(record, by_code.get(getattr(record, kind.key))) for record in records]
    return {record.pk: list(_nodes(permanent_url(record), read)) for record, read in pairs if read}


def vocabulary_nodes():
    """Every kind of record and part with its fields, as classes and properties with their names and meanings."""
    from opendata.schemas import KINDS

    schemas, nodes = [kind.schema for kind in KINDS.values()], []
    for schema in schemas:  # which grows while we walk it
        schemas += [part for part in dict.fromkeys(_parts(schema)) if part not in schemas]
        fields = [field for name, field in schema.model_fields.items() if name not in OWN]
        nodes += [_class(schema), *(_property(schema, field) for field in fields)]
    return nodes


def _nodes(address, read):
    """Nodes for the values read of a record or a part, and for its own parts."""
    name = type(read).__name__
    kind, words = STANDARD.get(name, ("", {}))
    thing, parts = {"@id": address, "@type": [f"veld:{name}", *([kind] if kind else [])]}, []
    for field_name, field in type(read).model_fields.items():
        value, values = getattr(read, field_name), []
        if value in (None, "", []) or field_name in OWN:
            continue
        for place, each in enumerate(value if isinstance(value, list) else [value], start=1):
            child = f"{address}{'-' if '#' in address else '#'}{field.alias}-{place}"
            values.append(_said(each, field, child))
            parts += _nodes(child, each) if _is_part(each) else []
        for word in filter(None, [f"veld:{name}.{field.alias}", words.get(field_name)]):
            thing[word] = [value for value in values if value is not None]
    return [thing, *parts]


def _is_part(value):
    """Whether a value has fields of its own, and does not only name another record."""
    return hasattr(type(value), "model_fields") and type(value).__name__ not in NAMES


def _said(value, field, child):
    """A value as the object of a statement; child, the identifier that it has when it is a part."""
    if _is_part(value):
        return {"@id": child}
    if hasattr(value, "naam"):
        identified = type(value).__name__ in IDENTIFIED
        return link(settings.PORTAL_URL + reverse("by_code", args=[value.code])) if identified else nl(value.naam)
    if isinstance(value, bool | int | float):
        return value if isinstance(value, bool | int) else number(value)
    if isinstance(value, time):
        return {"@value": value.isoformat(), "@type": "xsd:time"}
    return _text(value, field)


def _text(value, field):
    """A text, or what it stands for: a code, a day or an address."""
    if field.alias == "code":
        return value
    is_partial_date = any(getattr(rule, "pattern", None) == PARTIAL_DATE for rule in field.metadata)
    if isinstance(value, date) or is_partial_date:
        return day(value)
    return link(value) if (field.json_schema_extra or {}).get("format") == "uri" else nl(value)


def _parts(schema):
    """The kinds of parts that the fields of a kind have."""
    for field in schema.model_fields.values():
        kinds = [field.annotation, *get_args(field.annotation)]
        yield from (kind for kind in kinds if hasattr(kind, "model_fields") and kind.__name__ not in NAMES)


def _class(schema):
    title = nl(schema.__name__)
    return node(VOCABULARY + schema.__name__, "rdfs:Class", rdfs_label=title, rdfs_comment=nl(schema.__doc__))


def _property(schema, field):
    return node(
        f"{VOCABULARY}{schema.__name__}.{field.alias}",
        "rdf:Property",
        rdfs_label=nl(field.title),
        rdfs_comment=nl(field.description),
        rdfs_domain=link(VOCABULARY + schema.__name__),
    )
