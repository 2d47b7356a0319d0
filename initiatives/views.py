"""The finder, the page of one initiative, and the market."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from search.counting import note
from sources.pages import find, page_number
from themes.thesaurus import around, mentioned

from .chips import chips
from .facets import facets
from .filters import BEST, SORTS, InitiativeFilter, Results
from .links import short_links
from .models import Initiative, MarketEdition

PAGE_SIZE = 20


@vary_on_headers("HX-Request")
def finder(request):
    """Search and filter initiatives; answers a whole page, or only the results to htmx."""
    selected = InitiativeFilter(request.GET)
    context = {
        "selected": selected,
        "query": request.GET.get("q", ""),
        "total": selected.total,
        "facets": facets(selected),
        "chips": chips(request, selected),
        "sorts": sorts(selected),
        "page": page_number(request, Paginator(Results(selected), PAGE_SIZE)),
        "concepts": around(selected.search.text) if selected.search else [],
    }
    if selected.search and not selected.selection and context["page"].number == 1:
        note(selected.search.text, selected.total)
    fragment = request.htmx and not request.htmx.history_restore_request
    template = "initiatives/_update.html" if fragment else "initiatives/finder.html"
    return render(request, template, context)


def sorts(selected):
    """The orders to choose from: a list of (name, label, chosen); the best first only when there are words."""
    offered = [(name, label) for name, (label, _order) in SORTS.items() if name != BEST or selected.search]
    return [(name, label, name == selected.sort) for name, label in offered]


def detail(request, slug):
    """One initiative, with everything that is known about it."""
    initiative = find(Initiative.objects.published().for_page(), slug)
    return render(request, "initiatives/initiative_detail.html", page_context(initiative))


def page_context(initiative):
    """What the page of one initiative shows, published or (for an editor) not yet."""
    texts = [initiative.title, initiative.summary, initiative.situation, initiative.approach, initiative.lessons]
    return {
        "initiative": initiative,
        "links": short_links(initiative),
        "concepts": mentioned("\n".join(texts)),
    }


def market(request):
    """The latest market edition: announced, today, or looked back upon."""
    edition = MarketEdition.objects.published().select_related("organiser", "publication").first()
    if edition is None:
        raise Http404
    stands = edition.stands.filter(initiative__in=Initiative.objects.published())
    stands = stands.select_related("initiative").prefetch_related("initiative__municipalities")
    return render(request, "initiatives/market.html", {"edition": edition, "stands": stands})
