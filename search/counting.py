"""What is looked for, and found or not: counted by word and day, never by visitor."""

import re
from contextlib import suppress
from datetime import timedelta
from threading import Lock, Timer

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from .analysis import fold
from .models import SearchCount

LONGEST = 60
DELAY = 30  # seconds; a search never waits for the database to write
MOST_WAITING = 1_000
MOST_A_DAY = 5_000
KEPT_DAYS = 400
PERSONAL = re.compile(r"@|\d{5}|(\d\W?){8}")

_lock = Lock()
_waiting = {}


def note(text, hits):
    """Count a search; what looks like an address or a number of a person is not counted.

    Args: text, as typed; hits, how many results it gave.
    """
    words = fold(text)[:LONGEST]
    if not words or PERSONAL.search(text):
        return
    with _lock:
        first = not _waiting
        if words in _waiting or len(_waiting) < MOST_WAITING:
            times, _hits = _waiting.get(words, (0, 0))
            _waiting[words] = times + 1, hits
    if first:
        later(DELAY, _write_apart)


def later(seconds, work):
    """Do some work in a while, without keeping the process alive for it."""
    timer = Timer(seconds, work)
    timer.daemon = True
    timer.start()


def write():
    """Write what was counted since the last time, and forget what is too old."""
    with _lock:
        counted = dict(_waiting)
        _waiting.clear()
    today = timezone.localdate()
    with transaction.atomic():
        SearchCount.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()
        room = MOST_A_DAY - SearchCount.objects.filter(day=today).count()
        for words, (times, hits) in counted.items():
            known = SearchCount.objects.filter(day=today, words=words)
            if not known.update(times=F("times") + times, hits=hits) and room > 0:
                SearchCount.objects.bulk_create(
                    [SearchCount(day=today, words=words, times=times, hits=hits)], ignore_conflicts=True
                )
                room -= 1


def most_asked(days, *, without_hits=False, most=25):
    """The words that were looked for most often in the last days: dicts with words and total."""
    since = Q(day__gt=timezone.localdate() - timedelta(days=days))
    counts = SearchCount.objects.filter(since, hits=0) if without_hits else SearchCount.objects.filter(since)
    return counts.values("words").annotate(total=Sum("times")).order_by("-total", "words")[:most]


def _write_apart():
    """Write in a thread of its own; when the database is busy, this half minute is not counted."""
    try:
        with suppress(DatabaseError):
            write()
    finally:
        connection.close()
