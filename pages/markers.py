"""Markers that place a block in a text: `{{ verzameling }}`, and `{{ afbeelding 12 }}` for a picture."""

import re

MARKER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
PICTURE_NAME = re.compile(r"afbeelding ([1-9]\d{0,17})")


def picture_key(name):
    """The key of the picture that the name of a block means; None when it is not that of a picture."""
    match = PICTURE_NAME.fullmatch(name)
    return match and int(match[1])


def picture_keys(text):
    """The keys of the pictures that a text places, each once, in their order."""
    return list(dict.fromkeys(key for name in MARKER.findall(text) if (key := picture_key(name))))
