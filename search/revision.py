"""The number of the last change: whatever is kept in memory or at a visitor is kept under this number.

A number is the time in microseconds, or one more than the last: none comes back, not even after a restored backup.
What visitors see may also change by itself at a moment that was set before; from then on that moment is the number.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from .models import Revision

ROW = f"SELECT number, due FROM {Revision._meta.db_table} WHERE id = 1"  # noqa: S608

_held = ContextVar("held", default=None)
_imagined = ContextVar("imagined", default=None)


class Reading(NamedTuple):
    """The number of now, and whether something must still be done that was due before now."""

    number: int
    is_due: bool


def current():
    """The number of the last change that was committed, or made in this transaction; 0 before the first."""
    held = _held.get()
    return read().number if held is None else held


@contextmanager
def hold(number):
    """Within this, every part of a page takes a number that was read before as the number of now."""
    token = _held.set(number)
    try:
        yield
    finally:
        _held.reset(token)


def read():
    """The `Reading` of now, from the database; the first question of a page, so it also mends a broken connection."""
    try:
        return _ask()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _ask()


def _ask():
    with connection.cursor() as cursor:
        cursor.execute(ROW)
        number, due = cursor.fetchone() or (0, None)
    is_due = due is not None and due <= _now()
    return Reading(max(number, due) if is_due else number, is_due)


def _now():
    return _microseconds(timezone.now())


def _microseconds(moment):
    return int(moment.timestamp() * 1_000_000)


def expect(moment):
    """Note that what visitors see changes by itself at a moment, an aware datetime; the first one counts."""
    at = _microseconds(moment)
    Revision.objects.filter(pk=1).update(due=Least(Coalesce("due", at), at))


def nothing_due():
    """Note that all that was expected is done; in a change, and before what comes next is expected."""
    Revision.objects.filter(pk=1).update(due=None)


@contextmanager
def change():
    """A transaction that changes what visitors see: changes come one after another, each under its own number."""
    with transaction.atomic():
        now = _now()
        if not Revision.objects.filter(pk=1).update(number=Greatest(F("number") + 1, now)):
            Revision.objects.create(pk=1, number=now)
        yield


@contextmanager
def imagined():
    """Within this the database is as it might be: it is taken back at the end, and nothing made from it is kept."""
    token = _imagined.set({})
    try:
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        _imagined.reset(token)


class Kept:
    """Something made from the database that this process keeps until the next change.

    Args: make, called with the number of now and with what was kept before: None the first time, and when what
        was kept is of a later number, so of a change that was taken back.
    """

    def __init__(self, make):
        self._make = make
        self._lock = Lock()
        self._number = self._value = None

    def get(self):
        """What belongs to the number of now."""
        imagined_now = _imagined.get()
        if imagined_now is not None:
            if self not in imagined_now:
                imagined_now[self] = self._make(current(), None)
            return imagined_now[self]
        number = current()
        with self._lock:
            if number != self._number:
                before = self._value if self._number is not None and self._number < number else None
                self._value = self._make(number, before)
                self._number = number
            return self._value
