"""Suggestions while somebody types: names that begin with the words so far."""

from collections import defaultdict

from django.db import connection
from django.utils.translation import gettext_lazy as _

from .analysis import STOP_WORDS, fold, stem
from .backends import engine
from .documents import DocumentKind
from .lexicon import MIN_PREFIX_LENGTH, lexicon
from .matching import ALL_KEYS
from .models import Entry, Label, LabelKind

SUGGESTED_KINDS = {
    DocumentKind.MUNICIPALITY: _("gemeente"),
    DocumentKind.CONCEPT: _("begrip"),
    DocumentKind.THEME: _("thema"),
    DocumentKind.BUNDLE: _("stapel"),
    DocumentKind.INITIATIVE: _("initiatief"),
    DocumentKind.FRAMEWORK: _("kader"),
    DocumentKind.BOTTLENECK: _("knelpunt"),
}
MAX_SUGGESTIONS = 8
MAX_READ = 200
SCATTERED = 2  # the rank of a name that has the words, but not one after the other


def suggest(text, kind=None):
    """Suggest entries for a query that is still being typed.

    Args: text, what they typed so far; kind, the only kind to suggest (all of `SUGGESTED_KINDS` when left out).
    Returns: a list of at most eight `Entry`, each with `label`: its title, with the other name that was typed.
    """
    expression, kinds = _expression(fold(text).split()), [name for name in SUGGESTED_KINDS if kind in {None, name}]
    keys = lexicon().entries_with_prefix(fold(text)) if len(fold(text)) >= MIN_PREFIX_LENGTH else set()
    if expression:
        with connection.cursor() as cursor:
            keys |= set(engine().find(cursor, expression, ALL_KEYS, title=True))
    keys = sorted(keys)
    keys = [key for start, end in (kind.key_range for kind in kinds) for key in keys if start <= key < end][:MAX_READ]
    names = _other_names(keys)
    entries = Entry.objects.filter(pk__in=keys).only("title", "url")
    labelled = [_labelled(entry, names[entry.pk], fold(text)) for entry in entries]
    labelled = [entry for entry in labelled if entry.rank < SCATTERED] or labelled
    labelled.sort(key=lambda entry: (entry.rank, kinds.index(entry.kind), len(entry.title), entry.pk))
    return labelled[:MAX_SUGGESTIONS]


def _expression(words):
    """All words, the last of them perhaps unfinished; None when the index has no such words."""
    words = words[:-1] if words[1:] and len(words[-1]) < MIN_PREFIX_LENGTH else words
    if not words or len(words[-1]) < MIN_PREFIX_LENGTH:
        return None
    index_words = lexicon()
    completions = index_words.stems_with_prefix(words[-1]) | index_words.variants(words[-1])
    finished = [index_words.variants(word) | {stem(word)} for word in words[:-1] if word not in STOP_WORDS]
    if not completions:
        return None
    groups = [[engine().word(stem) for stem in sorted(stems)] for stems in [*finished, completions]]
    return engine().all_of([engine().any_of(group) for group in groups])


def _other_names(keys):
    """The other names of entries: for each a dict from name to `LabelKind`."""
    names = defaultdict(dict)
    for key, name, kind in Label.objects.filter(entry__in=keys).values_list("entry", "text", "kind"):
        names[key][name] = kind
    return names


def _labelled(entry, labels, typed):
    """An entry with the name by which it was found, and the rank of that name: 0 is best."""
    names = [entry.title, *labels]
    ranks = {name: _rank(fold(name), typed) for name in names}
    best = min(names, key=ranks.get)
    is_shown = ranks[best] < ranks[entry.title] and labels[best] != LabelKind.SEARCH_TERM
    entry.label = f"{best} ({entry.title})" if is_shown else entry.title
    entry.rank = ranks[best]
    return entry


def _rank(name, typed):
    if name.startswith(typed):
        return 0
    return 1 if typed in name else SCATTERED
