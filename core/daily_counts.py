"""Counting what visitors do, by day and never by visitor; a request never waits for the database to write."""

from contextlib import suppress
from datetime import timedelta
from threading import Lock, Timer

from django.db import Error, connection, models, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WRITE_DELAY = 30  # seconds
RETENTION_DAYS = 400


class DailyCount(models.Model):
    """Abstract model for the number of times that something happened on a day."""

    day = models.DateField(_("dag"), help_text=_("De dag waarop is geteld."))
    times = models.PositiveIntegerField(_("keer"), default=0, help_text=_("Hoe vaak op die dag."))

    class Meta:
        abstract = True


class DailyCounter:
    """Counts in memory, until a thread adds them to the rows of the day.

    model: a `DailyCount`. key: its field that says what is counted.
    max_pending, max_per_day: how many different keys are counted at most, in memory and in the rows of a day.
    """

    def __init__(self, model, key, *, max_pending=1_000, max_per_day=5_000):
        self.model, self.key = model, key
        self.max_pending, self.max_per_day = max_pending, max_per_day
        self._lock, self._pending = Lock(), {}

    def add(self, value, **latest):
        """Count something once more; latest, other fields, of which the last value is stored."""
        with self._lock:
            is_first = not self._pending
            if value in self._pending or len(self._pending) < self.max_pending:
                times = self._pending[value][0] if value in self._pending else 0
                self._pending[value] = times + 1, latest
        if is_first:
            run_later(WRITE_DELAY, self._write_in_thread)

    def clear(self):
        """Forget what was not written yet; returns it."""
        with self._lock:
            counts, self._pending = self._pending, {}
        return counts

    def write(self):
        """Write what was counted since the last time, and delete what is too old."""
        counts, today = self.clear(), timezone.localdate()
        with transaction.atomic():
            self.model.objects.filter(day__lt=today - timedelta(days=RETENTION_DAYS)).delete()
            free_rows = self.max_per_day - self.model.objects.filter(day=today).count()
            for value, (times, latest) in counts.items():
                row = {"day": today, self.key: value}
                existing = self.model.objects.filter(**row)
                if not existing.update(times=F("times") + times, **latest) and free_rows > 0:
                    self.model.objects.bulk_create([self.model(**row, times=times, **latest)], ignore_conflicts=True)
                    free_rows -= 1

    def most_frequent(self, days, *, limit=25, **only):
        """Keys counted most often in the last days: dicts with the key and a total; only, further filter conditions."""
        rows = self.model.objects.filter(day__gt=timezone.localdate() - timedelta(days=days), **only)
        return rows.values(self.key).annotate(total=Sum("times")).order_by("-total", self.key)[:limit]

    def _write_in_thread(self):
        """Write in a thread of its own; when the database is busy, this half minute is not counted."""
        try:
            with suppress(Error):
                self.write()
        finally:
            connection.close()


def run_later(seconds, function):
    """Call a function in a while, without keeping the process alive for it."""
    timer = Timer(seconds, function)
    timer.daemon = True
    timer.start()
