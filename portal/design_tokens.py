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
    """Two colours of which one is seen on the other, with their contrast in both schemes."""

    front: str
    ground: str
    light: float
    dark: float


@dataclass(frozen=True)
class Demand:
    """The least contrast that WCAG 2.2 asks of some pairs: of those with text, or of those with a shape."""

    least: float
    for_text: bool
    pairs: list[Pair]


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
def colours():
    """Every colour: its token, and its value in the light and in the dark scheme."""
    found = schemes()
    return [(token, light, found["dark"][token]) for token, light in found["light"].items()]


@cache
def contrasts():
    """What is demanded of every pair of colours that the site uses, and what it is."""
    return [Demand(4.5, True, _measured(TEXTS)), Demand(3, False, _measured(SHAPES))]


def contrast(one, other):
    """The contrast of two colours: from 1, the same, to 21, black on white."""
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


def _measured(pairs):
    both = schemes().values()
    return [Pair(front, ground, *(contrast(one[front], one[ground]) for one in both)) for front, ground in pairs]


def _luminance(colour):
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
