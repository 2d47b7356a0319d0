"""Searches and their numbers of results, counted by words and day, never by visitor."""

import re

from core.daily_counts import DailyCounter

from .analysis import fold
from .models import SearchCount

MAX_LENGTH = 60
PERSONAL = re.compile(r"@|\d{5}|(\d\W?){8}")

searches = DailyCounter(SearchCount, "words")


def count_search(text, hits):
    """Count a search; what looks like an address or a number of a person is not counted.

    Args: text, as typed; hits, how many results it gave.
    """
    words = fold(text)[:MAX_LENGTH]
    if words and not PERSONAL.search(text):
        searches.add(words, hits=hits)
