"""Which words Dutch has, from a package: a word that we have not is not therefore misspelt."""

import re
import unicodedata
from functools import cache
from gzip import decompress
from importlib.resources import files
from string import ascii_lowercase

from .compounds import split

MIN_PART_LENGTH = 4  # of a compound that is in no list: of shorter words much can be made that is none
BETWEEN_WORDS = re.compile(r'": \d+,?\n"')


class WordList:
    """The Dutch words of pyspellchecker, read when they are first needed.

    Its file is searched as text: in a set they take ten times the memory, and its own class takes a second to make.
    """

    def __contains__(self, word):
        return f"\n{word}\n" in _words_by_initial().get(word[:1], "")

    def load(self):
        """Read the words now: before processes are forked, so that they share them."""
        _words_by_initial()


WORDS = WordList()


def compound(word):
    """The words of which a folded word could be a compound: pairs, as (taal, coach); most are in no list."""
    return [pair for pair in split(word, WORDS) if min(map(len, pair)) >= MIN_PART_LENGTH]


@cache
def _words_by_initial():
    """From each letter to the words that begin with it, one a line, without accents."""
    packed = files("spellchecker").joinpath("resources/nl.json.gz").read_bytes()
    text = unicodedata.normalize("NFKD", decompress(packed).decode()).encode("ascii", "ignore").decode()
    lines = BETWEEN_WORDS.sub("\n", text)
    ends = {letter: lines.index("\n", lines.rindex(f"\n{letter}") + 1) + 1 for letter in ascii_lowercase}
    return {letter: lines[lines.index(f"\n{letter}") : ends[letter]] for letter in ascii_lowercase}
