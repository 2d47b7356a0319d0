"""The finder: initiatives searched and filtered, as a list, a map or a table."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from core.pagination import page_of
from municipalities.gazetteer import gazetteer
from search.counting import count_search
from themes.thesaurus import concepts_with_broader, mentioned_concepts

from .chips import chips
from .facet_values import LEGENDS
from .facets import facet, facets, in_full
from .filters import SORTS, VIEWS, InitiativeFilter, Results, Rows
from .map import map_of
from .peers import peers

PAGE_SIZE = 20
ALIKE_ON_MAP = 10
RESULTS = {"lijst": Results, "kaart": Results, "tabel": Rows}
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
        "views": [(name, label, name == selected.view) for name, label in VIEWS.items()],
        "page": page_of(request, Paginator(RESULTS[selected.view](selected), PAGE_SIZE)),
        "concepts": mentioned_concepts(selected.search.text) if selected.search else [],
        "around": concepts_with_broader(selected.search.text) if selected.search and not selected.total else [],
        **(_on_the_map(request, selected) if selected.view == "kaart" else {}),
    }
    if selected.search and not selected.selection and context["page"].number == 1:
        count_search(selected.search.text, selected.total)
    return render(request, "initiatives/_update.html" if _is_update(request) else "initiatives/finder.html", context)


def sorts(selected):
    """The orders to choose from: a list of (value, label, chosen).

    The first has no value, so that it gives way when a visitor chooses a municipality or types words.
    """
    first, *others = selected.sorts
    offered = [("", first), *((name, name) for name in others)]
    return [(value, SORTS[name][0], name == selected.sort) for value, name in offered]


def _on_the_map(request, selected):
    """The map of the selection; a tile leads to what the selection has in that municipality."""
    rest = request.GET.copy()
    for name in ("gemeente", "pagina", "weergave"):
        rest.pop(name, None)
    own = gazetteer().places[selected.mine].current_slug if selected.mine else ""
    alike = [peer.place.slug for peer in peers().most_alike(own, ALIKE_ON_MAP)] if own else []
    return {"map": map_of(selected, own, alike), "before": f"?{rest.urlencode()}&gemeente=" if rest else "?gemeente="}


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
