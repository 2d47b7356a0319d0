"""Everything that cites a publication and has a page of its own, in one query."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.link_union import fetch_links, link_query
from initiatives.models import Initiative
from themes.models import Bottleneck, Framework

HEADINGS = {
    "initiatives:detail": _("Initiatieven met deze bron"),
    "themes:detail": _("Thema’s met deze bron"),
    "themes:bottleneck": _("Knelpunten met deze bron"),
    "themes:framework": _("Kaders met deze bron"),
    "themes:concept": _("Begrippen met deze bron"),
    "sources:organisation": _("Organisaties in deze bron"),
}


def backlinks(publication):
    """The published records that cite a publication.

    Returns: a list of {"route", "heading", "links"} for each kind that cites it, with links as
    `core.link_union.fetch_links` gives them.
    """
    mentioned = publication.mentions.values("bottleneck")
    quoted = Q(citations__publication=publication) | Q(newest_source=publication)
    frameworks = Framework.objects.filter(quoted).values("pk")
    links_by_route = fetch_links(
        link_query("initiatives:detail", Initiative.objects.published().citing(publication), "title"),
        link_query("themes:detail", publication.themes.published(), "name"),
        link_query("themes:bottleneck", Bottleneck.objects.published().filter(pk__in=mentioned), "title"),
        link_query("themes:framework", Framework.objects.published().filter(pk__in=frameworks), "name"),
        link_query("themes:concept", publication.concepts.published(), "term"),
        link_query("sources:organisation", publication.organisations_mentioned.published(), "name"),
    )
    return [
        {"route": route, "heading": heading, "links": links_by_route[route]}
        for route, heading in HEADINGS.items()
        if route in links_by_route
    ]
