"""Advice about plain language (B1): short active sentences and words that everybody knows."""

import re

from django.utils.translation import gettext as _

from core.shortening import sentences

from .findings import Level
from .words import EASIER

MAX_WORDS = 25  # in a sentence
MAX_AVERAGE = 15
MAX_WORDS_WITHOUT_HEADING = 200
WORD = re.compile(r"[\w’'-]*\w")
PASSIVE = re.compile(
    r"\b(?:wordt|worden|werd|werden)\b(?:\W+\w+){0,8}?\W+(?:ge|be|ver|ont)\w+(?:[dt]|en)\b", re.IGNORECASE
)
ABBREVIATION = re.compile(r"\b[A-Z]{2,4}\b")
EXPLANATION = r"\({0}\)|\b{0} \("
DIFFICULT = re.compile(r"\b(" + "|".join(map(re.escape, EASIER)) + r")\b", re.IGNORECASE)


def check_language(text, explained):
    """Check the words and sentences of a text.

    Args: text; explained, abbreviations that need no explanation.
    Yields: (level, sentence that gives advice).
    """
    for advice in [*_sentences(text), *_words(text), *_abbreviations(text, explained)]:
        yield Level.ADVICE, advice


def too_long(text):
    """The sentences of a text with more than 25 words."""
    return [sentence for sentence in sentences(text) if _word_count(sentence) > MAX_WORDS]


def _word_count(text):
    return len(WORD.findall(text))


def _begin(sentence):
    words = sentence.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _sentences(text):
    all_sentences = sentences(text)
    long = too_long(text)
    if long:
        yield _("Maak zinnen van hoogstens 25 woorden. Te lang: %(n)d, zoals ‘%(first)s’.") % {
            "n": len(long),
            "first": _begin(long[0]),
        }
    if len(all_sentences) > 1 and (average := _word_count(text) / len(all_sentences)) > MAX_AVERAGE:
        yield _("Maak de zinnen korter: gemiddeld %(n)d woorden, liever hoogstens 15.") % {"n": round(average)}
    passive = [sentence for sentence in all_sentences if PASSIVE.search(sentence)]
    if passive:
        yield _("Schrijf wie het doet, in plaats van ‘wordt’ of ‘werd’: %(n)d keer, zoals ‘%(first)s’.") % {
            "n": len(passive),
            "first": _begin(passive[0]),
        }
    if _word_count(text) > MAX_WORDS_WITHOUT_HEADING and not re.search(r"^#", text, re.MULTILINE):
        yield _("Zet een tussenkop in deze lange tekst.")


def _words(text):
    for word in dict.fromkeys(word.lower() for word in DIFFICULT.findall(text)):
        yield _("Schrijf liever ‘%(easier)s’ dan ‘%(word)s’.") % {"easier": EASIER[word], "word": word}


def _abbreviations(text, explained):
    for word in dict.fromkeys(ABBREVIATION.findall(text)):
        if word not in explained and not re.search(EXPLANATION.format(word), text):
            yield _("Leg de afkorting %(word)s uit als u die voor het eerst gebruikt.") % {"word": word}
