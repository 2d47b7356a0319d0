"""The concepts that occur in a text, and those that nobody explained."""

from collections import defaultdict
from operator import itemgetter

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from core.memo import Memo
from search.analysis import stem_key
from search.lexicon import MAX_LABEL_WORDS

from .models import Concept


def mentioned_concepts(text):
    """The published concepts of which a label occurs in a text.

    Args: text, as written.
    Returns: a list of (slug, term), in alphabetical order of the term.
    """
    words = stem_key(text)
    phrases = {words[start : start + size] for size in range(1, MAX_LABEL_WORDS + 1) for start in range(len(words))}
    return sorted((concept for concept, keys in _labels.get().items() if keys & phrases), key=itemgetter(1))


def concepts_with_broader(text):
    """The published concepts of which a label occurs in a text, as records with their broader concepts and theme."""
    slugs = [slug for slug, _term in mentioned_concepts(text)]
    broader = Prefetch("broader", Concept.objects.published())
    return list(Concept.objects.published().filter(slug__in=slugs).select_related("theme").prefetch_related(broader))


def broader_terms(text):
    """The terms of the broader concepts of those that occur in a text, for a search that finds nothing."""
    return [broader.term for concept in concepts_with_broader(text) for broader in concept.broader.all()]


def undefined_concepts():
    """The published concepts without an explanation: pairs of a slug and a sentence for an editor."""
    slugs = Concept.objects.published().filter(scope_note="").order_by("slug").values_list("slug", flat=True)
    return [(slug, _("Dit begrip heeft geen uitleg.")) for slug in slugs]


def _read_labels(_generation, _previous):
    """All labels of all published concepts: a dict from a concept's (slug, term) to the set of their keys."""
    rows = Concept.objects.published().values_list("slug", "term", "abbreviation", "synonyms__term")
    keys_by_concept = defaultdict(set)
    for slug, *labels in rows:
        keys_by_concept[slug, labels[0]] |= {stem_key(label) for label in labels if label and stem_key(label)}
    return keys_by_concept


_labels = Memo(_read_labels)
