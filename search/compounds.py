"""The parts of compounds: Dutch writes "statushouderswoning", and people search for statushouder and for woning.

A part is itself a word of the vocabulary: anything that can say `word in vocabulary`.
"""

import re

from .analysis import STOP_WORDS

WORD_LIKE = re.compile(r"[aeiouy]\w*(?<!(?<!c)h)$")  # what statush is not, so that there are no ouders in statushouders
AFFIXES = frozenset(["com", "den", "der", "mee", "pen", "toe", "ver"])  # as in verhuizen, which are no huizen
MIN_PART_LENGTH = 3
MIN_LONE_PART_LENGTH = 6
LINKING_LETTERS = ("", "s", "en", "e", "n", "er")


def can_be_part(word):
    """Whether a word may be looked for inside others."""
    return len(word) >= MIN_PART_LENGTH and word.isalpha() and word not in STOP_WORDS and word not in AFFIXES


def split(word, vocabulary):
    """The ways to write a compound as two words of the vocabulary: a list of pairs, as (opvang, locatie)."""
    pairs = []
    for head, tail in _cuts(word):
        first = next((part for part in _unlinked(head) if part in vocabulary), None) if tail in vocabulary else None
        if first:
            pairs.append((first, tail))
    return pairs


def parts(word, vocabulary):
    """The words in a compound: two of the vocabulary, or a long one with something around it that could be a word."""
    in_pairs = {part for pair in split(word, vocabulary) for part in pair}
    pieces = (piece for cut in _cuts(word) for piece, rest in (cut, cut[::-1]) if WORD_LIKE.search(rest))
    return in_pairs | {piece for piece in pieces if len(piece) >= MIN_LONE_PART_LENGTH and piece in vocabulary}


def candidates(word):
    """Every word that could be a part of a word."""
    return {part for head, tail in _cuts(word) for part in (tail, *_unlinked(head)) if can_be_part(part)}


def _cuts(word):
    positions = range(MIN_PART_LENGTH, len(word) - MIN_PART_LENGTH + 1) if word.isalpha() else ()
    return [(word[:position], word[position:]) for position in positions]


def _unlinked(head):
    return [head.removesuffix(letters) for letters in LINKING_LETTERS if head.endswith(letters)]
