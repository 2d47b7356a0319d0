"""Nodes for publications and organisations."""

from sources.models import Organisation, Publication

from .graphs import day, link, nl
from .relations import related

LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
LANGUAGE_CODES = {Publication.Language.DUTCH: "NLD", Publication.Language.ENGLISH: "ENG"}


def publication(record):
    """A publication: who issued it and when, and where it can be read."""
    return {
        "dcterms_title": {"@value": record.title, "@language": record.language},
        "dcterms_description": nl(record.note),
        "schema_additionalType": nl(record.get_kind_display()),
        "schema_publisher": nl(record.publisher),
        "dcterms_issued": day(record.date),
        "dcterms_language": link(LANGUAGES + LANGUAGE_CODES[record.language]),
        "dcterms_license": None,  # its text is not ours
        "schema_url": link(record.public_address),
        **related(dcterms_publisher=Organisation.objects.filter(pk=record.organisation_id)),
    }


def organisation(record):
    """An organisation, with its address in the register of the government when that is known."""
    return {
        "schema_name": nl(record.name),
        "schema_alternateName": [nl(name) for name in [record.abbreviation, *record.other_names] if name],
        "dcterms_description": nl(record.role),
        "org_classification": nl(record.get_kind_display()),
        "owl_sameAs": link(record.tooi_uri),
        **related(dcterms_isReferencedBy=record.mentioned_in.all()),
    }
