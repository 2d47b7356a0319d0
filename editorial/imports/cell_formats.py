"""Text of a cell as an editor sees it: its value in its number format (ECMA-376 part 1, 18.8.31), in Dutch.

Nothing is guessed: a format that this module does not wholly know, or that hides what is in the cell, is a ValueError.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils.datetime import from_excel, to_excel

GENERAL = "General"
UNCERTAIN = gettext_lazy(
    "Wij weten niet zeker wat deze cel laat zien. Maak de celeigenschap Tekst, en typ het opnieuw."
)
NOTHING_SHOWN = gettext_lazy(
    "Deze cel laat niets zien, maar er staat wel iets in. Typ het zichtbaar, of maak de cel leeg."
)
MAX_CERTAIN = 10**15  # Excel keeps fifteen digits of a number
MAX_DAY = 2_958_465  # 31 December 9999
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<noon>AM/PM|A/P)|(?P<general>General|Standaard)|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<exponent>E[+-])|(?P<text>@)|(?P<end>;)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
THOUSANDS = re.compile(r"\B(?=(?:\d{3})+$)")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
CURRENCY = re.compile(r"\$([^-]*)(-.*)?")


@dataclass(frozen=True)
class Token:
    """A piece of a format: kind, a group of TOKEN or "elapsed"; text, what it shows or the letters that it has."""

    kind: str
    text: str


def displayed(value, code, epoch):
    """The text that a cell shows.

    Args: value, from openpyxl; code, its number format; epoch, of the workbook.
    Returns: the text: a date as a partial date ("2025-03" where the cell shows "mrt-25"), a boolean as ja or nee.
    Raises: ValueError with a Dutch sentence when that is not certain.
    """
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, str):
        return _text(value, _sections(code))
    if code == GENERAL and isinstance(value, date):
        return value.isoformat()[:10]
    number = to_excel(value, epoch) if isinstance(value, date | time | timedelta) else value
    tokens, sign = _section(number, _sections(code))
    if not tokens and number:
        raise ValueError(str(NOTHING_SHOWN))
    kinds = {token.kind for token in tokens}
    if kinds & {"date", "elapsed"}:
        return _moment(number, tokens, epoch)
    return sign + _number(abs(number), tokens) if tokens else ""


@lru_cache(maxsize=500)
def _sections(code):
    """The parts of a format between the semicolons, each a list of tokens."""
    sections = [[]]
    for match in TOKEN.finditer(code):
        if match.lastgroup == "end":
            sections.append([])
        elif token := _token(match.lastgroup, match[match.lastgroup]):
            sections[-1].append(token)
    return sections


def _token(kind, text):
    """A token that shows something; None for a colour, a language or what only fills the cell."""
    if kind == "bracket":
        if ELAPSED.fullmatch(text):
            return Token("elapsed", text.lower())
        if currency := CURRENCY.fullmatch(text):
            return Token("quoted", currency[1]) if currency[1] else None
        return Token("condition", text) if text[:1] in {"<", ">", "="} else None
    if kind == "fill":
        return None
    if kind == "literal" and text.isalpha():
        return Token("unknown", text)
    return Token(kind, {"space": " ", "date": text.lower()}.get(kind, text))


def _section(number, sections):
    """The tokens for a number, and its sign where the format does not show it."""
    if any(token.kind == "condition" for tokens in sections for token in tokens):
        raise _uncertain()
    if number < 0:
        return (sections[1], "") if len(sections) > 1 else (sections[0], "-")
    return sections[2 if number == 0 and len(sections) > 2 else 0], ""


def _text(value, sections):
    tokens = sections[3] if len(sections) > 3 else sections[0] if len(sections) == 1 else None
    if value.strip() and tokens == []:
        raise ValueError(str(NOTHING_SHOWN))
    if tokens and any(token.kind == "text" for token in tokens):
        return "".join(value if token.kind == "text" else token.text for token in tokens).strip()
    return value


def _number(number, tokens):
    kinds = [token.kind for token in tokens]
    if kinds.count("digits") + kinds.count("general") + kinds.count("text") > 1 or {"exponent", "unknown"} & {*kinds}:
        raise _uncertain()
    if "digits" in kinds and number >= MAX_CERTAIN:
        raise _uncertain()
    percents = sum(token == Token("literal", "%") for token in tokens)
    scaled = Decimal(repr(number)) * 100**percents
    shown = {"digits": lambda token: _digits(scaled, token.text), "space": lambda token: " "}
    shown |= dict.fromkeys(["general", "text"], lambda token: _general(number))
    text = "".join(shown.get(token.kind, lambda token: token.text)(token) for token in tokens)
    return " ".join(text.split())


def _general(number):
    """A number as a cell without a format shows it."""
    text = str(int(number)) if number == int(number) else f"{number:.10g}"
    if number >= MAX_CERTAIN or "e" in text:
        raise _uncertain()
    return text.replace(".", ",")


def _digits(number, pattern):
    """A number in a pattern such as #,##0.00, with Dutch points and commas."""
    bare = pattern.rstrip(",")
    number = number / 1000 ** (len(pattern) - len(bare))
    whole, _point, fraction = bare.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    integer, _point, decimals = f"{rounded:f}".partition(".")
    while decimals and fraction[len(decimals) - 1] == "#" and decimals.endswith("0"):
        decimals = decimals[:-1]
    integer = integer.lstrip("0").zfill(whole.count("0"))
    if "," in whole:
        integer = THOUSANDS.sub(".", integer)
    return f"{integer},{decimals}" if decimals else integer


def _moment(number, tokens, epoch):
    """A date, a time or a duration."""
    shown = _parts(tokens)
    if "unknown" in {token.kind for token in tokens} or not 0 <= number < MAX_DAY + 1:
        raise _uncertain()
    if not shown & {"year", "month", "day"}:
        return _clock(number, tokens)
    moment = from_excel(number, epoch)
    if not isinstance(moment, datetime):
        raise _uncertain()
    if "year" not in shown:
        raise ValueError(_("Deze cel laat een datum zien zonder jaar. Zet het jaar erbij."))
    if "month" not in shown:
        if "day" in shown:
            raise _uncertain()
        return f"{moment:%Y}"
    if "day" not in shown:
        return f"{moment:%Y-%m}"
    has_time = "hour" in shown and moment.time() != time()
    return f"{moment:%Y-%m-%d %H:%M}" if has_time else f"{moment:%Y-%m-%d}"


def _parts(tokens):
    """Parts of a moment that a format shows: an m beside an h or an s is a minute, any other a month."""
    letters = [token.text[0] for token in tokens if token.kind in {"date", "elapsed"}]
    names = {"y": "year", "d": "day", "h": "hour", "s": "second"}
    shown = set()
    for before, letter, after in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
        is_minute = letter == "m" and (before == "h" or after == "s")
        shown.add("minute" if is_minute else names.get(letter, "month"))
    day_numbers = [token for token in tokens if token.kind == "date" and token.text[0] == "d" and len(token.text) < 3]
    return shown if day_numbers or "day" not in shown else shown - {"day"}


def _clock(number, tokens):
    """A time of the day, or a duration, which may be longer than a day."""
    kinds = [(token.kind, token.text[0]) for token in tokens if token.kind in {"date", "elapsed"}]
    if not kinds or kinds[0][1] != "h" or "noon" in {token.kind for token in tokens}:
        raise _uncertain()
    seconds = round(number * 86_400)
    hours, rest = divmod(seconds if kinds[0][0] == "elapsed" else seconds % 86_400, 3600)
    text = f"{hours}:{rest // 60:02d}"
    return f"{text}:{rest % 60:02d}" if ("date", "s") in kinds else text


def _uncertain():
    return ValueError(str(UNCERTAIN))
