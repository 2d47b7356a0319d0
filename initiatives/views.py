"""The finder, and the page of one initiative."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from search.counting import note
from sources.pages import find, page_number
from themes.thesaurus import around, mentioned

from .chips import chips
from .facets import facet, facets, in_full
from .filters import BEST, SORTS, InitiativeFilter, Results
from .links import short_links
from .models import Initiative
from .vocabulary import LEGENDS

PAGE_SIZE = 20
ASIDE = {"zoek", "pagina"}  # what a visitor of the choices does not take back to the finder


@vary_on_headers("HX-Request")
def finder(request):
    """Search and filter initiatives; answers a whole page, or only the results to htmx."""
    selected = InitiativeFilter(request.GET)
    context = {
        "selected": selected,
        "query": request.GET.get("q", ""),
        "total": selected.total,
        "facets": facets(selected, request.GET.getlist("alle")),
        "chips": chips(request, selected),
        "sorts": sorts(selected),
        "page": page_number(request, Paginator(Results(selected), PAGE_SIZE)),
        "concepts": mentioned(selected.search.text) if selected.search else [],
        "around": around(selected.search.text) if selected.search and not selected.total else [],
    }
    if selected.search and not selected.selection and context["page"].number == 1:
        note(selected.search.text, selected.total)
    return render(request, "initiatives/_update.html" if _is_update(request) else "initiatives/finder.html", context)


@vary_on_headers("HX-Request")
def choices(request, name):
    """All choices of one facet, to look one up; answers a whole page, or only the choices to htmx."""
    if name not in LEGENDS:
        raise Http404
    selected, update = InitiativeFilter(request.GET), _is_update(request)
    sought = "" if update else request.GET.get("zoek", "")
    context = {
        "selected": selected,
        "facet": in_full(selected, facet(selected, name), sought),
        "is_page": not update,
        "sought": sought,
        "chips": chips(request, selected),
        "kept": [
            (other, value) for other, values in request.GET.lists() for value in values if other not in {name, *ASIDE}
        ],
    }
    return render(request, "initiatives/_choices.html" if update else "initiatives/choices.html", context)


def _is_update(request):
    """Whether htmx asks for a part of a page."""
    return request.htmx and not request.htmx.history_restore_request


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
