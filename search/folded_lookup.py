"""Looking for a text at the desk the way the public search compares words: without accents, apostrophes or capitals.

The text becomes a pattern for the lookup `iregex`, which both databases know, so that no column is stored twice.
"""

from functools import lru_cache

from django.utils.text import smart_split, unescape_string_literal

from .analysis import UNPRONOUNCED, fold

MAX_LENGTH = 200  # characters of a search
LETTERS = [chr(number) for first, last in [(0xAA, 0x24F), (0x1E00, 0x1EFF)] for number in range(first, last + 1)]
SILENT = "".join(map(chr, UNPRONOUNCED))
SPACES = r"\s"
HYPHENS = rf"[\u002d\u2010-\u2015{SPACES}]"


def patterns(search):
    """Patterns that a record must have all of, with a space between; what stands between quotes is one of them."""
    return " ".join(filter(None, (_pattern(part) for part in smart_split(search[:MAX_LENGTH]))))


def beginning(text):
    """A pattern of what begins with a text; "" for one without letters or signs."""
    pattern = _pattern(text[:MAX_LENGTH].strip() or " ")
    return f"^{pattern}" if pattern else ""


def _pattern(part):
    if part[0] in "\"'" and part[0] == part[-1] and len(part) > 1:
        part = unescape_string_literal(part)
    return "".join(_sign(letter) for letter in part.strip() if letter not in SILENT)


@lru_cache(1_000)
def _sign(letter):
    """The pattern of one letter or sign; no quote and no space is in it, so that it is not split again."""
    if letter.isspace():
        return f"{SPACES}+"
    if letter == "-":
        return HYPHENS
    return "".join(map(_letter, fold(letter))) or _escaped(letter)


def _letter(letter):
    spelt = "".join(other for other in LETTERS if fold(other) == letter)
    return rf"[{letter}{spelt}][\u0300-\u036f{''.join(map(_escaped, SILENT))}]*"


def _escaped(letter):
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
