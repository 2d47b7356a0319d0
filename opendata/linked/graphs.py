"""Linked data as text: one document of plain values, written as JSON-LD by us and as Turtle by rdflib."""

import json
import re
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpResponse

from core.text import map_texts, readable

from .negotiation import CONTENT_TYPES

VOCABULARY = f"{settings.PORTAL_URL}/data/velden#"  # our own words: see `fields.py`
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "veld": VOCABULARY,
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PARTIAL_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}  # by the length of the text
SAFE_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"


def node(identifier, kinds, **properties):
    """A thing with its properties, without those that are not known.

    Args: identifier, a web address; kinds, one or more types such as "skos:Concept"; properties, by their name with
        an underscore in the place of the colon.
    """
    known = {name.replace("_", ":", 1): value for name, value in properties.items() if value not in (None, "", [], {})}
    return {"@id": identifier, "@type": kinds, **known}


def nl(text):
    """A text in Dutch; nothing without one."""
    return {"@value": text, "@language": "nl"} if text else None


def link(address):
    """A link to something; nothing without an address, or with one that no program could follow."""
    try:
        urlsplit(address or "")
    except ValueError:
        return None
    return {"@id": quote(address, safe=SAFE_IN_ADDRESSES)} if address and re.match(r"[a-z]+:", address) else None


def links(addresses):
    """Links to several things."""
    return [node for address in addresses if (node := link(address))]


def number(value):
    """A number that is not whole; nothing without one."""
    return None if value is None else {"@value": str(value), "@type": "xsd:decimal"}


def day(text):
    """A date as far as it is known: a year, a month or a day, as text in ISO 8601 or as a date."""
    text = str(text or "")
    return {"@value": text, "@type": PARTIAL_DATES[len(text)]} if len(text) in PARTIAL_DATES else None


def response(nodes, suffix):
    """Things as a file in one of the forms.

    Args: nodes, a list of `node()`; suffix, "jsonld" or "ttl".
    """
    document = map_texts(readable, {"@context": PREFIXES, "@graph": nodes})
    write = {"jsonld": _json_ld, "ttl": _turtle}[suffix]
    answer = HttpResponse(write(document), content_type=CONTENT_TYPES[suffix])
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _json_ld(document):
    return json.dumps(document, ensure_ascii=False, indent=1)


def _turtle(document):
    from rdflib import Graph, URIRef  # 20 MB, which a process that is never asked for Turtle need not have

    graph = Graph(bind_namespaces="none")
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address)
    for thing in document["@graph"]:
        subject = URIRef(thing["@id"])
        for name, value in thing.items():
            for each in value if isinstance(value, list) else [value]:
                if name != "@id":
                    graph.add((subject, URIRef(_whole(name)), _term(each, name)))
    return graph.serialize(format="turtle")


def _term(value, name):
    """The object of a statement: a link, a text with its language, or another value with its type."""
    from rdflib import Literal, URIRef

    if name == "@type":
        return URIRef(_whole(value))
    if not isinstance(value, dict):
        return Literal(value)
    if "@id" in value:
        return URIRef(value["@id"])
    datatype = value.get("@type")
    return Literal(value["@value"], lang=value.get("@language"), datatype=datatype and URIRef(_whole(datatype)))


def _whole(name):
    """A name with its prefix as a web address."""
    prefix, _colon, local = "rdf:type".partition(":") if name == "@type" else name.partition(":")
    return PREFIXES[prefix] + local
