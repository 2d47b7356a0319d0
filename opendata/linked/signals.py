"""Nodes for themes, frameworks, bottlenecks, asks, statements and key figures."""

from django.utils.translation import gettext as _

from municipalities.models import Municipality
from sources.models import Organisation, Publication
from themes.models import Theme

from .graphs import day, nl
from .relations import related


def theme(record):
    """A theme with its place among the others."""
    return {
        "skos_prefLabel": nl(record.name),
        "skos_definition": nl(record.summary),
        **related(
            skos_broader=Theme.objects.filter(pk=record.parent_id),
            skos_narrower=record.subthemes.all(),
            dcterms_source=record.sources.all(),
        ),
    }


def target_group(record):
    """A group of people that initiatives are for."""
    return {"skos_prefLabel": nl(record.name)}


def framework(record):
    """A rule: its official names, and from when until when it holds."""
    newest = Publication.objects.filter(pk=record.newest_source_id)
    return {
        "dcterms_title": nl(record.name),
        "dcterms_alternative": [nl(name) for name in (record.abbreviation, record.official_name) if name],
        "schema_legislationIdentifier": record.official_number,
        "schema_additionalType": nl(record.get_kind_display()),
        "schema_legislationLegalForce": nl(str(record.status_today.label)),
        "dcterms_abstract": nl(record.summary),
        "schema_legislationDate": day(record.adopted_on),
        "schema_legislationDateOfApplicability": None if record.is_plan else day(record.valid_from),
        "schema_expires": day(record.settled_end),
        "dcterms_date": day(record.status_as_of),
        **related(
            dcterms_subject=record.themes.all(),
            dcterms_source=[Publication.objects.filter(frameworkcitations__framework=record), newest],
        ),
    }


def bottleneck(record):
    """Properties of a bottleneck, with its asks and the sources that name it."""
    return {
        "dcterms_title": nl(record.title),
        "dcterms_description": nl(record.description),
        **related(
            dcterms_subject=record.themes.all(),
            dcterms_relation=[record.asks.all(), record.related_frameworks.all()],
            dcterms_source=Publication.objects.filter(mentions__bottleneck=record),
        ),
    }


def ask(record):
    """Properties of an ask, with its year."""
    return {
        "dcterms_title": nl(record.text),
        "schema_author": nl(record.issuer),
        "dcterms_date": day(record.year),
        "schema_audience": [nl(name) for name in sorted(record.addressees.values_list("name", flat=True))],
        **related(
            dcterms_subject=record.themes.all(),
            dcterms_relation=[record.bottlenecks.all(), record.related_frameworks.all()],
            dcterms_source=Publication.objects.filter(pk=record.publication_id),
        ),
    }


def statement(record):
    """Properties of a statement in a public function, paraphrased."""
    return {
        "dcterms_title": nl(record.topic),
        "dcterms_description": nl(record.gist),
        "schema_author": nl(_("%(person)s, %(function)s") % {"person": record.person, "function": record.function}),
        "dcterms_temporal": nl(record.period),
        **related(
            dcterms_subject=record.themes.all(),
            dcterms_spatial=Municipality.objects.filter(pk=record.municipality_id),
            schema_sourceOrganization=Organisation.objects.filter(pk=record.organisation_id),
            dcterms_source=Publication.objects.filter(pk=record.publication_id),
        ),
    }


def key_figure(record):
    """A number with what it counts, when and where."""
    return {
        "schema_value": nl(record.value),
        "schema_unitText": nl(record.unit),
        "schema_description": nl(record.definition),
        "schema_observationPeriod": nl(record.period),
        "schema_areaServed": nl(record.place),
        **related(
            dcterms_subject=record.themes.all(),
            dcterms_source=Publication.objects.filter(pk=record.publication_id),
        ),
    }
