"""The signal list, the page of one bottleneck, and the list as a file."""

from functools import partial
from itertools import chain, islice

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.faceting import Facet
from core.http import bad_request_text, published_or_gone
from core.page_cache import cached_with
from core.pagination import page_of
from initiatives.finder.cards import cards_of
from initiatives.finder.catalogue import catalogue
from initiatives.finder.chips import facet_chips
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Initiative
from opendata.exports.formats import PARAMETER, file_of, format_errors
from themes.models import Bottleneck

from .export import export
from .listing import ADDRESSES, HEADINGS, LEGENDS, SORTS, Signal, SignalFilter, interviewed

PAGE_SIZE = 20
MAX_TITLES = 3
MAX_CARDS = 12
BATCH_SIZE = 500


@cached_with(*SignalFilter.base_filters, "pagina")
def bottleneck_list(request):
    """The bottlenecks of a selection: who raised them when, who must act, and what municipalities do themselves."""
    filterset = SignalFilter(request.GET)
    initiatives = catalogue()
    page = page_of(request, Paginator(filterset.keys(partial(_initiative_count, initiatives)), PAGE_SIZE))
    context = {
        "filterset": filterset,
        "total": page.paginator.count,
        "facets": [facet for name in LEGENDS if (facet := _facet(filterset, name)).options],
        "chips": facet_chips(request, LEGENDS, filterset.choices),
        "sorts": [(name, label, name == filterset.sort) for name, label in SORTS.items()],
        "page": page,
        "signals": _signals(page.object_list, MAX_TITLES),
        "years": sorted(filterset.choices("jaar"))[-10:],
    }
    return render(request, "themes/bottleneck_list.html", context)


def bottlenecks_export(request):
    """The selected bottlenecks as a file; 400 with the reasons when a parameter is wrong."""
    filterset, wanted = SignalFilter(request.GET), request.GET.get(PARAMETER, "csv")
    if errors := filterset.errors | format_errors(wanted):
        return bad_request_text(_("Dit bestand bestaat niet."), errors)
    keys = iter(filterset.keys(partial(_initiative_count, catalogue())))
    if wanted != "csv":
        return file_of(wanted, "knelpunten", "inspiratiemarkt-knelpunten", keys)
    batches = iter(lambda: list(islice(keys, BATCH_SIZE)), [])
    return export(chain.from_iterable(_signals(batch) for batch in batches))


def bottleneck_detail(request, slug):
    """One bottleneck: who raised it when, what is asked, and which initiatives address it."""
    bottleneck = published_or_gone(Bottleneck.objects.published().for_signals(), slug)
    roles = _roles(catalogue(), bottleneck.slug)
    context = {
        "bottleneck": bottleneck,
        "signal": Signal(bottleneck, interviewed(), roles),
        "examples": _examples(roles),
        "initiative_count": InitiativeSelection.of(knelpunt=bottleneck.slug).total,
    }
    return render(request, "themes/bottleneck_detail.html", context)


def _initiative_count(initiatives, slug):
    """Number of published initiatives that do something about a bottleneck; initiatives, the `Catalogue`."""
    return len(_roles(initiatives, slug)[ADDRESSES])


def _roles(initiatives, slug):
    """The `KeySet` of published initiatives for each thing that these have to do with a bottleneck."""
    return {role: initiatives.any_of(role, [slug]) for role in HEADINGS}


def _examples(roles):
    """The newest initiatives of each role, as cards: a list of (role, heading, cards)."""
    newest = {role: list(islice(catalogue().ordered(key_set, "newest"), MAX_CARDS)) for role, key_set in roles.items()}
    by_key = {card.key: card for card in cards_of(list(chain.from_iterable(newest.values())))}
    return [(role, HEADINGS[role], [by_key[key] for key in keys if key in by_key]) for role, keys in newest.items()]


def _signals(keys, titles=0):
    """The signals with some primary keys, in that order, each with the titles of its newest initiatives."""
    bottlenecks = Bottleneck.objects.published().for_signals().in_bulk(keys)
    initiatives, consultations = catalogue(), interviewed()
    roles = {key: _roles(initiatives, bottleneck.slug) for key, bottleneck in bottlenecks.items()}
    newest = {
        key: list(islice(initiatives.ordered(by_role[ADDRESSES], "newest"), titles))
        for key, by_role in roles.items()
        if titles
    }
    titled = Initiative.objects.published().only("title", "slug").in_bulk(chain.from_iterable(newest.values()))
    return [
        Signal(
            bottlenecks[key],
            consultations,
            roles[key],
            [titled[pk] for pk in newest.get(key, ()) if pk in titled],
        )
        for key in keys
        if key in bottlenecks
    ]


def _facet(filterset, name):
    """One facet with the options that give a result or are chosen, each with its number of bottlenecks."""
    indented = filterset.signals.subthemes if name == "thema" else ()
    return Facet(name, LEGENDS[name], filterset.selection.options(name, filterset.choices(name), indented))
