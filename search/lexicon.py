"""All words of the index and how they hang together: forms, compounds, other names, and what was meant."""

from bisect import bisect_left
from collections import defaultdict
from heapq import nsmallest
from itertools import islice, takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.memo import Memo

from .analysis import INSIDE, STOP_WORDS, key, root, stem
from .compounds import can_be_part, parts, split
from .models import Label, Word

SHORTEST_PREFIX = 2
LONGEST_LABEL = 6
CANDIDATES = 5
MOST_ENDINGS = 60


class Lexicon:
    """What the index knows about words, at one revision.

    Args: words, a dict from every word of the index to the stems of the parts that the index holds with it;
        labels, a dict with lists of names for the same thing.
    """

    def __init__(self, words, labels):
        self.source = words, labels
        self.words = sorted(words)
        self.known = set(words)
        self.parts_known = set(filter(can_be_part, words))
        self.forms, self.compounds, self.unmarked = defaultdict(set), defaultdict(set), defaultdict(set)
        for word, marked in words.items():
            self.forms[root(word)].add(stem(word))
            self.forms[stem(word)].add(stem(word))
            for part in map(stem, parts(word, self.parts_known)):
                self.compounds[part].add(stem(word))
                if part not in marked:
                    self.unmarked[part].add(stem(word))
        self.synonyms = defaultdict(set)
        for names in labels.values():
            keys = {key(name) for name in names} - {()}
            for name in keys:
                self.synonyms[name] |= keys - {name}

    def variants(self, word):
        """The stems in the index that are forms of a word; empty when the index does not have it."""
        return (self.forms.get(stem(word)) or set()) | (self.forms.get(root(word)) or set())

    def containing(self, word):
        """The stems of the compounds of which a word is a part: opvang gives opvanglocatie."""
        return {one for form in self.variants(word) | {stem(word)} for one in self.compounds.get(form, ())}

    def asked_inside(self, word):
        """How to ask the index for those compounds: by the mark for their part, or else by their own stems."""
        forms = self.variants(word) | {stem(word)}
        by_mark = {INSIDE + form for form in forms if form in self.compounds}
        return by_mark.union(*(self.unmarked.get(form, ()) for form in forms))

    def split(self, word):
        """The ways to write a compound as two words of the index."""
        return split(word, self.parts_known)

    def starting_with(self, beginning):
        """The stems of the words that begin like this; of very many, those of the shortest words."""
        if len(beginning) < SHORTEST_PREFIX:
            return set()
        place = bisect_left(self.words, beginning)
        found = takewhile(lambda word: word.startswith(beginning), islice(self.words, place, None))
        return {stem(word) for word in nsmallest(MOST_ENDINGS, found, key=len)}

    def has(self, word):
        """Whether the index has a word, a form of it, or its parts."""
        return bool(self.variants(word) or self.containing(word) or self.split(word))

    def looks_misspelt(self, word):
        """Whether the index lacks a word, or has only its stem, with a letter wrong before the ending."""
        if word in self.known or word in STOP_WORDS:
            return False
        if not self.has(word):
            return True
        if not self.variants(word):
            return False
        return any(OSA.distance(word, other) == 1 and word[-2:] == other[-2:] for other in self.meant(word))

    def meant(self, word):
        """The words of the index that look most like a word, the likeliest first."""
        most = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
        alike = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=most, limit=CANDIDATES)
        return [found for found, _distance, _place in sorted(alike, key=lambda hit: (hit[1], hit[0][0] != word[0]))]

    def joined(self, some):
        """How many of the first words are together one compound of the index; 1 when there is none."""
        return 2 if len(some) > 1 and "".join(some[:2]) in self.parts_known else 1

    def label_at(self, stems):
        """How many of the first stems are together a name with other names; 1 when none is longer."""
        longest = range(min(LONGEST_LABEL, len(stems)), 1, -1)
        return next((size for size in longest if tuple(stems[:size]) in self.synonyms), 1)


def _read(_number, before):
    names = defaultdict(list)
    for entry, title, label in Label.objects.values_list("entry", "entry__title", "text"):
        names[entry] += [title, label]
    words = {text: frozenset(marked.split()) for text, marked in Word.objects.values_list("text", "parts")}
    same = before and (before.source == (words, dict(names)))
    return before if same else Lexicon(words, dict(names))


_lexicon = Memo(_read)


def lexicon():
    """The lexicon of now."""
    return _lexicon.get()
