"""Whether an address seems to lead to something else than the publication that we cite by it."""

import re
from urllib.parse import unquote, urlsplit

from search.analysis import STOP_WORDS, stem, words

MIN_LETTERS = 4  # in a word that says something
MIN_SLUG_WORDS = 2  # a path with fewer is no slug: a number, a code, a section
MIN_COMMON_LETTERS = 6  # of a compound: migratiebeleid and migratieagenda
SECTIONS = {"actueel", "artikel", "bericht", "nieuws", "nieuwsbericht"}
DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|odt)$", re.IGNORECASE)
NUMBER_IN_QUERY = re.compile(r"\d{4}")  # of a document, as in ?uri=CELEX:32026D1912
NO_WORDS = re.compile(r"~\w+$|\.\w{2,5}$|_")  # the number that a newspaper adds, the kind of file


def names_another_subject(address, subject, places=frozenset()):
    """Whether an address has a slug that shares no word with what we cite.

    Args: address; subject, texts that say what is cited, such as its title; places, stems of names of places, which
        prove nothing: a newspaper puts the town before every article.
    Returns: False also for an address without a slug, such as a file, a number or the front page of a site.
    """
    segments = [_telling(words(NO_WORDS.sub("", segment)), places) for segment in _path(address)]
    if max(map(len, segments), default=0) < MIN_SLUG_WORDS:
        return False
    wanted = _telling([word for text in subject for word in words(text)], places)
    return not any(_related(first, other) for segment in segments for first in segment for other in wanted)


def place_stems(names):
    """The stems of the words in names of places, for `names_another_subject()`."""
    return frozenset(stem(word) for name in names for word in words(name) if len(word) >= MIN_LETTERS)


def _path(address):
    parts = urlsplit(address)
    path = unquote(parts.path)
    return [] if DOCUMENT.search(path) or NUMBER_IN_QUERY.search(parts.query) else path.split("/")


def _telling(some_words, places):
    """The stems of the words that say what a text is about."""
    long_words = (word for word in some_words if len(word) >= MIN_LETTERS and word.isalpha())
    stems = [stem(word) for word in long_words if word not in STOP_WORDS and word not in SECTIONS]
    return [first for first in stems if not places & {first, first.removesuffix("s")}]


def _related(first, other):
    """Whether two stems are of the same word, or of compounds with a part in common."""
    start = first[:MIN_COMMON_LETTERS]
    return first in other or other in first or (len(start) == MIN_COMMON_LETTERS and other.startswith(start))
