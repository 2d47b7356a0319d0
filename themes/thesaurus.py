"""How Dutch words are compared: one normal form, and the synonyms that editors keep in the thesaurus."""

import re
import unicodedata
from collections import defaultdict

from .models import Concept

GENITIVE = re.compile(r"(?<=\w)['’]s\b")
NOT_SPOKEN = str.maketrans("", "", "'’‘\u0060\u00b4\u00ad")
LONGEST_LABEL = 6


def fold(text):
    """The normal form of a text: lower case, no accents or apostrophes (nor the s of "azc's"), one space between."""
    decomposed = unicodedata.normalize("NFKD", GENITIVE.sub("", text).translate(NOT_SPOKEN).lower())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", plain))


def stem(word):
    """A folded word without its plural ending: "asielzoekers" becomes "asielzoeker"."""
    return re.sub(r"(?<=\w{4})(en|s)$", "", word)


def key(text):
    """What two spellings of the same term have in common."""
    return tuple(stem(word) for word in fold(text).split())


def labels():
    """All labels of all published concepts, in one query.

    Returns: a dict from a concept's (slug, term) to the set of its keys.
    """
    rows = Concept.objects.published().values_list("slug", "term", "abbreviation", "synonyms__term")
    found = defaultdict(set)
    for slug, *names in rows:
        found[slug, names[0]] |= {key(name) for name in names if name and key(name)}
    return found


def expand(query, vocabulary=None):
    """Split a query into terms, each with the other ways to write it.

    Args: query, what a visitor typed; vocabulary, the result of `labels()` (read when left out).
    Returns: a list with for each term of the query a list of keys, the visitor's own first.
    """
    vocabulary = labels() if vocabulary is None else vocabulary
    synonyms = defaultdict(set)
    for keys in vocabulary.values():
        for label in keys:
            synonyms[label] |= keys
    terms, words = [], key(query)
    while words:
        size = next((n for n in range(min(LONGEST_LABEL, len(words)), 1, -1) if words[:n] in synonyms), 1)
        own, words = words[:size], words[size:]
        terms.append([own, *sorted(synonyms[own] - {own})])
    return terms


def mentioned(text, vocabulary=None):
    """The concepts of which a label occurs in a text.

    Args: text, as written; vocabulary, the result of `labels()` (read when left out).
    Returns: a list of (slug, term), in alphabetical order of the term.
    """
    vocabulary = labels() if vocabulary is None else vocabulary
    words = key(text)
    runs = {words[start : start + size] for size in range(1, LONGEST_LABEL + 1) for start in range(len(words))}
    return sorted((concept for concept, keys in vocabulary.items() if keys & runs), key=lambda pair: pair[1])
