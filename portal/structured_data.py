"""Structured data for search engines: what a page is about, in the vocabulary of schema.org."""

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.licence import LICENCE_ADDRESS
from initiatives.models import Bundle, Initiative, MarketEdition
from municipalities.models import Municipality
from opendata.linked.catalogue import catalogue_address
from opendata.linked.datasets import DATASETS, FORMATS
from opendata.linked.identifiers import code_of, permanent_url
from opendata.linked.thesaurus import scheme_address
from pages.models import NewsItem
from sources.models import Organisation
from themes.models import Concept

CONTEXT = "https://schema.org"


def website():
    """The site as a whole, with its search."""
    target = f"{settings.PORTAL_URL}{reverse('initiatives:list')}?q={{search_term_string}}"
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": _("Inspiratiemarkt"),
        "url": f"{settings.PORTAL_URL}/",
        "inLanguage": "nl",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumb_list(crumbs, page_path):
    """The breadcrumbs of a page.

    Args: crumbs, a list of (label, path or ""); page_path, of the page itself.
    """
    items = [
        {"@type": "ListItem", "position": number, "name": str(label), "item": settings.PORTAL_URL + (path or page_path)}
        for number, (label, path) in enumerate(crumbs, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def article(initiative):
    """The page of one initiative."""
    return {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": initiative.title,
        "description": initiative.summary,
        "inLanguage": "nl",
        **_identity(initiative),
        **({"dateModified": initiative.content_changed_on.isoformat()} if initiative.content_changed_on else {}),
        "license": LICENCE_ADDRESS,
        "publisher": _publisher(),
        "citation": [citation.publication.title for citation in initiative.citations.all()],
    }


def news_article(item):
    """A message of the editors."""
    return {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": item.title,
        "inLanguage": "nl",
        "datePublished": item.date.isoformat(),
        "dateModified": localdate(item.updated_at).isoformat(),
        **_identity(item),
    }


def collection(bundle):
    """The page of one bundle: an article about a few examples."""
    changed = bundle.content_changed_on
    return {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": bundle.title,
        "description": bundle.question,
        "inLanguage": "nl",
        **({"dateModified": changed.isoformat()} if changed else {}),
        **_identity(bundle),
    }


def government(municipality):
    """A municipality, by its code of CBS and its address in the register of the government."""
    ended = municipality.ended_on
    return {
        "@context": CONTEXT,
        "@type": "GovernmentOrganization",
        "name": _("Gemeente %(name)s") % {"name": municipality.name},
        "legalName": _("Gemeente %(name)s") % {"name": municipality.official_name},
        **({"dissolutionDate": ended.isoformat()} if ended else {}),
        **_identity(municipality),
        "sameAs": municipality.tooi_uri,
    }


def organisation(organisation):
    """A body that is named on the site; of the government when the register of that has it."""
    names = [organisation.abbreviation, *organisation.other_names]
    return {
        "@context": CONTEXT,
        "@type": "GovernmentOrganization" if organisation.tooi_uri else "Organization",
        "name": organisation.name,
        **({"alternateName": known} if (known := [name for name in names if name]) else {}),
        **_identity(organisation),
        **({"sameAs": organisation.tooi_uri} if organisation.tooi_uri else {}),
    }


def defined_term(concept):
    """A word of the field with what it means."""
    return {
        "@context": CONTEXT,
        "@type": "DefinedTerm",
        "name": concept.term,
        **({"alternateName": concept.labels[1:]} if concept.labels[1:] else {}),
        **({"description": concept.scope_note} if concept.scope_note else {}),
        "inDefinedTermSet": scheme_address(),
        "inLanguage": "nl",
        "termCode": code_of(concept),
        **_identity(concept),
    }


def defined_term_set():
    """The thesaurus as a whole."""
    return {
        "@context": CONTEXT,
        "@type": "DefinedTermSet",
        "@id": scheme_address(),
        "name": _("Begrippen van de Inspiratiemarkt"),
        "inLanguage": "nl",
        "license": LICENCE_ADDRESS,
        "url": settings.PORTAL_URL + reverse("themes:concepts"),
    }


def data_catalogue():
    """Every dataset of this site, with its files."""
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": catalogue_address(),
        "name": _("Open data van de Inspiratiemarkt"),
        "license": LICENCE_ADDRESS,
        "dataset": [_dataset(dataset) for dataset in DATASETS],
    }


def _dataset(dataset):
    downloads = [
        {"@type": "DataDownload", "encodingFormat": FORMATS[form][0], "contentUrl": settings.PORTAL_URL + path}
        for form, path in dataset.addresses()
    ]
    return {
        "@type": "Dataset",
        "name": str(dataset.title),
        "description": str(dataset.description),
        "url": settings.PORTAL_URL + reverse(dataset.page),
        "license": LICENCE_ADDRESS,
        "isAccessibleForFree": True,
        "inLanguage": "nl",
        "creator": _publisher(),
        "distribution": downloads,
    }


def _identity(record):
    """Permanent identifier and code of a record, and the URL of its page."""
    return {
        "@id": permanent_url(record),
        "identifier": code_of(record),
        "url": settings.PORTAL_URL + record.get_absolute_url(),
    }


def _publisher():
    return {"@type": "Organization", "name": _("Inspiratiemarkt"), "url": f"{settings.PORTAL_URL}/"}


def event(edition):
    """The market; what is not known is left out."""
    data = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": edition.title,
        "startDate": edition.date.isoformat(),
        "description": edition.summary,
        **_identity(edition),
    }
    if edition.organiser.is_published:
        data["organizer"] = {"@type": "Organization", "name": edition.organiser.name}
    if edition.place:
        data["location"] = {"@type": "Place", "name": edition.place}
    return data


# What each kind of record is on its own page.
KINDS = {
    Initiative: article,
    MarketEdition: event,
    Municipality: government,
    Organisation: organisation,
    Concept: defined_term,
    Bundle: collection,
    NewsItem: news_article,
}
