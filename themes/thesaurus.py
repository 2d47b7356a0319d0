"""The concepts that occur in a text, and those that nobody explained."""

from operator import itemgetter

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from core.memo import Memo
from search.analysis import stem_key
from search.lexicon import MAX_LABEL_WORDS

from .models import Concept


def mentioned_concepts(*texts, is_query=False):
    """The published concepts of which a label occurs as a whole in one of some texts.

    Args: texts, as written; is_query, whether a visitor searches with them: words that no page shows count too then.
    Returns: a list of (slug, term), in alphabetical order of the term.
    """
    phrases = {
        words[start : start + size]
        for words in map(stem_key, texts)
        for size in range(1, MAX_LABEL_WORDS + 1)
        for start in range(len(words))
    }
    shown, searched = _labels.get()
    labels = searched if is_query else shown
    return sorted((concept for concept, keys in labels.items() if keys & phrases), key=itemgetter(1))


def concepts_with_broader(text):
    """The published concepts that a visitor searches for, as records with their broader concepts and theme."""
    slugs = [slug for slug, _term in mentioned_concepts(text, is_query=True)]
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
    """The labels of all published concepts that a page shows, and all of them.

    Returns: two dicts from a concept's (slug, term) to the set of the keys of its labels.
    """
    concepts = Concept.objects.published().prefetch_related("synonyms")
    shown = {(concept.slug, concept.term): _keys(concept.labels) for concept in concepts}
    searched = {
        (concept.slug, concept.term): shown[concept.slug, concept.term] | _keys(concept.search_terms)
        for concept in concepts
    }
    return shown, searched


def _keys(labels):
    return {key for label in labels if (key := stem_key(label))}


_labels = Memo(_read_labels)
