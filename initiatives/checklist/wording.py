"""Whether a text takes no sides, and explains its words."""

import re

from django.utils.translation import gettext as _

from .words import CHARGED, TO_EXPLAIN

TAKES_SIDES = re.compile(r"\b(" + "|".join(map(re.escape, CHARGED)) + r")\b", re.IGNORECASE)
OF_THE_TRADE = re.compile(r"\b(" + "|".join(map(re.escape, TO_EXPLAIN)) + r")\w*", re.IGNORECASE)
QUOTED = re.compile(r"‘[^’]*’(?!\w)|“[^”]*”")  # somebody else's words
EXPLANATION = re.compile(r"[’”]?\s*[(:]")


def check_wording(texts):
    """Check the words of texts that are read one after the other.

    Args: texts, a mapping of the names of fields to texts, in the order of the page.
    Yields: (name, sentence that says what to change).
    """
    explained = set()
    for name, text in texts.items():
        for word in dict.fromkeys(word.lower() for word in TAKES_SIDES.findall(QUOTED.sub(" ", text))):
            sentence = _("‘%(word)s’ kiest partij of maakt van mensen een last. Schrijf liever ‘%(better)s’.")
            yield name, sentence % {"word": word, "better": CHARGED[word]}
        for match in OF_THE_TRADE.finditer(text):
            if match[1].lower() not in explained and not EXPLANATION.match(text, match.end()):
                yield name, _("Leg ‘%(word)s’ uit als u dat voor het eerst gebruikt.") % {"word": match[0]}
            explained.add(match[1].lower())
