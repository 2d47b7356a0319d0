"""The design tokens: the colours of tokens.css in both schemes, and how well they can be told apart (WCAG 2.2)."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

SHEET = settings.BASE_DIR / "static" / "css" / "tokens.css"
LIGHT = re.compile(r"^:root \{(.*?)^\}", re.DOTALL | re.MULTILINE)
DARK = re.compile(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL)
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6});")
SIZE = re.compile(r"--(size-\w+):\s*([^;]+);")

FOR_TEXT, FOR_SHAPES = 4.5, 3
THEMES = ["opvang", "huisvesting", "integratie", "arbeidsmigratie", "oekraine", "ongedocumenteerden", "dwars"]
KINDS = ["success", "warning", "error", "idea"]
GROUNDS = ["paper", "surface", "sand"]
TEXTS = [
    *((text, ground) for text in ("ink", "ink-soft", "primary", "primary-dark") for ground in GROUNDS),
    *((text, f"{kind}-paper") for kind in KINDS for text in (kind, "ink", "primary")),
    *((theme, ground) for theme in THEMES for ground in ("paper", "surface")),
    *(("error", ground) for ground in ("paper", "surface")),
    *(("on-primary", ground) for ground in ("primary", "primary-dark")),
    *((text, "mark") for text in ("ink", "primary")),
    ("paper", "ink"),
]
SHAPES = [
    *(("line-strong", ground) for ground in GROUNDS),
    *((kind, ground) for kind in KINDS for ground in GROUNDS),
    ("focus", "focus-edge"),
]


@dataclass(frozen=True)
class Pair:
    """Two colours that stand beside each other: what is read on what, and the contrast in both schemes."""

    front: str
    ground: str
    least: float
    light: float
    dark: float


@cache
def schemes():
    """The colours of each scheme: a dict from "light" and "dark" to a dict from token to "#rrggbb"."""
    css = SHEET.read_text(encoding="utf-8")
    light = dict(COLOUR.findall(LIGHT.search(css)[1]))
    return {"light": light, "dark": light | dict(COLOUR.findall(DARK.search(css)[1]))}


@cache
def sizes():
    """The steps of the type scale with their value, the largest first."""
    return list(reversed(SIZE.findall(LIGHT.search(SHEET.read_text(encoding="utf-8"))[1])))


@cache
def pairs():
    """Every pair of colours that the site uses for text and then for shapes."""
    return [
        Pair(front, ground, least, *(_between(scheme, front, ground) for scheme in ("light", "dark")))
        for least, found in ((FOR_TEXT, TEXTS), (FOR_SHAPES, SHAPES))
        for front, ground in found
    ]


def contrast(one, other):
    """The contrast of two colours: from 1, the same, to 21, black on white."""
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


def _between(scheme, front, ground):
    colours = schemes()[scheme]
    return contrast(colours[front], colours[ground])


def _luminance(colour):
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
