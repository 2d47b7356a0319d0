"""The design tokens: the colours of tokens.css in both schemes, and their contrasts (WCAG 2.2)."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

STYLE_SHEET = settings.BASE_DIR / "static" / "css" / "tokens.css"
LIGHT = re.compile(r"^:root \{(.*?)^\}", re.DOTALL | re.MULTILINE)
DARK = re.compile(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL)
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6});")
SIZE = re.compile(r"--(size-\w+):\s*([^;]+);")

THEMES = ["opvang", "huisvesting", "integratie", "arbeidsmigratie", "oekraine", "ongedocumenteerden", "dwars"]
KINDS = ["success", "warning", "error", "idea"]
BACKGROUNDS = ["paper", "surface", "sand"]
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "ink-soft", "primary", "primary-dark") for ground in BACKGROUNDS),
    *((text, f"{kind}-paper") for kind in KINDS for text in (kind, "ink", "primary")),
    *((theme, ground) for theme in THEMES for ground in ("paper", "surface")),
    *(("error", ground) for ground in ("paper", "surface")),
    *(("on-primary", ground) for ground in ("primary", "primary-dark")),
    *((text, "mark") for text in ("ink", "primary")),
    ("paper", "ink"),
]
SHAPE_PAIRS = [
    *(("line-strong", ground) for ground in BACKGROUNDS),
    *((kind, ground) for kind in KINDS for ground in BACKGROUNDS),
    ("focus", "focus-edge"),
]


@dataclass(frozen=True)
class ColourPair:
    """A colour and its background, with their contrast in both schemes."""

    front: str
    ground: str
    light: float
    dark: float


@dataclass(frozen=True)
class Requirement:
    """The minimum contrast that WCAG 2.2 requires of pairs: of those with text, or of those with a shape."""

    minimum: float
    for_text: bool
    pairs: list[ColourPair]


@cache
def schemes():
    """The colours of each scheme: a dict from "light" and "dark" to a dict from token to "#rrggbb"."""
    css = STYLE_SHEET.read_text(encoding="utf-8")
    light = dict(COLOUR.findall(LIGHT.search(css)[1]))
    return {"light": light, "dark": light | dict(COLOUR.findall(DARK.search(css)[1]))}


@cache
def sizes():
    """The sizes of the type scale with their value, the largest first."""
    return list(reversed(SIZE.findall(LIGHT.search(STYLE_SHEET.read_text(encoding="utf-8"))[1])))


@cache
def colours():
    """Every colour: its token, and its value in the light and in the dark scheme."""
    light, dark = schemes().values()
    return [(token, colour, dark[token]) for token, colour in light.items()]


@cache
def contrasts():
    """The contrast that every pair of colours of the site must have, and has: a list of `Requirement`."""
    return [Requirement(4.5, True, _pairs(TEXT_PAIRS)), Requirement(3, False, _pairs(SHAPE_PAIRS))]


def contrast(first, second):
    """The contrast of two colours: from 1, the same, to 21, black on white."""
    low, high = sorted([_luminance(first), _luminance(second)])
    return (high + 0.05) / (low + 0.05)


def _pairs(tokens):
    light, dark = schemes().values()
    return [
        ColourPair(front, ground, contrast(light[front], light[ground]), contrast(dark[front], dark[ground]))
        for front, ground in tokens
    ]


def _luminance(colour):
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
