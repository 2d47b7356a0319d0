"""Finding: which records satisfy a query, which come close, and which come first."""

import re
from collections import Counter
from functools import cached_property
from itertools import islice
from math import log

from django.db import connection

from .analysis import fold
from .backends import engine
from .documents import ROOM, Kind
from .lexicon import lexicon
from .query import OWN, PARTS, parse

EVERY_KIND = (0, (max(Kind) + 1) * ROOM)
WEIGHED = 40
FEW = 20
WEIGHTS = (10.0, 6.0, 3.0, 1.0)
WHOLE_TITLE = 20.0
ENOUGH = 0.5
MOST_STRANGE = 3


class Search:
    """One search: read, found and ordered, each when it is asked for.

    Args: text, what a visitor typed; kind, the only kind to find (every kind when left out).
    """

    def __init__(self, text, kind=None):
        self.text = text
        self.kind = kind
        self.span = EVERY_KIND if kind is None else kind.span
        self.lexicon = lexicon() if text.strip() else None
        self.query = parse(text, self.lexicon) if self.lexicon else None

    def __bool__(self):
        """Whether there is anything to look for."""
        return bool(self.query)

    @cached_property
    def found(self):
        """The keys of all that satisfies the query, or of what comes closest; None when words are only excluded."""
        if not self.query.terms:
            return None
        return self.exact or self.closest

    @cached_property
    def exact(self):
        """The keys of the records that have every term."""
        return self._find(self.query.terms)

    @property
    def is_partial(self):
        """Whether nothing has every term, but some records come close."""
        return bool(self.query and self.query.terms and not self.exact and self.closest)

    @cached_property
    def excluded(self):
        """The keys of the records that have an excluded term."""
        return {key for term in self.query.excluded for key in self._find([term])}

    @cached_property
    def each(self):
        """For each term the keys of the records that have it."""
        return [set(self._find([term])) for term in self.query.terms]

    @cached_property
    def closest(self):
        """The keys of the records that have the most telling of the terms; a term tells more the rarer it is."""
        if len(self.query.terms) < 2:
            return []
        told = Counter()
        for keys in self.each:
            told.update(dict.fromkeys(keys, self._tells(keys)))
        most = max(told.values(), default=0)
        return [key for key, sum_told in told.items() if sum_told >= ENOUGH * most]

    @cached_property
    def titled(self):
        """The keys of the records with all terms in their title; with one of the terms, when these are few."""
        every = self._find(self.query.terms, title=True)
        if len(every) >= FEW or len(self.query.terms) == 1:
            return every
        return self._find(self.query.terms, title=True, together=engine().either)

    def weigh(self, keys, *, body=True):
        """Put a few keys in the order in which a visitor wants them; of equals, the first given stays first.

        Args: body, whether the long texts count too; where the titles have the words, they decide nothing.
        """
        if not keys:
            return []
        with connection.cursor() as cursor:
            scores = {key: self._score(parts) for key, parts in engine().texts(cursor, keys, body=body)}
        return sorted(keys, key=lambda key: -scores.get(key, 0))

    def order(self, keys):
        """Put all keys in that order; of very many, those that are not among the first are not weighed."""
        if len(keys) <= WEIGHED:
            return self.weigh(keys)
        titled = set(self.titled)
        front = sorted(keys, key=lambda key: key not in titled)
        return self.weigh(front[:WEIGHED], body=len(titled) < FEW) + front[WEIGHED:]

    @property
    def missing(self):
        """The terms that nothing has, as they were asked."""
        return [term.text for term, keys in zip(self.query.terms, self.each, strict=True) if not keys]

    @cached_property
    def strange(self):
        """The first few words that look misspelt."""
        plain = self.query.plain if self.query else []
        return list(islice((word for word in plain if self.lexicon.looks_misspelt(word)), MOST_STRANGE))

    @cached_property
    def meant(self):
        """The same text with what the visitor probably meant instead of the words that look misspelt.

        Returns: a text that finds something; empty when there is none.
        """
        text = asked = fold(self.text)
        for word in self.strange:
            whole = re.compile(rf"\b{word}\b")
            tried = [whole.sub(other, text) for other in self.lexicon.meant(word)]
            text = max(tried, key=lambda other: len(Search(other, self.kind).exact), default=text)
        return text if text != asked and Search(text, self.kind).exact else ""

    @cached_property
    def stems(self):
        """Every stem that satisfies a part of the query, for marking."""
        found = set()
        for term in self.query.terms if self.query else ():
            found |= {*term.stems, *(one for phrase in term.phrases for one in phrase)}
            found |= {one for some in term.parts for part in some for one in part}
        return found

    def _tells(self, keys):
        return 1 / log(len(keys) + 2)

    def _find(self, terms, *, title=False, together=None):
        expressions = [term.expression(engine()) for term in terms]
        expression = (together or engine().both)(expressions)
        with connection.cursor() as cursor:
            return engine().find(cursor, expression, self.span, title=title)

    def _score(self, parts):
        """How well a document answers: the sum over the terms, more for a title than for a body."""
        told = [list(filter(self.stems.__contains__, part.split())) for part in parts]
        score = sum(self._term_score(term, parts, told) for term in self.query.terms)
        title = set(parts[0].split())
        return score + WHOLE_TITLE * len(self._asked & title) / len(self._asked | title)

    @cached_property
    def _asked(self):
        """All stems that were asked for themselves."""
        own = {one for term in self.query.terms for one, worth in term.stems.items() if worth == OWN}
        return own | {one for term in self.query.terms for phrase in term.phrases for one in phrase}

    def _term_score(self, term, parts, told):
        total = 0.0
        for weight, part, stems in zip(WEIGHTS, parts, told, strict=True):
            if not stems:
                continue
            worth = [term.stems[one] for one in stems if one in term.stems]
            worth += [value for phrase, value in term.phrases.items() if f" {' '.join(phrase)} " in f" {part} "]
            if not worth:
                worth = [PARTS for some in term.parts if all(not one.isdisjoint(stems) for one in some)]
            if worth:
                count = sum(worth)
                total += weight * max(worth) * (1 + count / (count + 4))
        return total
