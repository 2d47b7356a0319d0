"""Matching: which records satisfy a query, which have enough of its meaning, and which come first."""

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import count, groupby, islice, repeat
from math import log, sqrt

from django.db import connection

from core.codes import code_key, is_code
from core.memo import Memo

from .analysis import fold
from .backends import engine
from .documents import KEYS_PER_KIND, DocumentKind
from .lexicon import lexicon
from .models import Entry, LabelKind
from .query import Query, parse
from .scoring import Scorer

ALL_KEYS = (0, (max(DocumentKind) + 1) * KEYS_PER_KIND)
MAX_SCORED = 40
MAX_TITLES = 80
FEW_MATCHES = 20
FEW_EXACT = 10  # fewer with every term, and those with most of the meaning are shown as well
MIN_SHARE, MIN_SHARE_OF_MANY, MIN_SHARE_BESIDE_TITLE = 0.455, 0.4, 0.48  # of the meaning, for what lacks a term
MAX_MISSPELT = 3
FURTHER_SHARE = 0.55  # of its score, for what lacks a term: one accidental hit does not hide what is better
SOURCE_SHARE = 0.8  # for a publication: it is where we know an answer from, not the answer


class Search:
    """One search: parsed at once, matched and ranked when its properties are read.

    Args: text, what a visitor typed; kind, the only `DocumentKind` to match (every kind when left out); query, to
        search for instead of what the text says.
    """

    typed = ""  # what the visitor typed, where this is a search for something else
    literally = ""  # how to search for that after all, where this is a correction

    def __init__(self, text, kind=None, query=None):
        self.text = text
        self.kind = kind
        self.key_range = ALL_KEYS if kind is None else kind.key_range
        self.lexicon = lexicon() if text.strip() else None
        self.query = query or (parse(text, self.lexicon) if self.lexicon else None)

    def __bool__(self):
        """Whether there is anything to look for."""
        return bool(self.query)

    @cached_property
    def matches(self):
        """The keys of all that satisfies the query or has enough of it; None when words are only excluded."""
        return [*self.exact, *self.further] if self.query.terms else None

    @cached_property
    def exact(self):
        """The keys of the records that have every term; of a few, without those that have them all by accident."""
        keys, accidental = self.with_every_term, self._accidental
        return [key for key in keys if key not in accidental] if accidental else keys

    @cached_property
    def with_every_term(self):
        """The keys of the records that have every term, wherever; of the one with this code, when the text is one."""
        return self.coded if self.is_code else self._with_every_term[0]

    @property
    def with_every_term_beside(self):
        """The keys of the records of the kinds after its own that have every term."""
        return self._with_every_term[1]

    @cached_property
    def _with_every_term(self):
        """The keys of its own kind and, when it is of one kind, of the kinds after it, in one query."""
        ranges = [self.key_range] + ([(self.key_range[1], ALL_KEYS[1])] if self.kind is not None else [])
        return self._find_each([self.query.terms] * len(ranges), ranges=ranges) if self.query.terms else [[], []]

    @cached_property
    def is_code(self):
        """Whether the text is a code: what has its letters or its digits is no answer then."""
        return is_code(self.text)

    @cached_property
    def coded(self):
        """The keys of the records of which the text is the code, in any spelling."""
        if not self.is_code:
            return []
        code = code_key(self.text)
        start, end = self.key_range
        entries = Entry.objects.filter(pk__gte=start, pk__lt=end)
        return list(entries.filter(code=code).values_list("pk", flat=True)) or list(
            entries.filter(labels__kind=LabelKind.CODE, labels__text=code).values_list("pk", flat=True)
        )

    @cached_property
    def _accidental(self):
        """Of a few records with every term, the keys of those that have them far apart."""
        return {key for key, fields in self._few.items() if self._scorer.is_scattered(fields)}

    @cached_property
    def _few(self):
        """The stems of the records with every term, by key, where these are few and there is more than one term."""
        keys = self.with_every_term
        if self.is_code or len(self.query.terms) < 2 or not 0 < len(keys) < FEW_EXACT:
            return {}
        with connection.cursor() as cursor:
            return dict(engine().stems_of(cursor, keys, body=True))

    @cached_property
    def further(self):
        """The keys of the records that lack a term but have most of the meaning, where few have every term.

        The rarer a term, the more of the meaning it has; one that no record has, has most. So what is found with a
        common word alone is not taken for an answer. Of very many those with the largest share are given.
        """
        if self.is_code or len(self.query.terms) < 2 or self.query.has_phrase or len(self.exact) >= FEW_EXACT:
            return []
        shares = Counter()
        for keys, significance in zip(self.matches_per_term, self.significances, strict=True):
            shares.update(dict.fromkeys(keys, significance))
        titled = [key for key in self.exact if self._scorer.has_full_title(self._few[key])]
        min_share = MIN_SHARE_BESIDE_TITLE if titled else MIN_SHARE_OF_MANY if self.query.is_long else MIN_SHARE
        min_share *= sum(self.significances)
        done, keys = set(self.with_every_term), []
        candidates = [(key, share) for key, share in shares.most_common() if share >= min_share and key not in done]
        for _share, group in groupby(candidates, key=lambda candidate: candidate[1]):
            alike = [key for key, _share in group]
            if keys and len(keys) + len(alike) > MAX_SCORED:
                break
            keys += alike
        return keys

    @property
    def further_terms(self):
        """The terms with which those were found, as the visitor typed them."""
        return [
            term.text
            for term, keys in zip(self.query.terms, self.matches_per_term, strict=True)
            if not keys.isdisjoint(self.further)
        ]

    @property
    def has_further(self):
        """Whether records were found that lack a term."""
        return bool(self.query and self.query.terms and self.further)

    @property
    def is_partial(self):
        """Whether nothing has every term, but some records come close."""
        return self.has_further and not self.exact

    @cached_property
    def excluded(self):
        """The keys of the records that have an excluded term."""
        return {key for keys in self._find_each([term] for term in self.query.excluded) for key in keys}

    @cached_property
    def matches_per_term(self):
        """For each term the keys of the records that have it."""
        return list(map(set, self._find_each([term] for term in self.query.terms)))

    @cached_property
    def significances(self):
        """For each term how much it says: the fewer records of any kind have it, the more; of a single one, 1."""
        if len(self.query.terms) < 2:
            return [1] * len(self.query.terms)
        with connection.cursor() as cursor:
            numbers = engine().count_each(cursor, [term.expression(engine()) for term in self.query.terms])
        return [sqrt(log(1 + _total.get() / (number + 0.5))) for number in numbers]

    @cached_property
    def title_matches(self):
        """The keys of the records with all terms in their title; with one of the terms, when these are few."""
        every = self._find(self.query.terms, title=True)
        if len(every) >= FEW_MATCHES or len(self.query.terms) == 1:
            return every
        return self._find(self.query.terms, title=True, combine=engine().any_of)

    @property
    def foremost(self):
        """The keys of those that are put in order first: what is wished, the title matches, and exact ones if few."""
        first = [*self._wished, *self.title_matches]
        return [*self.exact, *first] if self.further else first

    @property
    def _wished(self):
        """The keys of the records with every term that have a wish too."""
        return self._find([*self.query.terms, *self.query.wishes]) if self.query.wishes else []

    def sort_by_score(self, keys, *, body=True):
        """Put a few keys in order of score, of which less counts for what lacks a term; of equals, the first stays so.

        Args: body, whether the long texts count too; where the titles have the words, they decide nothing.
        """
        if not keys:
            return []
        with connection.cursor() as cursor:
            scores = {key: self._scorer.score(fields) for key, fields in engine().stems_of(cursor, keys, body=body)}
        return sorted(keys, key=lambda key: -scores.get(key, 0) * self._share(key))

    def _share(self, key):
        """Share of its score that counts for a record: less for a source, and for a record in `_lacking`."""
        is_source = key // KEYS_PER_KIND == DocumentKind.PUBLICATION
        return (FURTHER_SHARE if key in self._lacking else 1) * (SOURCE_SHARE if is_source else 1)

    @cached_property
    def _lacking(self):
        return set(self.further)

    def rank(self, keys):
        """Put all keys in that order; of very many, those that are not among the first get no score."""
        if len(keys) <= MAX_SCORED:
            return self.sort_by_score(keys)
        foremost = set(self.foremost)
        candidates = self._by_title([key for key in keys if key in foremost])
        candidates += [key for key in keys if key not in foremost]
        first = self.sort_by_score(candidates[:MAX_SCORED], body=len(foremost) < FEW_MATCHES)
        return first + candidates[MAX_SCORED:]

    def _by_title(self, keys):
        """Put keys in order by their titles alone; of very many, some of each kind."""
        if len(keys) <= MAX_SCORED:
            return keys
        of_kind = defaultdict(count)
        keys = sorted(keys, key=lambda key: next(of_kind[key // KEYS_PER_KIND]))
        with connection.cursor() as cursor:
            titles = engine().titles_of(cursor, keys[:MAX_TITLES])
        scores = {key: self._scorer.score([title]) for key, title in titles}
        return sorted(keys, key=lambda key: -scores.get(key, 0))

    @property
    def unmatched_terms(self):
        """The terms that no record has, as the visitor typed them; a code is one."""
        if self.is_code:
            return [] if self.coded else [self.text]
        if self.with_every_term:
            return []
        return [term.text for term, keys in zip(self.query.terms, self.matches_per_term, strict=True) if not keys]

    @property
    def offers(self):
        """Suggested queries with fewer words: pairs of a term and its number of records, the fewest first."""
        if self.is_code or len(self.query.terms) < 2:
            return []
        pairs = zip(self.query.terms, self.matches_per_term, strict=True)
        return sorted(((term.text, len(keys)) for term, keys in pairs if keys), key=lambda pair: pair[1])

    @cached_property
    def misspelt(self):
        """The first few words that look misspelt."""
        plain = self.query.plain if self.query and not code_key(self.text) else []
        return list(islice(filter(self.lexicon.looks_misspelt, plain), MAX_MISSPELT))

    @property
    def is_corrected(self):
        """Whether this is a search for what the visitor probably meant, instead of what they typed."""
        return bool(self.literally)

    @cached_property
    def suggested_query(self):
        """Return the text with the probable corrections of the words that look misspelt.

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

    @property
    def stems(self):
        """Every stem that satisfies a part of the query, for highlighting."""
        return self._scorer.stems

    @cached_property
    def _scorer(self):
        return Scorer(self.query, self.significances) if self.query else Scorer(Query([], [], []), [])

    def _find(self, terms, **options):
        return self._find_each([terms], **options)[0]

    def _find_each(self, groups, *, ranges=None, title=False, combine=None):
        """For each group of terms the keys, in its range or that of the search, that satisfy it: all in one query."""
        combine = combine or engine().all_of
        expressions = [combine([term.expression(engine()) for term in terms]) for terms in groups]
        if not expressions:
            return []
        with connection.cursor() as cursor:
            pairs = zip(expressions, ranges or repeat(self.key_range), strict=False)
            return engine().find_each(cursor, list(pairs), title=title)


_total = Memo(lambda _generation, _previous: Entry.objects.count())
