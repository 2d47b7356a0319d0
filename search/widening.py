"""Wider searches for when a query has no results: compounds, broader names and corrected spelling."""

from collections import Counter
from dataclasses import replace

from core.memo import Memo

from .analysis import stem, stem_key, words
from .documents import KEYS_PER_KIND, DocumentKind
from .matching import FEW_EXACT, Search
from .models import Entry

SUBJECT_KINDS = [DocumentKind.THEME, DocumentKind.CONCEPT]
_broader_names = []


def register_broader_names(function):
    """Decorator: this function gives the names of broader subjects of a text, for when nothing has the text itself."""
    _broader_names.append(function)
    return function


def search_for(text, kind=None, significances=None):
    """The search for a text, or for what comes closest to it where nothing has that.

    Args: text, what a visitor typed; kind, the only `DocumentKind` to match (every kind when left out); significances,
        of its terms, from another search for the same text.
    Returns: a `Search`; if its `typed` is not empty, it is for something else than was typed.
    """
    search = Search(text, kind)
    if significances:
        search.significances = significances
    if not search or search.is_code or search.matches is None or search.exact or search.query.has_phrase:
        return search
    for widened in (_corrected, _in_all_parts, _in_subjects):
        other = widened(search)
        if other and (other.exact or (other.matches and not search.matches)):
            return _instead(other, search)
    if search.matches or len(search.query.terms) > 1:
        return search
    broader = (Search(name, kind) for function in _broader_names for name in function(text))
    return next((_instead(other, search) for other in broader if other.matches), search)


def number_per_kind(search):
    """Number of records of kinds after its own that a search would find: a dict by `DocumentKind`, without zeros."""
    if len(search.exact) < FEW_EXACT:
        other = search_for(search.text, significances=search.significances)
        keys = other.matches or ()
    else:  # then only full matches count
        other = Search(search.text, query=search.query) if search.query.excluded else search
        keys = search.with_every_term_beside
    start, excluded = search.kind.key_range[1], other.excluded
    counts = Counter(key // KEYS_PER_KIND for key in keys if key >= start and key not in excluded)
    return {DocumentKind(number): total for number, total in counts.items()}


def _instead(other, search):
    other.typed = search.text
    return other


def _corrected(search):
    """The search for the same words, well spelt; None when nothing looks misspelt, or some words must not be there."""
    if search.query.excluded or not search.suggested_query:
        return None
    other = Search(search.suggested_query, search.kind)
    other.literally = " ".join(f'"{word}"' if word in search.misspelt else word for word in words(search.text))
    return other


def _in_all_parts(search):
    """The search in which all parts of a compound will do that is not found as a whole: kind and opvang."""
    return _in_parts(search, lambda word: [pair for pair in search.lexicon.split(word) if _subjects_of(pair)])


def _in_subjects(search):
    """The search for a part of a compound that is a subject: taal of taalcoach, but neither nood nor wet of noodwet."""
    return _in_parts(search, lambda word: [(part,) for part in _subjects_of(search.lexicon.known_parts_of(word))])


def _in_parts(search, ways_of):
    """The search in which parts will do; None without compounds that have these."""
    terms, parts = [], []
    for term, keys in zip(search.query.terms, search.matches_per_term, strict=True):
        ways = [] if keys or " " in term.text else ways_of(term.text)
        parts += [part for way in ways for part in way]
        stems = [[search.lexicon.variants(part) | {stem(part)} for part in way] for way in ways]
        terms.append(replace(term, parts=stems) if ways else term)
    if not parts:
        return None
    return Search(" ".join(dict.fromkeys(parts)), search.kind, replace(search.query, terms=terms))


def _subjects_of(parts):
    return [part for part in parts if stem(part) in _subjects.get()]


def _read_subjects(_generation, _previous):
    """The stems of the one-word names of subjects."""
    ranges = [kind.key_range for kind in SUBJECT_KINDS]
    names = Entry.objects.none().values_list("title")
    for start, end in ranges:
        entries = Entry.objects.filter(pk__gte=start, pk__lt=end)
        names = names.union(entries.values_list("title"), entries.values_list("labels__text"), all=True)
    keys = {stem_key(name) for (name,) in names if name}
    return {key[0] for key in keys if len(key) == 1}


_subjects = Memo(_read_subjects)
