"""The villages and districts that a text names, and how sure it is that these are meant."""

from dataclasses import dataclass

from search.analysis import words

from .gazetteer import EVERYWHERE, gazetteer
from .place import Place

MAX_WORDS, MAX_NAME_WORDS = 12, 6
BETWEEN = (["in"], ["op"])  # Nes op Ameland
ARTICLES = {"de", "het", "t"}  # in de wijk is not in De Wijk


@dataclass(frozen=True)
class Mention:
    """A village or district in a text.

    name: as it is written. municipalities: in which of these it lies; if the text names some of them, just those.
    is_certain: whether it can mean nothing else. is_second: whether a municipality or province has the name too.
    """

    name: str
    municipalities: list[Place]
    is_certain: bool = True
    is_second: bool = False


def villages_in(text):
    """The villages and districts that a text names: a list of `Mention`.

    The name of a municipality or province goes before that of a place in it, and a long name before a part of it. One
    that means something else counts as the whole text, beside what it lies in, and as the last word after "in".
    """
    text_words = words(text)[:MAX_WORDS]
    spans = list(_spans(text_words))
    mentions = [_mention(text_words, spans, span) for span in spans]
    return [mention for mention in mentions if mention and mention.municipalities]


def _spans(text_words):
    """Yield the start and end of the names of places, the longest at each word."""
    start = 0
    while start < len(text_words):
        ends = range(min(len(text_words), start + MAX_NAME_WORDS), start, -1)
        end = next((end for end in ends if " ".join(text_words[start:end]) in gazetteer().names), None)
        if end:
            yield start, end
        start = end or start + 1


def _mention(text_words, spans, span):
    places, (start, end) = gazetteer(), span
    folded, is_whole = " ".join(text_words[start:end]), end - start == len(text_words)
    if folded in EVERYWHERE:
        return None
    name, around = places.names[folded], _around(folded)
    beside, near = _within(around, text_words, spans, span)
    if beside or not places.has_other_meaning(folded):
        return Mention(name, beside or near or around)
    if places.names_municipality_or_province(folded):
        return Mention(name, around, is_second=True) if is_whole else None
    is_last = end == len(text_words) and text_words[:start][-1:] == ["in"] and text_words[start] not in ARTICLES
    return Mention(name, near or around, is_certain=is_whole) if is_whole or near or is_last else None


def _around(folded):
    """Return the municipalities in which a village lies, without the one that has its name."""
    own = gazetteer().find(folded) if gazetteer().names_municipality_or_province(folded) else None
    return [place for place in gazetteer().around(folded) if own is None or place.slug != own.current_slug]


def _within(around, text_words, spans, span):
    """Return the municipalities that the text names beside a village, and those after "in"; by their province also."""
    beside, near = [], []
    for other in spans:
        between = text_words[min(span[1], other[1]) : max(span[0], other[0])]
        named = " ".join(text_words[slice(*other)])
        own, province = gazetteer().find(named), gazetteer().province_slug(named)
        within = [place for place in around if place == own or place.province_slug == province]
        if other != span and not between:
            beside += within
        elif other > span and between in BETWEEN:
            near += within
    return beside, near
