"""Searching everything at once, and suggestions while typing."""

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import ngettext

from core.http import page_of
from themes.thesaurus import concepts_with_broader

from .counting import note
from .documents import Kind
from .finding import Search
from .marking import mark, passage
from .models import Entry
from .suggesting import KINDS as SUGGESTED
from .suggesting import suggest

QUERY_LENGTH = 200
IN_A_GROUP = 5
PAGE_SIZE = 20
KINDS = {slugify(kind.label): kind for kind in Kind}


def results(request):
    """What every kind of record has for some words, or one kind in full."""
    text, kind = request.GET.get("q", "").strip(), _kind(request)
    too_long = len(text) > QUERY_LENGTH
    search = Search("" if too_long else text, kind)
    groups = grouped(search)
    total = sum(len(keys) for keys in groups.values())
    if search and kind is None:
        note(text, total)
    page = page_of(request, Paginator(groups.get(kind, []), PAGE_SIZE))
    shown = {kind: page.object_list} if kind is not None else {name: keys[:IN_A_GROUP] for name, keys in groups.items()}
    context = {
        "query": text,
        "too_long": too_long,
        "search": search,
        "kind": kind,
        "total": total,
        "groups": listed(shown, groups, search),
        "page": page,
        "around": concepts_with_broader(text) if search and not total else [],
    }
    return render(request, "search/results.html", context)


def grouped(search):
    """The keys of what was found by kind, the kind of the best result first: a dict from Kind to keys."""
    found = [key for key in sorted(search.found or []) if key not in search.excluded] if search else []
    groups = {}
    for key in search.order(found):
        groups.setdefault(Entry(pk=key).kind, []).append(key)
    return groups


def listed(shown, groups, search):
    """What the page shows of each kind: dicts with kind, slug, total and entries."""
    entries = Entry.objects.in_bulk([key for keys in shown.values() for key in keys])
    return [
        {
            "kind": kind,
            "slug": slugify(kind.label),
            "total": len(groups[kind]),
            "entries": [_marked(entries[key], search.stems) for key in keys if key in entries],
        }
        for kind, keys in shown.items()
        if keys
    ]


def suggestions(request):
    """Names that begin with what was typed so far, as JSON, with the sentence that a screen reader says."""
    found = suggest(request.GET.get("q", "")[:QUERY_LENGTH], _kind(request))
    names = [{"naam": one.label, "titel": one.title, "soort": SUGGESTED[one.kind], "adres": one.url} for one in found]
    said = ngettext("%(count)d suggestie", "%(count)d suggesties", len(found)) % {"count": len(found)}
    return JsonResponse({"suggesties": names, "melding": said})


def _kind(request):
    asked = request.GET.get("soort", "")
    if asked and asked not in KINDS:
        raise Http404
    return KINDS.get(asked)


def _marked(entry, stems):
    """An entry with the words of a search marked, and the passage where they are."""
    piece = passage(entry.summary, stems) and entry.summary
    piece = piece or passage(entry.text, stems) or entry.summary
    entry.marked_title, entry.marked_text = mark(entry.title, stems), mark(piece, stems)
    return entry
