"""Making a long text shorter at the end of a sentence, without breaking its mark-up."""

import itertools
import re
from math import ceil
from typing import NamedTuple

from .markdown import plain_text

LINE_WIDTH = 95  # characters on a line of a printed page
WIDE = re.compile(r"[MWmw@%\u2e80-\U0010ffff]")
LOOKAHEAD = 2_000  # characters in which mark-up that was begun is also ended
MAX_ABBREVIATION_PART = 3  # letters, of an abbreviation such as "m.b.t."; not a file name, not a number
EXTRA_WIDTH = 1  # characters, that a wide one takes
ABBREVIATIONS = {
    "apr", "art", "aug", "bijv", "blz", "bv", "ca", "dec", "dhr", "dr", "drs", "excl", "feb", "incl", "ir", "jan", "jl",
    "jul", "jun", "max", "mevr", "min", "mld", "mln", "mr", "mrt", "nov", "nr", "okt", "par", "prof", "resp", "sep",
    "sept", "vgl", "zgn",
}  # fmt: skip
SENTENCE_END = re.compile(r"[.!?…][\"'’”)\]*_]*(?=\s+[\"'’‘“(\[*_]*[A-ZÀ-Þ0-9€]|\s*\n|\s*$)")
BLOCK_END = re.compile(r"(?=\n\s*(?:\n|[-*+>#]|\d+[.)]\s))")
NOT_A_PARAGRAPH = re.compile(r"[-*+]\s|[>#]|\d+[.)]\s")
MIN_REMAINDER = 100  # characters; a shorter remainder is shown at once


class Shortened(NamedTuple):
    """The beginning of a text, and whether that is not all of it."""

    text: str
    is_cut: bool


def shorten(text, limit):
    """Cut a text (plain, or Markdown) at the last sentence that fits.

    Args: text; limit, its largest `size` in characters.
    Returns: a Shortened; when no sentence fits, it is cut after a word and ends in "…".
    """
    text = text.strip()
    if size(text) <= limit:
        return Shortened(text, is_cut=False)
    whole = plain_text(text[: int(limit) + LOOKAHEAD])
    for end in reversed(_ends(text, limit)):
        if size(text[:end]) <= limit and whole.startswith(plain_text(text[:end])):
            return Shortened(text[:end], is_cut=True)
    return Shortened(f"{_first_words(text, limit - 2)} …", is_cut=True)


def opening(text, sentences=2):
    """Split a text after its first sentences, for a reader who first wants to know whether to read on.

    Returns: the beginning and the remainder, which is empty when it would be short, or a cut would break the mark-up.
    """
    text = text.strip()
    paragraph = text.split("\n\n", 1)[0]
    ends = _ends(paragraph, len(paragraph))[:sentences] or [len(paragraph)]
    beginning, remainder = text[: ends[-1]], text[ends[-1] :].strip()
    if (
        len(remainder) < MIN_REMAINDER
        or NOT_A_PARAGRAPH.match(text)
        or plain_text(beginning) + plain_text(remainder) != plain_text(text)
    ):
        return text, ""
    return beginning, remainder


def sentences(text):
    """The sentences and lines of a text, in order."""
    bounds = [0, *_ends(text, len(text)), len(text)]
    pieces = [text[start:end].strip() for start, end in itertools.pairwise(bounds)]
    return [piece for piece in pieces if piece]


def count_fitting(texts, limit):
    """Number of leading texts that fit together within a `size`, each as a whole."""
    count = 0
    for text in texts:
        limit -= size(text)
        if limit < 0:
            break
        count += 1
    return count


def size(text):
    """The space that a text takes, in characters of usual width; a line break takes the rest of its line."""
    *lines, last = [len(line) + EXTRA_WIDTH * len(WIDE.findall(line)) for line in text.split("\n")]
    return last + sum(ceil(max(line, 1) / LINE_WIDTH) * LINE_WIDTH for line in lines)


def _first_words(text, limit):
    """The first words of a text on one line, or a part of the first word."""
    line = " ".join(text[: 2 * int(limit)].split())[: max(int(limit), 1)]
    while size(line) > limit and len(line) > 1:
        line = line[: -ceil((size(line) - limit) / 2)]
    return line.rsplit(" ", 1)[0]


def _ends(text, limit):
    """Where sentences and blocks end in a text, as far as its first characters; in order."""
    start = text[: int(limit) + LINE_WIDTH]
    sentences = {match.end() for match in SENTENCE_END.finditer(start) if not _is_abbreviation(start, match)}
    blocks = {match.start() for match in BLOCK_END.finditer(start)}
    return sorted(end for end in sentences | blocks if 0 < end <= min(limit, len(text)))


def _is_abbreviation(text, match):
    """Whether a full stop belongs to a word, as in "ca. 300" or "o.a. Utrecht"."""
    before = text[: match.start()].rsplit(None, 1)
    word = before[-1].lower().lstrip("(‘“\"'*_") if before else ""
    is_one_letter = len(word) == 1 and word.isalpha()
    parts = word.strip(".").split(".")
    is_dotted = len(parts) > 1 and all(part.isalpha() and len(part) <= MAX_ABBREVIATION_PART for part in parts)
    return text[match.start()] == "." and (word in ABBREVIATIONS or is_one_letter or is_dotted)
