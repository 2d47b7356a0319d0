"""Searching everything at once, and suggestions while typing."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import ngettext

from core.http import without_empty_parameters
from core.pagination import page_of
from themes.thesaurus import concepts_with_broader

from .analysis import fold
from .counting import count_search
from .documents import FACTS, DocumentKind
from .highlighting import excerpt, highlight
from .models import Entry, LabelKind
from .suggestions import SUGGESTED_KINDS, suggest
from .widening import search_for

MAX_QUERY_LENGTH = 200
ENTRIES_PER_GROUP, FEW_MORE = 5, 2  # a link to one or two more is longer than these
PAGE_SIZE = 20
CARRIED = ["zoals", "lijst"]  # as `portal.context.visitor` has them in links
PLACE_KINDS = [DocumentKind.MUNICIPALITY, DocumentKind.PROVINCE]
KINDS = {slugify(kind.label): kind for kind in DocumentKind}


@without_empty_parameters("q", "soort")
def results(request):
    """Search results for all kinds of record, or for one kind in full."""
    text, kind = request.GET.get("q", "").strip(), _kind(request)
    too_long = len(text) > MAX_QUERY_LENGTH
    search = search_for("" if too_long else text)
    keys_by_kind = group_by_kind(search)
    if kind is not None:
        keys_by_kind = {kind: keys_by_kind.get(kind, [])}
    total = sum(len(keys) for keys in keys_by_kind.values())
    if search and kind is None:
        count_search(text, total)
    page = page_of(request, Paginator(keys_by_kind.get(kind, []), PAGE_SIZE))
    first_keys = {name: _first(keys) for name, keys in keys_by_kind.items()}
    context = {
        "query": text,
        "too_long": too_long,
        "search": search,
        "kind": kind,
        "total": total,
        "groups": result_groups(first_keys if kind is None else {kind: page.object_list}, keys_by_kind, search),
        "page": page,
        "around": concepts_with_broader(text) if search and not total else [],
    }
    return render(request, "search/results.html", context)


def _first(keys):
    return keys if len(keys) <= ENTRIES_PER_GROUP + FEW_MORE else keys[:ENTRIES_PER_GROUP]


def group_by_kind(search):
    """The keys of the matches by kind, the kind of the best match first: a dict from `DocumentKind` to keys.

    A place of which the text is the name comes before all others; of a province, then what happens there.
    """
    keys = [key for key in sorted(search.matches or []) if key not in search.excluded] if search else []
    keys_by_kind = {}
    for key in search.rank(keys):
        keys_by_kind.setdefault(Entry(pk=key).kind, []).append(key)
    named = _named_kinds(search, keys_by_kind)
    last = {DocumentKind.MUNICIPALITY} - named if named else set()
    return dict(sorted(keys_by_kind.items(), key=lambda item: (item[0] not in named, item[0] in last)))


def _named_kinds(search, keys_by_kind):
    """The kinds of places of which one of the first has the text as a name."""
    keys = [key for kind in PLACE_KINDS for key in keys_by_kind.get(kind, [])[:ENTRIES_PER_GROUP]]
    rows = Entry.objects.filter(pk__in=keys).values_list("pk", "title", "labels__kind", "labels__text")
    names = [
        (key, name) for key, title, kind, label in rows for name in (title, label if kind == LabelKind.NAME else "")
    ]
    return {Entry(pk=key).kind for key, name in names if fold(name) == fold(search.text)}


def result_groups(keys_on_page, keys_by_kind, search):
    """Search results to show for each kind: dicts with kind, slug, total and entries."""
    entries = Entry.objects.defer("words").in_bulk([key for keys in keys_on_page.values() for key in keys])
    return [
        {
            "kind": kind,
            "slug": str(slugify(kind.label)),
            "total": len(keys_by_kind[kind]),
            "entries": with_facts(kind, [_highlighted(entries[key], search.stems) for key in keys if key in entries]),
        }
        for kind, keys in keys_on_page.items()
        if keys
    ]


def with_facts(kind, entries):
    """Entries of one kind, each with the facts that a hit shows, if its kind has any."""
    first_key, _end = kind.key_range
    facts = FACTS[kind]([entry.pk - first_key for entry in entries]) if kind in FACTS else {}
    for entry in entries:
        entry.facts = facts.get(entry.pk - first_key, "")
    return entries


def suggestions(request):
    """Names that begin with what was typed so far, as JSON, with the sentence that a screen reader says."""
    entries = suggest(request.GET.get("q", "")[:MAX_QUERY_LENGTH], _kind(request))
    names = [
        {
            "naam": entry.label,
            "titel": entry.title,
            "soort": SUGGESTED_KINDS[entry.kind],
            "adres": _carried_on(request, entry.url),
        }
        for entry in entries
    ]
    message = ngettext("%(count)d suggestie", "%(count)d suggesties", len(entries)) % {"count": len(entries)}
    return JsonResponse({"suggesties": names, "melding": message})


def _carried_on(request, address):
    """An address with what the visitor chose: their municipality and their list."""
    query = urlencode([(name, request.GET[name]) for name in CARRIED if request.GET.get(name)])
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def _kind(request):
    slug = request.GET.get("soort", "")
    if slug and slug not in KINDS:
        raise Http404
    return KINDS.get(slug)


def _highlighted(entry, stems):
    """An entry with the words of a search highlighted, and the excerpt where they are."""
    text = excerpt(entry.summary, stems) and entry.summary
    text = text or excerpt(entry.text, stems) or entry.summary
    entry.marked_title, entry.marked_text = highlight(entry.title, stems), highlight(text, stems)
    return entry
