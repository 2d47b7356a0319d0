"""Scores for how well a document matches the terms of a query."""

from functools import cached_property

from .analysis import COMPOUND_PART, NEXT_NAME
from .function_words import COMMON
from .query import OWN_WEIGHT, PARTS_WEIGHT

FIELD_WEIGHTS = (10.0, 6.0, 3.0, 1.5)  # of title, names, summary and body
FULL_TITLE_BONUS = 20.0
LABEL_SHARE = 0.9  # of that, for another name
PASSAGE_WORDS = 40  # further apart in a long text, words have nothing to do with each other
NEAR_WORDS = 20  # within so many they have
PASSAGE_BONUS = 2.5
WISH_WEIGHT, COMMON_WEIGHT = 3.0, 0.5


class Scorer:
    """Gives documents a score for a query.

    Args: query, a `Query`; significances, how much each of its terms counts.
    """

    def __init__(self, query, significances):
        self.terms, self.typed = query.terms, query.typed_stems
        average = sum(significances) / len(significances) if significances else 1
        self.weighted = [
            (term, term.number_of_words * weight / average)
            for term, weight in zip(query.terms, significances, strict=True)
        ]
        self.weighted += [(wish, COMMON_WEIGHT if wish.text in COMMON else WISH_WEIGHT) for wish in query.wishes]

    @cached_property
    def stems(self):
        """Every stem that satisfies a part of the query."""
        return set().union(*(_stems_of(term) for term, _weight in self.weighted))

    def score(self, fields):
        """Score of a document: the sum over the terms, more for a title than for a body.

        Args: fields, the stems of its title, names, summary and body, each as one string, or those of the first few.
        """
        fields = [self._without_longer_names(text) for text in fields]
        placed = [self._placed(text) for text in fields]
        matched = [[stem for _position, stem in field] for field in placed]
        score = sum(weight * self._term_score(term, fields, matched) for term, weight in self.weighted)
        title, *labels = map(self._share, fields[0].split(NEXT_NAME))
        score += FULL_TITLE_BONUS * max([title, *(LABEL_SHARE * label for label in labels)])
        nearness = max(0, 1 - self._passage_length(placed) / NEAR_WORDS) if len(self.terms) > 1 else 0
        return score + PASSAGE_BONUS * len(self.terms) * nearness

    def is_scattered(self, fields):
        """Whether a document has the terms in its body only, and nowhere all of them in one passage.

        Args: fields, as in `score`.
        """
        placed = [self._placed(text) for text in fields]
        return not any(placed[:-1]) and self._passage_length(placed) > PASSAGE_WORDS

    def has_full_title(self, fields):
        """Whether the title of a document, or one of its other names, has every term; fields, as in `score`."""
        return self._passage_length([self._placed(fields[0])]) < float("inf")

    def _without_longer_names(self, text):
        for name in self._longer_names:
            text = text.replace(name, "")
        return text

    @cached_property
    def _longer_names(self):
        return [name for term in self.terms for name in term.longer_names]

    def _placed(self, text):
        """The stems of a text that satisfy a part of the query, each with its position: a list of pairs."""
        stems = self.stems
        return [(position, stem) for position, stem in enumerate(text.split()) if stem in stems]

    def _passage_length(self, placed):
        """Length in words of the shortest passage that has all terms; infinite when there is none."""
        shortest = float("inf")
        for field in placed:
            last = {}
            for position, stem in field:
                for number in self._terms_by_stem.get(stem, ()):
                    last[number] = position
                if len(last) == len(self.terms):
                    shortest = min(shortest, position - min(last.values()))
        return shortest

    @cached_property
    def _terms_by_stem(self):
        """The numbers of the terms that a stem satisfies, or of which it is a word."""
        terms_by_stem = {}
        for number, term in enumerate(self.terms):
            for stem in _stems_of(term):
                terms_by_stem.setdefault(stem, []).append(number)
        return terms_by_stem

    @cached_property
    def _own_stems(self):
        """The stems of the visitor's own words, without those of synonyms and compounds."""
        own = {stem for term in self.terms for stem, weight in term.stems.items() if weight == OWN_WEIGHT}
        phrases = [phrase for term in self.terms for phrase, weight in term.phrases.items() if weight == OWN_WEIGHT]
        return own.union(self.typed, *phrases)

    def _share(self, name):
        """Overlap of a name, as its stems in one string, and the visitor's words: shared over all; 1 when equal."""
        name = {stem for stem in name.split() if not stem.startswith(COMPOUND_PART)}
        return len(self._own_stems & name) / len(self._own_stems | name)

    def _term_score(self, term, fields, matched):
        total = 0.0
        for field_weight, text, stems in zip(FIELD_WEIGHTS, fields, matched, strict=False):
            if not stems:
                continue
            weights = [term.stems[stem] for stem in stems if stem in term.stems]
            weights += [weight for phrase, weight in term.phrases.items() if f" {' '.join(phrase)} " in f" {text} "]
            if not weights:
                parts = (parts for parts in (*term.parts, *term.pairs))
                weights = [PARTS_WEIGHT for parts in parts if all(not part.isdisjoint(stems) for part in parts)]
            if weights:
                count = sum(weights)
                total += field_weight * max(weights) * (1 + count / (count + 4))
        return total


def _stems_of(term):
    """Every stem that satisfies a part of a term."""
    parts = [part for parts in (*term.parts, *term.pairs) for part in parts]
    return set(term.stems).union(*term.phrases, *parts)
