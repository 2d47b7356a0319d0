"""The signal list, the page of one bottleneck, and the list as a file."""

from itertools import chain, islice

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.http import bad_request_text, published_or_gone
from core.pagination import page_of
from initiatives.finder.cards import cards_of
from initiatives.finder.chips import SHORT, Chip, without
from initiatives.finder.facets import Facet, Option
from initiatives.finder.filters import chosen
from initiatives.models import Initiative

from .models import Bottleneck
from .signal_export import export
from .signal_list import LEGENDS, SORTS, Signal, SignalFilter, interviewed

PAGE_SIZE = 20
TITLES = 3
SHOWN = 12
AT_ONCE = 500


def bottleneck_list(request):
    """The bottlenecks of a selection: who raised them when, who must act, and what municipalities do themselves."""
    selected = SignalFilter(request.GET)
    page = page_of(request, Paginator(selected.keys(_answers()), PAGE_SIZE))
    context = {
        "selected": selected,
        "total": page.paginator.count,
        "facets": [facet for name in LEGENDS if (facet := _facet(selected, name)).options],
        "chips": _chips(request, selected),
        "sorts": [(name, label, name == selected.sort) for name, label in SORTS.items()],
        "page": page,
        "signals": _signals(page.object_list, TITLES),
        "years": sorted(selected.signals.choices["jaar"])[-10:],
    }
    return render(request, "themes/bottleneck_list.html", context)


def bottlenecks_export(request):
    """The same selection as CSV; 400 with the reason when a parameter is wrong."""
    selected = SignalFilter(request.GET)
    if not selected.is_valid():
        return bad_request_text(_("Dit bestand bestaat niet."), selected.errors)
    keys = iter(selected.keys(_answers()))
    parts = iter(lambda: list(islice(keys, AT_ONCE)), [])
    return export(chain.from_iterable(_signals(part) for part in parts))


def bottleneck_detail(request, slug):
    """One bottleneck: who raised it when, what is asked, and which initiatives answer it."""
    bottleneck = published_or_gone(Bottleneck.objects.published().for_signals(), slug)
    answers = chosen(knelpunt=bottleneck.slug)
    context = {
        "bottleneck": bottleneck,
        "signal": Signal(bottleneck, interviewed(), answers.total),
        "initiative_count": answers.total,
        "initiatives": cards_of(answers.first(SHOWN, "newest")),
    }
    return render(request, "themes/bottleneck_detail.html", context)


def _answers():
    """A function from the slug of a bottleneck to the number of published initiatives that answer it."""
    catalogue = chosen().catalogue
    return lambda slug: catalogue.any_of("knelpunt", [slug]).bit_count()


def _signals(keys, titles=0):
    """The signals with some primary keys, in that order, each with the titles of its newest initiatives."""
    bottlenecks = Bottleneck.objects.published().for_signals().in_bulk(keys)
    catalogue, spoken = chosen().catalogue, interviewed()
    sets = {key: catalogue.any_of("knelpunt", [one.slug]) for key, one in bottlenecks.items()}
    first = {key: list(islice(catalogue.listed(found, "newest"), titles)) for key, found in sets.items() if titles}
    known = Initiative.objects.published().only("title", "slug").in_bulk(chain.from_iterable(first.values()))
    return [
        Signal(
            bottlenecks[key],
            spoken,
            sets[key].bit_count(),
            [known[other] for other in first.get(key, ()) if other in known],
        )
        for key in keys
        if key in bottlenecks
    ]


def _facet(selected, name):
    """One facet with the choices that give a result or are chosen, each with its number of bottlenecks."""
    others, chosen_here = selected.found_without(name), selected.selection.get(name, ())
    parts = selected.signals.subthemes if name == "thema" else ()
    options = []
    for value, label in selected.signals.choices[name].items():
        count = len(selected.signals.sets.get((name, value), set()) & others)
        if count or value in chosen_here:
            options.append(Option(value, label, count, value in chosen_here, value in parts))
    return Facet(name, LEGENDS[name], options, 0)


def _chips(request, selected):
    """All choices of a request, wrong ones included, so that each can be undone."""
    return [
        Chip(f"{legend}: {selected.signals.choices[name].get(value, value[:SHORT])}", without(request, name, value))
        for name, legend in LEGENDS.items()
        for value in dict.fromkeys(request.GET.getlist(name))
    ]
