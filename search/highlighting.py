"""Showing why something matches: its words highlighted, and an excerpt of the text around them."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .analysis import MAX_CACHED_WORDS, stem, words

TOKEN = re.compile(r"\w[\w'’\u00ad]*")
MARK = "<mark>"
EXCERPT_MARGIN = 110  # characters on either side


@lru_cache(MAX_CACHED_WORDS)
def _stems(token):
    return frozenset(stem(word) for word in words(token))


def highlight(text, stems):
    """A text as HTML, with every word that has one of the stems in a `mark` element."""
    position, pieces = 0, []
    for token in TOKEN.finditer(text) if stems else ():
        if not stems.isdisjoint(_stems(token[0])):
            pieces += [escape(text[position : token.start()]), MARK, escape(token[0]), "</mark>"]
            position = token.end()
    pieces.append(escape(text[position:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped


def is_highlighted(html):
    """Whether a text that `highlight` returned has a highlighted word."""
    return MARK in html


def excerpt(text, stems):
    """The piece of a text around the first word that has one of the stems; empty when there is none."""
    first = next((token for token in TOKEN.finditer(text) if not stems.isdisjoint(_stems(token[0]))), None)
    if first is None:
        return ""
    start, end = max(first.start() - EXCERPT_MARGIN, 0), min(first.end() + EXCERPT_MARGIN, len(text))
    piece = text[start:end]
    if start:
        piece = "… " + piece.partition(" ")[2]
    if end < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return piece
