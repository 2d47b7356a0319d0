"""The finder: initiatives searched and filtered, as a list, a map or a table."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import ngettext
from django.views.decorators.vary import vary_on_headers

from core.http import is_update, without_empty_parameters
from core.page_cache import cached_with
from core.pagination import page_of
from initiatives.shortlist.picks import picks_become_list
from municipalities.gazetteer import gazetteer
from search.counting import count_search
from search.documents import DocumentKind
from search.widening import number_per_kind
from themes.thesaurus import concepts_with_broader, mentioned_concepts

from .chips import chips
from .facet_values import LEGENDS
from .facets import facet_of, facets, in_full
from .filters import CACHED_PARAMETERS, VIEWS, InitiativeFilter
from .map import map_of
from .peers import peers
from .results import CardList, RowList
from .selection import SORTS

PAGE_SIZE = 20
MAX_ALIKE_ON_MAP = 10
MAX_TILE_QUERY = 400  # characters; the map has 342 tiles, each with a link
LISTS = {"lijst": CardList, "kaart": CardList, "tabel": RowList}
SEARCH_PARAMETERS = {"zoek", "pagina"}  # what a visitor of the choices does not take back to the finder


@cached_with(*CACHED_PARAMETERS, "alle", "pagina")
@vary_on_headers("HX-Request")
@picks_become_list
@without_empty_parameters("q", "zoals", "sorteer")
def finder(request):
    """Search and filter initiatives; the response is a whole page, or only the results to htmx."""
    filterset = InitiativeFilter(request.GET)
    selection = filterset.selection
    context = {
        "filterset": filterset,
        "selection": selection,
        "search": selection.search,
        "query": request.GET.get("q", ""),
        "total": selection.total,
        "facets": facets(selection, request.GET.getlist("alle")),
        "chips": chips(request, filterset),
        "sorts": sorts(selection),
        "views": [(name, label, name == filterset.view) for name, label in VIEWS.items()],
        "page": page_of(request, Paginator(LISTS[filterset.view](selection), PAGE_SIZE)),
        "concepts": mentioned_concepts(selection.search.text, is_query=True) if selection.search else [],
        "around": concepts_with_broader(selection.search.text) if selection.search and not selection.total else [],
        "beside": beside(selection.search),
        **(_on_the_map(request, selection) if filterset.view == "kaart" else {}),
    }
    if selection.search and not selection.chosen and context["page"].number == 1:
        count_search(request.GET["q"], selection.total)
    return render(request, "initiatives/_update.html" if is_update(request) else "initiatives/finder.html", context)


def beside(search):
    """The answers of other kinds to the same words: a list of (slug on the search page, how many in words)."""
    numbers = number_per_kind(search) if search and search.query.terms else {}
    texts = {
        DocumentKind.BUNDLE: lambda n: ngettext("%d stapel hierover", "%d stapels hierover", n),
        DocumentKind.BOTTLENECK: lambda n: ngettext("%d knelpunt hierover", "%d knelpunten hierover", n),
        DocumentKind.FRAMEWORK: lambda n: ngettext("%d kader hierover", "%d kaders hierover", n),
        DocumentKind.CONCEPT: lambda n: ngettext("%d begrip hierover", "%d begrippen hierover", n),
        DocumentKind.PAPER: lambda n: ngettext("%d document hierover", "%d documenten hierover", n),
    }
    shown = [(kind, text, numbers[kind]) for kind, text in texts.items() if kind in numbers]
    return [(str(slugify(kind.label)), text(number) % number) for kind, text, number in shown]


def sorts(selection):
    """The orders to choose from: a list of (value, label, chosen).

    The first has no value, so that it gives way when a visitor chooses a municipality or types words.
    """
    first, *others = selection.sorts
    values = [("", first), *((name, name) for name in others)]
    return [(value, SORTS[name][0], name == selection.sort) for value, name in values]


def _on_the_map(request, selection):
    """The map of the selection; a tile leads to what the selection has in that municipality.

    before: the address for that, up to the slug; empty when it is too long to stand on every tile.
    """
    parameters = request.GET.copy()
    for name in ("gemeente", "pagina", "weergave"):
        parameters.pop(name, None)
    own_slug = gazetteer().places[selection.own_slug].current_slug if selection.own_slug else ""
    alike = [peer.place.slug for peer in peers().most_alike(own_slug, MAX_ALIKE_ON_MAP)] if own_slug else []
    before = f"?{parameters.urlencode()}&gemeente=" if parameters else "?gemeente="
    return {"map": map_of(selection, own_slug, alike), "before": before if len(before) <= MAX_TILE_QUERY else ""}


@cached_with(*CACHED_PARAMETERS)
@vary_on_headers("HX-Request")
def choices(request, name):
    """All options of one facet, to look one up; the response is a whole page, or only the options to htmx."""
    if name not in LEGENDS:
        raise Http404
    filterset, is_page = InitiativeFilter(request.GET), not is_update(request)
    sought = request.GET.get("zoek", "") if is_page else ""
    left_out = {name, *SEARCH_PARAMETERS}
    context = {
        "filterset": filterset,
        "facet": in_full(facet_of(filterset.selection, name), sought),
        "is_page": is_page,
        "sought": sought,
        "chips": chips(request, filterset),
        "carried": [
            (parameter, value)
            for parameter, values in request.GET.lists()
            for value in values
            if parameter not in left_out
        ],
    }
    return render(request, "initiatives/choices.html" if is_page else "initiatives/_choices.html", context)
