"""Keywords as people type them: with a comma, a semicolon or a line end between, so that one may have spaces."""

import re

BETWEEN = re.compile(r"[,;\r\n]")


def split(text):
    """The keywords in a text, each once, in their order; quotes around one are no part of it."""
    names = [name.strip().strip('"').strip() for name in BETWEEN.split(text)]
    return list(dict.fromkeys(filter(None, names)))


def join(tags):
    """The text of some tags, as `split` reads it."""
    return ", ".join(sorted(tag.name for tag in tags))
