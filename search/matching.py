"""Matching: which records satisfy a query, which come close, and which come first."""

import re
from collections import Counter
from functools import cached_property
from itertools import islice
from math import log

from django.db import connection

from core.codes import code_key

from .analysis import fold, stem_key
from .backends import engine
from .documents import KEYS_PER_KIND, DocumentKind
from .lexicon import lexicon
from .models import Entry, LabelKind
from .query import OWN_WEIGHT, PARTS_WEIGHT, parse

ALL_KEYS = (0, (max(DocumentKind) + 1) * KEYS_PER_KIND)
MAX_SCORED = 40
FEW_MATCHES = 20
FIELD_WEIGHTS = (10.0, 6.0, 3.0, 1.0)  # of title, names, summary and body
FULL_TITLE_BONUS = 20.0
MIN_SHARE_OF_BEST = 0.5
MAX_MISSPELT = 3


def find_names(names, kind):
    """The keys of the records of a kind that have one of some names as a whole: all its words, in order, inflected."""
    lexicon()  # makes the index whole
    phrases = sorted({stem_key(name) for name in names} - {()})
    if not phrases:
        return []
    with connection.cursor() as cursor:
        return engine().find(cursor, engine().any_of(list(map(engine().phrase, phrases))), kind.key_range)


class Search:
    """One search: parsed at once, matched and ranked when its properties are read.

    Args: text, what a visitor typed; kind, the only `DocumentKind` to match (every kind when left out).
    """

    def __init__(self, text, kind=None):
        self.text = text
        self.kind = kind
        self.key_range = ALL_KEYS if kind is None else kind.key_range
        self.lexicon = lexicon() if text.strip() else None
        self.query = parse(text, self.lexicon) if self.lexicon else None

    def __bool__(self):
        """Whether there is anything to look for."""
        return bool(self.query)

    @cached_property
    def matches(self):
        """The keys of all that satisfies the query, or of what comes closest; None when words are only excluded."""
        if not self.query.terms:
            return None
        return self.exact or self.closest

    @cached_property
    def exact(self):
        """The keys of the records that have every term; of the record with this code, when the text is one."""
        return self.coded or self._find(self.query.terms)

    @cached_property
    def coded(self):
        """The keys of the records of which the text is the code, in any spelling."""
        if not (code := code_key(self.text)):
            return []
        start, end = self.key_range
        entries = Entry.objects.filter(pk__gte=start, pk__lt=end)
        return list(entries.filter(code=code).values_list("pk", flat=True)) or list(
            entries.filter(labels__kind=LabelKind.CODE, labels__text=code).values_list("pk", flat=True)
        )

    @property
    def is_partial(self):
        """Whether nothing has every term, but some records come close."""
        return bool(self.query and self.query.terms and not self.exact and self.closest)

    @cached_property
    def excluded(self):
        """The keys of the records that have an excluded term."""
        return {key for keys in self._find_each([term] for term in self.query.excluded) for key in keys}

    @cached_property
    def matches_per_term(self):
        """For each term the keys of the records that have it."""
        return list(map(set, self._find_each([term] for term in self.query.terms)))

    @cached_property
    def closest(self):
        """The keys of the records that have the most significant of the terms: the rarer a term, the more so."""
        if len(self.query.terms) < 2:
            return []
        scores = Counter()
        for keys in self.matches_per_term:
            scores.update(dict.fromkeys(keys, self._significance(keys)))
        best = max(scores.values(), default=0)
        return [key for key, score in scores.items() if score >= MIN_SHARE_OF_BEST * best]

    @cached_property
    def title_matches(self):
        """The keys of the records with all terms in their title; with one of the terms, when these are few."""
        every = self._find(self.query.terms, title=True)
        if len(every) >= FEW_MATCHES or len(self.query.terms) == 1:
            return every
        return self._find(self.query.terms, title=True, combine=engine().any_of)

    def sort_by_score(self, keys, *, body=True):
        """Put a few keys in order, the best first; of equals, the first given stays first.

        Args: body, whether the long texts count too; where the titles have the words, they decide nothing.
        """
        if not keys:
            return []
        with connection.cursor() as cursor:
            scores = {key: self._score(fields) for key, fields in engine().stems_of(cursor, keys, body=body)}
        return sorted(keys, key=lambda key: -scores.get(key, 0))

    def rank(self, keys):
        """Put all keys in that order; of very many, those that are not among the first get no score."""
        if len(keys) <= MAX_SCORED:
            return self.sort_by_score(keys)
        title_matches = set(self.title_matches)
        candidates = sorted(keys, key=lambda key: key not in title_matches)
        first = self.sort_by_score(candidates[:MAX_SCORED], body=len(title_matches) < FEW_MATCHES)
        return first + candidates[MAX_SCORED:]

    @property
    def unmatched_terms(self):
        """The terms that no record has, as the visitor typed them."""
        return [term.text for term, keys in zip(self.query.terms, self.matches_per_term, strict=True) if not keys]

    @cached_property
    def misspelt(self):
        """The first few words that look misspelt."""
        plain = self.query.plain if self.query and not code_key(self.text) else []
        return list(islice((word for word in plain if self.lexicon.looks_misspelt(word)), MAX_MISSPELT))

    @cached_property
    def suggested_query(self):
        """The same text with what the visitor probably meant instead of the words that look misspelt.

        Returns: a text that matches something; empty when there is none.
        """
        text = typed = fold(self.text)
        for word in self.misspelt:
            pattern = re.compile(rf"\b{word}\b")
            corrected = [pattern.sub(correction, text) for correction in self.lexicon.corrections(word)]
            matches = self._find_each(Search(candidate, self.kind).query.terms for candidate in corrected)
            totals = dict(zip(corrected, map(len, matches), strict=True))
            text = max(corrected, key=totals.get, default=text)
        return text if text != typed and Search(text, self.kind).exact else ""

    @cached_property
    def stems(self):
        """Every stem that satisfies a part of the query, for highlighting."""
        stems = set()
        for term in self.query.terms if self.query else ():
            stems |= {*term.stems, *(stem for phrase in term.phrases for stem in phrase)}
            stems |= {stem for parts in term.parts for part in parts for stem in part}
        return stems

    def _significance(self, keys):
        return 1 / log(len(keys) + 2)

    def _find(self, terms, **options):
        return self._find_each([terms], **options)[0]

    def _find_each(self, groups, *, title=False, combine=None):
        """For each group of terms the keys of the records that satisfy it, in one query however many there are."""
        combine = combine or engine().all_of
        expressions = [combine([term.expression(engine()) for term in terms]) for terms in groups]
        if not expressions:
            return []
        with connection.cursor() as cursor:
            return engine().find_each(cursor, expressions, self.key_range, title=title)

    def _score(self, fields):
        """How well a document matches: the sum over the terms, more for a title than for a body."""
        matched = [list(filter(self.stems.__contains__, text.split())) for text in fields]
        score = sum(self._term_score(term, fields, matched) for term in self.query.terms)
        title = set(fields[0].split())
        return score + FULL_TITLE_BONUS * len(self._own_stems & title) / len(self._own_stems | title)

    @cached_property
    def _own_stems(self):
        """The stems of the visitor's own words, without those of synonyms and compounds."""
        own = {stem for term in self.query.terms for stem, weight in term.stems.items() if weight == OWN_WEIGHT}
        return own | {stem for term in self.query.terms for phrase in term.phrases for stem in phrase}

    def _term_score(self, term, fields, matched):
        total = 0.0
        for field_weight, text, stems in zip(FIELD_WEIGHTS, fields, matched, strict=True):
            if not stems:
                continue
            weights = [term.stems[stem] for stem in stems if stem in term.stems]
            weights += [weight for phrase, weight in term.phrases.items() if f" {' '.join(phrase)} " in f" {text} "]
            if not weights:
                weights = [PARTS_WEIGHT for parts in term.parts if all(not part.isdisjoint(stems) for part in parts)]
            if weights:
                count = sum(weights)
                total += field_weight * max(weights) * (1 + count / (count + 4))
        return total
