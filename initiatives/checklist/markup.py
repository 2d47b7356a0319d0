"""Whether the mark-up of a text can be read by everybody (NL Design System, "Toegankelijk CMS")."""

import itertools
import re

from django.utils.translation import gettext as _

from core.markdown import parse_blocks

from .findings import Level

VAGUE = {"hier", "klik hier", "lees meer", "lees verder", "link", "deze link", "meer", "meer informatie", "website"}
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
TYPED_LIST = re.compile(r"^\s{0,3}(?:[•·–—]\s*\S|-[^\s\-\d]|\d{1,2}[.)][^\s\d]|[a-z]\)\s)", re.MULTILINE)
TABLE = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
ATTRIBUTION = re.compile(r"\([^()\n]+\)|\bvolgens\b|\baldus\b|\bzegt\b|\bzei\b", re.IGNORECASE)
CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{5,}\b")
MAX_EMPHASIS = 1 / 3  # of the letters of a text
MIN_LETTERS = 150  # in a shorter text a few bold words are soon too many


def check_markup(text, abbreviations):
    """Check the mark-up of a text.

    Args: text, in Markdown; abbreviations, that may be written in capitals.
    Yields: (level, sentence that says what to do).
    """
    blocks = parse_blocks(text)
    yield from _headings(blocks)
    yield from _links(blocks)
    yield from _emphasis(blocks)
    yield from _unsupported(text, blocks)
    for word in dict.fromkeys(CAPITALS.findall(text)):
        if word not in abbreviations:
            yield Level.WARNING, _("Schrijf ‘%(word)s’ niet in hoofdletters.") % {"word": word}


def _headings(blocks):
    above = ""
    for block, inline in itertools.pairwise(blocks):
        if block.type != "heading_open":
            continue
        if not inline.content.strip():
            yield Level.BLOCK, _("Haal de lege tussenkop weg, of schrijf er tekst in.")
        if block.tag == "h4" and not above:
            yield Level.BLOCK, _("Begin de eerste tussenkop met één #: nu ontbreekt het niveau erboven.")
        above = block.tag


def _links(blocks):
    for block in blocks:
        inside, words = False, ""
        for token in block.children or ():
            if token.type == "link_open":
                inside, words = True, ""
            elif token.type == "link_close":
                inside = False
                yield from _link_text(words.strip())
            elif inside:
                words += token.content
            elif token.type == "text" and (bare := ADDRESS.search(token.content)):
                yield from _link_text(bare[0])


def _link_text(words):
    if ADDRESS.match(words):
        yield (
            Level.BLOCK,
            _("Maak van het kale webadres %(words)s een link met woorden.") % {"words": words.rstrip(".,;)")[:60]},
        )
    elif not words or words.lower().rstrip(".…> ") in VAGUE:
        yield Level.BLOCK, _("Laat de link ‘%(words)s’ zeggen waar die heen gaat.") % {"words": words}


def _emphasis(blocks):
    letters = stressed = 0
    for block in blocks:
        size, inside = _stressed(block.children or ())
        letters, stressed = letters + size, stressed + inside
        if size and _is_bold(block.children or ()):
            yield (
                Level.WARNING,
                _("Maak van de vette regel ‘%(words)s’ een tussenkop, of haal het vet weg.")
                % {"words": block.content.strip("*_ ")[:60]},
            )
    if letters >= MIN_LETTERS and stressed / letters > MAX_EMPHASIS:
        yield Level.WARNING, _("Gebruik minder vet en cursief: alleen voor een paar woorden.")


def _stressed(tokens):
    """Return the number of characters, and how many of them are in bold or italic."""
    depth = letters = stressed = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith(("strong", "em")) else 0
        letters += len(token.content)
        stressed += len(token.content) if depth else 0
    return letters, stressed


def _is_bold(tokens):
    """Whether a whole paragraph is in bold."""
    types = [token.type for token in tokens if token.content or token.nesting]
    return types[:1] == ["strong_open"] and types[-1] == "strong_close" and types.count("strong_open") == 1


def _unsupported(text, blocks):
    if any(token.type == "image" for block in blocks for token in block.children or ()):
        yield Level.WARNING, _("Haal de afbeelding weg: die komt niet op de site.")
    if TABLE.search(text):
        yield Level.WARNING, _("Maak van de tabel een lijst: een tabel kan hier niet.")
    if TYPED_LIST.search(text):
        yield Level.WARNING, _("Maak een echte lijst: begin elke regel met - of 1. en een spatie.")
    if any(block.type == "blockquote_open" for block in blocks) and not ATTRIBUTION.search(text):
        yield Level.WARNING, _("Zet bij het citaat wie het zei, of waar het staat.")
