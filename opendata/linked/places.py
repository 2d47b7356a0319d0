"""Nodes for municipalities, provinces and consultations."""

from municipalities.models import Municipality, Province
from sources.models import Publication

from .graphs import day, link, nl, number
from .relations import related


def municipality(record):
    """A municipality, also one that merged: then with its last day and what it became."""
    return {
        "schema_name": nl(record.name),
        "schema_legalName": nl(record.official_name),
        "owl_sameAs": link(record.tooi_uri),
        "schema_latitude": number(record.latitude),
        "schema_longitude": number(record.longitude),
        "schema_dissolutionDate": day(record.ended_on),
        **related(
            dcterms_isPartOf=Province.objects.filter(pk=record.province_id),
            dcterms_isReplacedBy=Municipality.objects.filter(pk=record.successor_id),
            dcterms_replaces=record.predecessors.all(),
        ),
    }


def province(record):
    """A province, with its municipalities of today."""
    return {
        "schema_name": nl(record.name),
        "owl_sameAs": link(record.tooi_uri),
        **related(dcterms_hasPart=record.municipalities.current()),
    }


def municipality_type(record):
    """A type of municipality, with those that its source gives it to."""
    public = Publication.objects.published()
    shown = record.assignments.filter(publication__in=public).values("municipality")
    return {
        "skos_prefLabel": nl(record.name),
        "skos_definition": nl(record.description),
        "skos_note": nl(record.challenge),
        **related(
            dcterms_source=Publication.objects.filter(pk=record.publication_id),
            dcterms_spatial=Municipality.objects.filter(pk__in=shown),
        ),
    }


def consultation(record):
    """A round of interviews: when, and with whom."""
    return {
        "dcterms_title": nl(str(record)),
        "dcterms_temporal": nl(record.period),
        **related(
            dcterms_spatial=record.municipalities.all(),
            dcterms_source=Publication.objects.filter(pk=record.publication_id),
        ),
    }
