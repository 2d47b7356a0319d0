"""Nodes for initiatives and the records that show them: bundles, markets, news and papers."""

from django.conf import settings
from django.utils.timezone import localdate

from core.licence import LICENCE_ADDRESS
from initiatives.models import Initiative
from municipalities.models import Municipality
from sources.models import Organisation, Publication

from .graphs import day, link, nl
from .relations import related

LICENCES = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by-4.0": LICENCE_ADDRESS,
    "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}


def initiative(record):
    """An example and what it is linked to."""
    return {
        "dcterms_title": nl(record.title),
        "dcterms_abstract": nl(record.summary),
        "schema_additionalType": nl(record.get_kind_display()),
        "schema_creativeWorkStatus": nl(record.get_status_display()),
        "dcterms_date": day(record.as_of),
        "dcterms_modified": day(record.content_changed_on),
        "schema_foundingDate": day(record.start_year),
        "schema_dissolutionDate": day(record.end_date or record.end_year),
        **_links_of(record),
    }


def bundle(record):
    """A bundle with the examples in it."""
    return {
        "dcterms_title": nl(record.title),
        "dcterms_abstract": nl(record.question),
        "dcterms_description": nl(record.intro),
        "dcterms_modified": day(record.content_changed_on),
        **related(
            dcterms_subject=record.themes.all(),
            dcterms_hasPart=Initiative.objects.filter(bundle_items__bundle=record),
        ),
    }


def market(record):
    """A market with the examples that have a stand there."""
    return {
        "dcterms_title": nl(record.title),
        "dcterms_abstract": nl(record.summary),
        "schema_startDate": day(record.date),
        "schema_location": nl(record.place),
        **related(
            schema_organizer=Organisation.objects.filter(pk=record.organiser_id),
            dcterms_hasPart=Initiative.objects.filter(stands__edition=record),
            dcterms_source=Publication.objects.filter(pk=record.publication_id),
        ),
    }


def news(record):
    """A message with the records that it is about."""
    return {
        "dcterms_title": nl(record.title),
        "dcterms_description": nl(record.opening),
        "dcterms_issued": day(record.date),
        "dcterms_modified": day(localdate(record.updated_at)),
        **related(
            dcterms_references=[record.initiatives.all(), record.bundles.all(), record.editions.all()],
        ),
    }


def paper(record):
    """A paper to use again; its licence is its own."""
    return {
        "dcterms_title": nl(record.title),
        "schema_additionalType": nl(record.get_kind_display()),
        "dcterms_created": day(record.year),
        "dcterms_license": link(LICENCES.get(record.licence)),
        "dcterms_rights": nl(record.get_licence_display()),
        "schema_contentUrl": link(settings.PORTAL_URL + record.download),
        **related(
            dcterms_spatial=Municipality.objects.filter(pk=record.municipality_id),
            dcterms_isReferencedBy=Initiative.objects.filter(attachments__paper=record),
        ),
    }


def _links_of(record):
    """Links of an initiative to other records."""
    return related(
        dcterms_subject=record.themes.all(),
        dcterms_spatial=record.municipalities.all(),
        dcterms_audience=record.target_groups.all(),
        dcterms_source=Publication.objects.filter(citations__initiative=record),
        dcterms_relation=[
            *(record.related.all(), record.asks.all(), record.statements.all()),
            *(record.bottlenecks.all(), record.hindering_bottlenecks.all(), record.stopping_bottlenecks.all()),
        ],
        dcterms_conformsTo=record.frameworks.all(),
        dcterms_references=record.later_frameworks.all(),
        dcterms_isPartOf=Initiative.objects.filter(pk=record.parent_id),
        dcterms_hasPart=Initiative.objects.filter(parent=record),
        schema_member=Organisation.objects.filter(partnerships__initiative=record),
    )
