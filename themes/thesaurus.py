"""The words of the field that occur in a text."""

from collections import defaultdict

from django.db.models import Prefetch

from core.memo import Memo
from search.analysis import stem_key
from search.lexicon import MAX_LABEL_WORDS

from .models import Concept


def mentioned(text):
    """The concepts of which a label occurs in a text.

    Args: text, as written.
    Returns: a list of (slug, term), in alphabetical order of the term.
    """
    words = stem_key(text)
    runs = {words[start : start + size] for size in range(1, MAX_LABEL_WORDS + 1) for start in range(len(words))}
    return sorted((concept for concept, keys in _labels.get().items() if keys & runs), key=lambda pair: pair[1])


def around(text):
    """The published concepts of which a label occurs in a text, with the concepts and the theme above them."""
    slugs = [slug for slug, _term in mentioned(text)]
    broader = Prefetch("broader", Concept.objects.published())
    return list(Concept.objects.published().filter(slug__in=slugs).select_related("theme").prefetch_related(broader))


def _read(_number, _before):
    """All labels of all published concepts: a dict from a concept's (slug, term) to the set of its keys."""
    rows = Concept.objects.published().values_list("slug", "term", "abbreviation", "synonyms__term")
    found = defaultdict(set)
    for slug, *names in rows:
        found[slug, names[0]] |= {stem_key(name) for name in names if name and stem_key(name)}
    return found


_labels = Memo(_read)
