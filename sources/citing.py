"""Everything that leans on a publication and has a page of its own, in one statement."""

from collections import defaultdict

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

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


def cited_by(publication):
    """The published records that cite a publication.

    Returns: a list of {"route", "heading", "links"} for each kind that cites it, with links a list of
    {"slug", "label"} in alphabetical order.
    """
    mentioned = publication.mentions.values("bottleneck")
    quoted = publication.frameworkcitations.values("framework")
    first, *others = [
        _rows("initiatives:detail", Initiative.objects.published().citing(publication), "title"),
        _rows("themes:detail", publication.themes.published(), "name"),
        _rows("themes:bottleneck", Bottleneck.objects.published().filter(pk__in=mentioned), "title"),
        _rows("themes:framework", Framework.objects.published().filter(pk__in=quoted), "name"),
        _rows("themes:concept", publication.concepts.published(), "term"),
        _rows("sources:organisation", publication.organisations_mentioned.published(), "name"),
    ]
    found = defaultdict(list)
    for route, slug, label in first.union(*others, all=True):
        found[route].append({"slug": slug, "label": label})
    for links in found.values():
        links.sort(key=lambda link: link["label"].casefold())
    return [
        {"route": route, "heading": heading, "links": found[route]}
        for route, heading in HEADINGS.items()
        if found[route]
    ]


def _rows(route, queryset, label):
    columns = {"link_route": Value(route, CharField()), "link_slug": Cast("slug", CharField())}
    return (
        queryset.order_by()
        .annotate(**columns, link_label=Cast(label, CharField()))
        .values_list("link_route", "link_slug", "link_label")
    )
