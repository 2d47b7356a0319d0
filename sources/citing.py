"""Everything that leans on a publication and has a page of its own, in one statement."""

from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from themes.models import Bottleneck, Framework

from .linking import collect, rows

HEADINGS = {
    "initiatives:detail": _("Initiatieven met deze bron"),
    "themes:detail": _("Thema’s met deze bron"),
    "themes:bottleneck": _("Knelpunten met deze bron"),
    "themes:framework": _("Kaders met deze bron"),
    "themes:concept": _("Begrippen met deze bron"),
    "sources:organisation": _("Organisaties in deze bron"),
}


def cited_by(publication):
    """The published records that cite a publication.

    Returns: a list of {"route", "heading", "links"} for each kind that cites it, with links as
    `sources.linking.collect` gives them.
    """
    mentioned = publication.mentions.values("bottleneck")
    quoted = publication.frameworkcitations.values("framework")
    found = collect(
        rows("initiatives:detail", Initiative.objects.published().citing(publication), "title"),
        rows("themes:detail", publication.themes.published(), "name"),
        rows("themes:bottleneck", Bottleneck.objects.published().filter(pk__in=mentioned), "title"),
        rows("themes:framework", Framework.objects.published().filter(pk__in=quoted), "name"),
        rows("themes:concept", publication.concepts.published(), "term"),
        rows("sources:organisation", publication.organisations_mentioned.published(), "name"),
    )
    return [
        {"route": route, "heading": heading, "links": found[route]}
        for route, heading in HEADINGS.items()
        if route in found
    ]
