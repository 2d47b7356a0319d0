"""All words of the index and how they relate: forms, compounds, synonyms, and corrections of misspelt ones."""

import logging
import re
from bisect import bisect_left
from collections import defaultdict
from heapq import nsmallest
from itertools import islice, takewhile

from django.db import DatabaseError
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.memo import Memo

from . import index
from .analysis import COMPOUND_PART, STOP_WORDS, fold, root, stem, stem_key
from .analysis import words as split_words
from .compounds import can_be_part, parts, split
from .function_words import COMMON, FUNCTION_WORDS
from .language import WORDS, compound
from .models import Label, LabelKind, Word
from .verbs import infinitives

logger = logging.getLogger(__name__)
MIN_PREFIX_LENGTH = 2
MAX_LABEL_WORDS = 6
MAX_CORRECTIONS = 5
MAX_COMPLETIONS = 60
NOT_IN_INDEX = {LabelKind.SEARCH_TERM, LabelKind.PLACE, LabelKind.HOMONYM}
MAX_SHORT = 4
FUNCTION_STEMS = frozenset(map(stem, STOP_WORDS))
COMMON_STEMS = FUNCTION_STEMS | frozenset(map(stem, COMMON))
DOUBLE = re.compile(r"(.)\1")


class Lexicon:
    """Vocabulary of the index at one content generation.

    Args: words, a dict from every word of the index to the stems of the parts that the index holds with it;
        labels, a dict from the key of an entry to a dict from `LabelKind` to its other names, with its title among
        those of the kind NAME.
    """

    def __init__(self, words, labels):
        self.source = words, labels
        self.words = sorted(words)
        self.known = set(words)
        self.known_parts = set(filter(can_be_part, words))
        self.forms, self.compounds, self.marked = defaultdict(set), defaultdict(set), defaultdict(set)
        for word, marked in words.items():
            for form in {stem(word)} if word in STOP_WORDS else {stem(word), root(word)}:
                self.forms[form].add(stem(word))
            for infinitive in infinitives(word):
                if infinitive in self.known:
                    self.forms[stem(infinitive)].add(stem(word))
            for part in map(stem, parts(word, self.known_parts)):
                self.compounds[part].add(stem(word))
            for part in marked:
                self.marked[part].add(stem(word))
        self.synonyms, self.places, self.names_outside = defaultdict(set), defaultdict(set), defaultdict(list)
        self.words_outside, self.loose, self.municipalities = set(), defaultdict(set), set()
        for entry, names in labels.items():
            self._add_names(entry, names)

    def _add_names(self, entry, names):
        keys = {stem_key(name) for name in names[LabelKind.NAME]} - {()}
        for name in keys:
            self.synonyms[name] |= keys - {name}
        searched = {stem_key(name) for name in names.get(LabelKind.SEARCH_TERM, ())}
        for name in names.get(LabelKind.SEARCH_TERM, ()):  # which texts may have, though they are no names on a page
            for form in (name, name + "s"):  # of an English plural Dutch stems know nothing
                self.synonyms[stem_key(form)] |= keys | searched
        for name in {*keys, *searched}:
            self.loose[_content(name)] |= self.synonyms[name] | {name}
        if names.keys() & {LabelKind.PLACE, LabelKind.HOMONYM}:  # what has places is a municipality
            self.municipalities |= keys
        for name in names.get(LabelKind.PLACE, ()):
            self.places[tuple(split_words(name))] |= keys
        for name in (name for kind in NOT_IN_INDEX for name in names.get(kind, ())):
            self.names_outside[fold(name)].append(entry)
            self.words_outside |= {form for word in split_words(name) for form in (word, word + "s")}

    def variants(self, word):
        """The stems in the index that are forms of a word; empty when the index does not have it."""
        verbs = (infinitive for infinitive in infinitives(word) if infinitive in self.known)
        forms = {stem(word), root(word), *map(stem, verbs)}
        return set().union(*(self.forms[form] for form in forms if form in self.forms))

    def other_names(self, words):
        """The other names of some words, as tuples of stems; of a place, exactly so written, its municipality."""
        key = tuple(map(stem, words))
        return self.synonyms.get(key, set()) | self.places.get(tuple(words), set()) | self._loosely_named(key)

    def _loosely_named(self, key):
        """The names of what has these words as a name in another order, as nieuwkomers informatie; with those names."""
        content = _content(key)
        is_whole = len(content) > 1 and not FUNCTION_STEMS & {key[0], key[-1]}
        return self.loose.get(content, set()) - {key} if is_whole else set()

    def other_names_of_forms(self, word):
        """The other names of a word in any of its forms, as of asielzoekerscentra."""
        return self.other_names([word]).union(*(self.synonyms.get((form,), ()) for form in self.variants(word)))

    def is_place(self, word):
        """Whether a word is the name of a place, and of nothing else."""
        return (word,) in self.places

    def longer_names(self, word):
        """Of the name of a municipality, the names of others that have it, in stems: of Groningen, Midden-Groningen."""
        if (stem(word),) not in self.municipalities:
            return []
        return [" ".join(name) for name in self.municipalities if len(name) > 1 and stem(word) in name]

    def entries_with_prefix(self, text):
        """The keys of the entries with another name, not in the index, that begins with a text in normal form."""
        return {key for name, keys in self.names_outside.items() if name.startswith(text) for key in keys}

    def compounds_with(self, word):
        """The stems of the compounds of which a word is a part: opvang gives opvanglocatie."""
        return {compound for form in self._forms_of(word) for compound in self.compounds.get(form, ())}

    def index_stems_of_compounds(self, word):
        """Stems to query for the compounds of a word: the marked part where it means just these, else their own."""
        index_stems = set()
        for form in self._forms_of(word) & self.compounds.keys():
            compounds, marked = self.compounds[form], self.marked.get(form, set())
            index_stems |= compounds - marked | {COMPOUND_PART + form} if marked <= compounds else compounds
        return index_stems

    def split(self, word):
        """The ways to write a compound as two words of the index."""
        return split(word, self.known_parts)

    def stems_with_prefix(self, prefix):
        """The stems of the words that begin like this; of very many, those of the shortest words."""
        if len(prefix) < MIN_PREFIX_LENGTH:
            return set()
        start = bisect_left(self.words, prefix)
        completions = takewhile(lambda word: word.startswith(prefix), islice(self.words, start, None))
        return {stem(word) for word in nsmallest(MAX_COMPLETIONS, completions, key=len)}

    def has(self, word):
        """Whether the index has a word, a form of it, or its parts."""
        return bool(self.variants(word) or self.compounds_with(word) or self.split(word))

    def looks_misspelt(self, word):
        """Whether neither the index nor Dutch has a word, or only its stem or its parts, and it is one letter off."""
        is_known = any(word in known for known in (self.known, self.words_outside, FUNCTION_WORDS, WORDS))
        if is_known or not word.isalpha():
            return False
        slips = [correction for correction in self.corrections(word) if OSA.distance(word, correction) == 1]
        if self.variants(word):
            return any(word[-2:] == correction[-2:] for correction in slips)
        return not self.has(word) and (bool(slips) or not compound(word))

    def known_parts_of(self, word):
        """The words of the index in a compound of which it has not all parts: taal in taalcoach."""
        pieces = {piece for pair in compound(word) for piece in pair} | parts(word, self.known_parts)
        return sorted(piece for piece in pieces if can_be_part(piece) and self.variants(piece))

    def corrections(self, word):
        """The words of the index that look most like a word, the likeliest first.

        A very short word is more often an abbreviation than a slip: of that only a missing double is mended.
        """
        max_distance = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
        is_short = len(word) <= MAX_SHORT
        words = [longer for longer in self.words if DOUBLE.sub(r"\1", longer) == word] if is_short else self.words
        hits = process.extract(word, words, scorer=OSA.distance, score_cutoff=max_distance, limit=MAX_CORRECTIONS)
        ranked = sorted(hits, key=lambda hit: (hit[1], hit[0][0] != word[0]))
        return [correction for correction, _distance, _index in ranked]

    def compound_length(self, words):
        """Number of leading words that form one compound of the index; 1 when there is none."""
        is_compound = len(words) > 1 and "".join(words[:2]) in self.known_parts
        return 2 if is_compound and STOP_WORDS.isdisjoint(words[:2]) else 1

    def label_length(self, words):
        """Number of leading words that form a name with other names; 1 when none is longer."""
        lengths = range(min(MAX_LABEL_WORDS, len(words)), 1, -1)
        return next((length for length in lengths if self._is_name(words[:length])), 1)

    def _is_name(self, words):
        return bool(self.other_names(words)) or tuple(map(stem, words)) in self.municipalities

    def _forms_of(self, word):
        return self.variants(word) | {stem(word)}


def _content(name):
    """The stems of a name in any order, without those of function words."""
    return frozenset(name) - COMMON_STEMS


def _build(_generation, previous):
    _repair()
    labels = {}
    for entry, title, kind, text in Label.objects.values_list("entry", "entry__title", "kind", "text"):
        labels.setdefault(entry, {LabelKind.NAME: [title]}).setdefault(kind, []).append(text)
    words = {text: frozenset(marked.split()) for text, marked in Word.objects.values_list("text", "parts")}
    is_same = previous and (previous.source == (words, dict(labels)))
    return previous if is_same else Lexicon(words, dict(labels))


def _repair():
    """Make the index whole before the first search after a change; without a database that can be written, go on."""
    try:
        index.ensure()
    except DatabaseError:
        logger.exception("The search index does not belong to the records, and could not be built anew.")


_lexicon = Memo(_build)


def lexicon():
    """The current `Lexicon`."""
    return _lexicon.get()
