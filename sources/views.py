"""Pages of publications and organisations: what they say, and what refers to them."""

from django.core.paginator import Paginator
from django.shortcuts import render

from core.http import published_or_gone
from core.key_set import KeySet
from core.page_cache import cached_with
from core.pagination import page_of
from initiatives.finder.cards import cards_of
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Initiative

from .backlinks import backlinks
from .models import Organisation, Publication

PAGE_SIZE = 40


@cached_with("pagina")
def publication_list(request):
    """All publications, newest first."""
    publications = Publication.objects.published().order_by("-date", "title", "pk")
    page = page_of(request, Paginator(publications, PAGE_SIZE))
    return render(request, "sources/publication_list.html", {"page": page})


def publication_detail(request, slug):
    """One publication and everything that cites it."""
    publication = published_or_gone(Publication.objects.published().select_related("organisation"), slug)
    context = {
        "publication": publication,
        "groups": backlinks(publication),
        "asks": publication.asks.published().for_lists(),
        "statements": publication.statements.published().select_related("municipality", "organisation"),
        "key_figures": publication.keyfigures.published(),
        "consultations": publication.consultations.prefetch_related("municipalities"),
        "types": publication.municipalitytypes.published(),
        "markets": publication.markets.published(),
    }
    return render(request, "sources/publication_detail.html", context)


def organisation_list(request):
    """All organisations, in alphabetical order."""
    return render(request, "sources/organisation_list.html", {"organisations": Organisation.objects.published()})


def organisation_detail(request, slug):
    """One organisation: what it published, what it said, and where it takes part."""
    organisation = published_or_gone(Organisation.objects.published(), slug)
    partnered = Initiative.objects.published().with_partner(organisation).values_list("pk", flat=True)
    selection = InitiativeSelection({}, within=KeySet.of(partnered))
    context = {
        "organisation": organisation,
        "publications": organisation.publications.published(),
        "mentioned_in": organisation.mentioned_in.published(),
        "statements": organisation.statements.published().select_related("municipality", "organisation"),
        "markets": organisation.markets.published(),
        "selection": selection,
        "initiatives": cards_of(selection.keys("title")),
    }
    return render(request, "sources/organisation_detail.html", context)
