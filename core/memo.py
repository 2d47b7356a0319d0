"""Memos: what a process computes from the content and remembers until that changes; and dry runs, without them."""

from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from django.db import transaction
from django.utils import timezone

from .generation import current

_dry_run_values = ContextVar("dry_run_values", default=None)


@contextmanager
def dry_run():
    """Within this the database is as it might become: everything is rolled back, and no memo survives it.

    The same idea as the `rollback` of a preview in django-reversion: the code that reads rows needs no second form
    that reads snapshots.
    """
    token = _dry_run_values.set({})
    try:
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        _dry_run_values.reset(token)


def is_dry_run():
    """Whether what happens now is rolled back by a dry run."""
    return _dry_run_values.get() is not None


class Memo:
    """A value computed from the database that this process remembers until the next change of the content.

    Args: compute, called with the current generation and with the value of the one before: None the first time, and
        when that value is of a later generation, so of a change that was rolled back; daily, whether the value depends
        on today as well, so that it is computed anew on another day.
    """

    def __init__(self, compute, *, daily=False):
        self._compute, self._daily = compute, daily
        self._lock = Lock()
        self._number = self._day = self._value = None

    def get(self):
        """The value that belongs to the current generation."""
        dry_run_values = _dry_run_values.get()
        if dry_run_values is not None:
            if self not in dry_run_values:
                dry_run_values[self] = self._compute(current(), None)
            return dry_run_values[self]
        number, day = current(), timezone.localdate() if self._daily else None
        with self._lock:
            if (number, day) != (self._number, self._day):
                is_next = self._number is not None and self._number < number and self._day == day
                self._value = self._compute(number, self._value if is_next else None)
                self._number, self._day = number, day
            return self._value
