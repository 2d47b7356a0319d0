"""Structured data for search engines: what a page is about, in the vocabulary of schema.org."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .permanent_addresses import permanent_url

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
        "@id": permanent_url(initiative),
        "identifier": initiative.code,
        "url": settings.PORTAL_URL + initiative.get_absolute_url(),
        **({"dateModified": initiative.content_changed_on.isoformat()} if initiative.content_changed_on else {}),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {"@type": "Organization", "name": _("Inspiratiemarkt"), "url": f"{settings.PORTAL_URL}/"},
        "citation": [citation.publication.title for citation in initiative.citations.all()],
    }


def event(edition):
    """The market; what is not known is left out."""
    data = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": edition.title,
        "startDate": edition.date.isoformat(),
        "description": edition.summary,
        "url": settings.PORTAL_URL + edition.get_absolute_url(),
    }
    if edition.organiser.is_published:
        data["organizer"] = {"@type": "Organization", "name": edition.organiser.name}
    if edition.place:
        data["location"] = {"@type": "Place", "name": edition.place}
    return data
