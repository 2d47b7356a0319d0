"""The finder, the page of one initiative, and the market."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from sources.pages import find, page_number
from themes.thesaurus import labels, mentioned

from . import facets
from .chips import chips
from .filters import InitiativeFilter
from .links import short_links
from .models import Initiative, MarketEdition
from .vocabulary import Vocabulary

PAGE_SIZE = 20


@vary_on_headers("HX-Request")
def finder(request):
    """Search and filter initiatives; answers a whole page, or only the results to htmx."""
    vocabulary = Vocabulary()
    selected = InitiativeFilter(request.GET, vocabulary)
    terms = selected.terms
    only = selected.matching_keys if selected.is_valid() and terms else None
    matches, counts = facets.count(facets.facet_values(vocabulary, only), selected.selection)
    ...


def detail(request, slug):
    """One initiative, with everything that is known about it."""
    initiative = find(Initiative.objects.published().for_page(), slug)
    return render(request, "initiatives/initiative_detail.html", page_context(initiative))


def page_context(initiative):
    """What the page of one initiative shows, published or (for an editor) not."""
    texts = [initiative.title, initiative.summary, initiative.situation, initiative.approach, initiative.lessons]
    return {
        "initiative": initiative,
        "links": short_links(initiative),
        "concepts": mentioned(" . ".join(texts), labels()),
        "nearby": Initiative.objects.published().near(initiative).for_links(),
    }


def market(request):
    """The latest market edition: announced, today, or looked back upon."""
    edition = MarketEdition.objects.published().select_related("organiser", "publication").first()
    if edition is None:
        raise Http404
    stands = edition.stands.filter(initiative__in=Initiative.objects.published()).select_related("initiative")
    return render(request, "initiatives/market.html", {"edition": edition, "stands": stands})
