"""The parts of compounds: Dutch writes "statushouderswoning", and people look for statushouder and for woning.

A part is a word that is known itself. `known` is anything that can say `word in known`.
"""

from .analysis import STOP_WORDS

SHORTEST = 3
LONG = 6
LINKS = ("", "s", "en", "e", "n")


def can_be_part(word):
    """Whether a word may be looked for inside others."""
    return len(word) >= SHORTEST and word.isalpha() and word not in STOP_WORDS


def split(word, known):
    """The ways to write a compound as two known words: a list of pairs, as (opvang, locatie)."""
    found = []
    for head, tail in _cuts(word):
        first = next((part for part in _unlinked(head) if part in known), None) if tail in known else None
        if first:
            found.append((first, tail))
    return found


def parts(word, known):
    """The words in a compound: two known ones, or a long known one with something unknown around it."""
    found = {part for pair in split(word, known) for part in pair}
    return found | {part for cut in _cuts(word) for part in cut if len(part) >= LONG and part in known}


def candidates(word):
    """Every word that could be a part of a word."""
    return {part for head, tail in _cuts(word) for part in (tail, *_unlinked(head)) if can_be_part(part)}


def _cuts(word):
    places = range(SHORTEST, len(word) - SHORTEST + 1) if word.isalpha() else ()
    return [(word[:place], word[place:]) for place in places]


def _unlinked(head):
    return [head.removesuffix(link) for link in LINKS if head.endswith(link)]
