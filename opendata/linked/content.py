"""What is known of examples, and of what shows them: bundles, markets, news and papers."""

from django.conf import settings
from django.utils.timezone import localdate

from initiatives.models import Initiative
from municipalities.models import Municipality
from sources.models import Organisation, Publication

from .graphs import day, link, nl, node
from .identifiers import permanent_url
from .relations import related

LICENCES = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}


def initiative(record):
    """An example, with its results and its partners as parts."""
    return [
        {
            "dcterms_title": nl(record.title),
            "dcterms_abstract": nl(record.summary),
            "schema_additionalType": nl(record.get_kind_display()),
            "schema_creativeWorkStatus": nl(record.get_status_display()),
            "dcterms_date": day(record.as_of),
            "dcterms_modified": day(record.content_changed_on),
            "schema_foundingDate": day(record.start_year),
            "schema_dissolutionDate": day(record.end_date or record.end_year),
            "schema_keywords": [nl(name) for name in sorted(record.tags.values_list("name", flat=True))],
            **_links_of(record),
        },
        *_results(record),
        *_partners(record),
    ]


def bundle(record):
    """A bundle with the examples in it."""
    return [
        {
            "dcterms_title": nl(record.title),
            "dcterms_abstract": nl(record.question),
            "dcterms_description": nl(record.intro),
            "dcterms_modified": day(record.content_changed_on),
            **related(
                dcterms_subject=record.themes.all(),
                dcterms_hasPart=Initiative.objects.filter(bundle_items__bundle=record),
            ),
        }
    ]


def market(record):
    """A market with the examples that have a stand there."""
    return [
        {
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
    ]


def news(record):
    """A message with the records that it is about."""
    return [
        {
            "dcterms_title": nl(record.title),
            "dcterms_description": nl(record.opening),
            "dcterms_issued": day(record.date),
            "dcterms_modified": day(localdate(record.updated_at)),
            **related(
                dcterms_references=[record.initiatives.all(), record.bundles.all(), record.editions.all()],
            ),
        }
    ]


def paper(record):
    """A paper to use again; its licence is its own."""
    return [
        {
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
    ]


def _links_of(record):
    """What an example is linked to."""
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


def _results(record):
    """The results of an example that have a published source: each a number or words with what they mean."""
    results = record.results.filter(publication__in=Publication.objects.published())
    for number, result in enumerate(results.select_related("publication").order_by("pk"), start=1):
        yield node(
            f"{permanent_url(record)}#resultaat-{number}",
            "schema:Observation",
            schema_observationAbout=link(permanent_url(record)),
            schema_additionalType=nl(result.get_kind_display()) if result.kind else None,
            schema_value=_number(result.number) if result.number is not None else nl(result.value),
            schema_unitText=nl(result.unit),
            schema_description=nl(result.definition),
            schema_observationPeriod=nl(result.period),
            dcterms_source=link(permanent_url(result.publication)),
        )


def _partners(record):
    """The partners of an example that are no organisation of the site, and the roles of all."""
    for number, partner in enumerate(record.partners.order_by("pk"), start=1):
        yield node(
            f"{permanent_url(record)}#partner-{number}",
            "schema:Role",
            schema_memberOf=link(permanent_url(record)),
            schema_name=nl(partner.name),
            schema_roleName=nl(partner.role),
        )


def _number(number):
    """A decimal number as JSON and Turtle have one."""
    return int(number) if number == number.to_integral_value() else float(number)
