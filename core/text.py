"""The one rule for text: what is cleaned when it enters, which characters are refused, and what an output leaves out.

Forms take it through the fields of `core.fields`; files through `clean()` where a value of them is read.
"""

import re

from django.utils.translation import gettext as _

MAX_LENGTH = 20_000  # characters; Markdown of so many, made to be slow, takes a second
RARE_BREAKS = "\v\f\x85\u2028\u2029"  # \v is Shift+Enter in PowerPoint
ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Soft hyphens, zero-width spaces and joiners, tags, and marks of direction, as phones put around a number.
INVISIBLE = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202c\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"  # one may be several, with U+200D between
CURSIVE = "\u0600-\u0dff\u1000-\u109f\u1780-\u17ff"  # of Persian or Hindi a joiner between two letters is spelling
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
REORDERING = "\u202d\u202e"  # they make text read in another order than it is written
SURROGATES = "\ud800-\udfff"

_refused = re.compile(f"[{CONTROLS}{REORDERING}{SURROGATES}{NONCHARACTERS}]")
_rare_break = re.compile(f"[{RARE_BREAKS}]")
_line_break = re.compile(f"\r\n|[\r{RARE_BREAKS}]")
_odd_space = re.compile(f"[{ODD_SPACES}]")
_invisible = re.compile(rf"(?!\u200d[{EMOJI}]|(?<=[{CURSIVE}])[\u200c\u200d][{CURSIVE}])[{INVISIBLE}]")
_white_space = re.compile(r"[\n\t]+ *")


class UnreadableText(ValueError):
    """A text was refused; the reason is a Dutch sentence that says where."""


def clean(text, lines=True):
    """A text as the portal stores it.

    Args: text, from anywhere; lines, whether it may have more than one: else a line break becomes a space.
    Returns: the text with one kind of line break and of space, and nothing invisible.
    Raises: UnreadableText for a control character, a lone surrogate, or another character that is no text; and for
        a text that is too long.
    """
    if len(text) > MAX_LENGTH:
        raise UnreadableText(_("Deze tekst is te lang. Gebruik hoogstens 20.000 tekens."))
    if not text.isprintable() and (refused := _refused.search(text)):
        raise UnreadableText(_refusal(text, refused.start()))
    return tidy(text, lines)


def tidy(text, lines=True):
    """Clean a text as `clean` does, but remove the characters that `clean` refuses: nobody can be asked about it."""
    if (text.replace("\n", "") if lines else text).isprintable():  # as nearly all are: a hundred times as quick
        return text
    text = _invisible.sub("", _odd_space.sub(" ", _line_break.sub("\n", _refused.sub("", text))))
    return text if lines else _white_space.sub(" ", text)


def readable(text):
    """A text of the database, which may be older than this rule, without what no output can carry."""
    return text if text.isprintable() else _refused.sub("", _rare_break.sub("\n", text))


def legible(text, length):
    """The beginning of a text from an address, of at most so many characters, with a sign for each that is not seen."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:length])


def map_texts(function, data):
    """Apply a function to every text in JSON data, however deep; return the new data."""
    if isinstance(data, str):
        return function(data)
    if isinstance(data, list):
        return [map_texts(function, item) for item in data]
    return {name: map_texts(function, item) for name, item in data.items()} if isinstance(data, dict) else data


def _refusal(text, position):
    words = " ".join(readable(text[:position]).split()[-4:])[-50:]
    if not words:
        return _("Aan het begin staat een onzichtbaar teken dat wij niet kunnen lezen. Typ de tekst opnieuw.")
    text = _("Na ‘%(words)s’ staat een onzichtbaar teken dat wij niet kunnen lezen. Typ dat stuk opnieuw.")
    return text % {"words": words}
