"""Suggestions while somebody types: names that begin with the words so far."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from .analysis import STOP_WORDS, fold, stem
from .backends import engine
from .documents import Kind
from .finding import EVERY_KIND
from .lexicon import SHORTEST_PREFIX, lexicon
from .models import Entry

KINDS = {
    Kind.MUNICIPALITY: _("gemeente"),
    Kind.CONCEPT: _("begrip"),
    Kind.THEME: _("thema"),
    Kind.INITIATIVE: _("initiatief"),
}
MOST = 8
MOST_READ = 200
APART = 2  # the rank of a name that has the words, but not one after the other


def suggest(text, kind=None):
    """What somebody may be about to type.

    Args: text, what they typed so far; kind, the only kind to suggest (all of `KINDS` when left out).
    Returns: a list of at most eight `Entry`, each with `label`: its title, with the other name that was typed.
    """
    expression = _expression(fold(text).split())
    if not expression:
        return []
    kinds = [one for one in KINDS if kind in {None, one}]
    with connection.cursor() as cursor:
        keys = engine().find(cursor, expression, EVERY_KIND, title=True)
    keys = [key for one in kinds for key in sorted(keys) if one.span[0] <= key < one.span[1]][:MOST_READ]
    entries = Entry.objects.filter(pk__in=keys).only("title", "url").prefetch_related("labels")
    found = [_labelled(entry, fold(text)) for entry in entries]
    found = [entry for entry in found if entry.rank < APART] or found
    return sorted(found, key=lambda entry: (entry.rank, kinds.index(entry.kind), len(entry.title)))[:MOST]


def _expression(words):
    """All words, the last of them perhaps unfinished; None when the index has no such words."""
    words = words[:-1] if words[1:] and len(words[-1]) < SHORTEST_PREFIX else words
    if not words or len(words[-1]) < SHORTEST_PREFIX:
        return None
    known = lexicon()
    ends = known.starting_with(words[-1]) | known.variants(words[-1])
    some = [known.variants(word) | {stem(word)} for word in words[:-1] if word not in STOP_WORDS]
    if not ends:
        return None
    return engine().both([engine().either([engine().word(one) for one in sorted(group)]) for group in [*some, ends]])


def _labelled(entry, typed):
    """An entry with the name by which it was found, and how well that name fits: 0 is best."""
    names = [entry.title, *(label.text for label in entry.labels.all())]
    fits = {name: 0 if fold(name).startswith(typed) else 1 if typed in fold(name) else APART for name in names}
    best = min(names, key=fits.get)
    entry.label = entry.title if fits[entry.title] == fits[best] else f"{best} ({entry.title})"
    entry.rank = fits[best]
    return entry
