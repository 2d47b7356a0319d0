"""Which searches are done, and with how many results: counted by words and day, never by visitor."""

import re
from contextlib import suppress
from datetime import timedelta
from threading import Lock, Timer

from django.db import Error, connection, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from .analysis import fold
from .models import SearchCount

MAX_LENGTH = 60
WRITE_DELAY = 30  # seconds; a search never waits for the database to write
MAX_PENDING = 1_000
MAX_PER_DAY = 5_000
RETENTION_DAYS = 400
PERSONAL = re.compile(r"@|\d{5}|(\d\W?){8}")

_lock = Lock()
_pending = {}


def count_search(text, hits):
    """Count a search; what looks like an address or a number of a person is not counted.

    Args: text, as typed; hits, how many results it gave.
    """
    words = fold(text)[:MAX_LENGTH]
    if not words or PERSONAL.search(text):
        return
    with _lock:
        is_first = not _pending
        if words in _pending or len(_pending) < MAX_PENDING:
            times, _hits = _pending.get(words, (0, 0))
            _pending[words] = times + 1, hits
    if is_first:
        run_later(WRITE_DELAY, _write_in_thread)


def run_later(seconds, function):
    """Call a function in a while, without keeping the process alive for it."""
    timer = Timer(seconds, function)
    timer.daemon = True
    timer.start()


def write_pending():
    """Write what was counted since the last time, and delete what is too old."""
    with _lock:
        counts = dict(_pending)
        _pending.clear()
    today = timezone.localdate()
    with transaction.atomic():
        SearchCount.objects.filter(day__lt=today - timedelta(days=RETENTION_DAYS)).delete()
        free_rows = MAX_PER_DAY - SearchCount.objects.filter(day=today).count()
        for words, (times, hits) in counts.items():
            existing = SearchCount.objects.filter(day=today, words=words)
            if not existing.update(times=F("times") + times, hits=hits) and free_rows > 0:
                SearchCount.objects.bulk_create(
                    [SearchCount(day=today, words=words, times=times, hits=hits)], ignore_conflicts=True
                )
                free_rows -= 1


def most_frequent(days, *, without_hits=False, limit=25):
    """The words that were searched for most often in the last days: dicts with words and total."""
    since = Q(day__gt=timezone.localdate() - timedelta(days=days))
    counts = SearchCount.objects.filter(since, hits=0) if without_hits else SearchCount.objects.filter(since)
    return counts.values("words").annotate(total=Sum("times")).order_by("-total", "words")[:limit]


def _write_in_thread():
    """Write in a thread of its own; when the database is busy, this half minute is not counted."""
    try:
        with suppress(Error):
            write_pending()
    finally:
        connection.close()
