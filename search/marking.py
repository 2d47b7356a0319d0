"""Showing why something was found: its words marked, and the passage where they stand."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .analysis import KEPT_WORDS, stem, words

TOKEN = re.compile(r"\w[\w'’\u00ad]*")
AROUND = 110


@lru_cache(KEPT_WORDS)
def _stems(token):
    return frozenset(stem(word) for word in words(token))


def mark(text, stems):
    """A text as HTML, with every word of which the stem is among some stems marked."""
    done, out = 0, []
    for token in TOKEN.finditer(text) if stems else ():
        if not stems.isdisjoint(_stems(token[0])):
            out += [escape(text[done : token.start()]), "<mark>", escape(token[0]), "</mark>"]
            done = token.end()
    out.append(escape(text[done:]))
    return mark_safe("".join(out))  # noqa: S308 - every piece is escaped


def mentions(text, stems):
    """Whether one of the stems is in a text."""
    return any(not stems.isdisjoint(_stems(token)) for token in TOKEN.findall(text))


def passage(text, stems):
    """The piece of a text around the first word that was asked for; empty when there is none."""
    first = next((token for token in TOKEN.finditer(text) if not stems.isdisjoint(_stems(token[0]))), None)
    if first is None:
        return ""
    start, end = max(first.start() - AROUND, 0), min(first.end() + AROUND, len(text))
    piece = text[start:end]
    if start:
        piece = "… " + piece.partition(" ")[2]
    if end < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return piece
