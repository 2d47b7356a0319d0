"""Texts in a CSV that a spreadsheet would take for a formula: an apostrophe before them, and off again.

`core.csv_files` does the first half for files that only leave. A file that comes back must be told apart from
one in which somebody wrote that apostrophe, so here a text that has one already gets another.
"""

import re

from core.csv_files import BLANK, NUMBER, RISKY

START = rf"\A{{}}(?='*(?:{BLANK}{RISKY}|{BLANK}[\t\r\n]))"
INSIDE = rf"([;\r\n\t]{BLANK}){{}}(?='*{RISKY})"
SHIELDS = [(re.compile(INSIDE.format("")), r"\1'"), (re.compile(START.format("")), "'")]
TAKEN_OFF = [(re.compile(START.format("'")), ""), (re.compile(INSIDE.format("'")), r"\1")]


def shielded(text):
    """A text that is no formula in any spreadsheet; `plain` gives the text back."""
    return text if NUMBER.fullmatch(text) else _replaced(SHIELDS, text)


def plain(text):
    """What `shielded` was made of."""
    return _replaced(TAKEN_OFF, text)


def _replaced(pairs, text):
    for pattern, by in pairs:
        text = pattern.sub(by, text)
    return text
