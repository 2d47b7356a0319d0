"""The generation of the content: a number that moves on with every change, under which memos and pages are cached.

A number is the time in microseconds, or one more than the last: none comes back, not even after a restored backup.
What visitors see may also change by itself at a moment that was set before; from then on that moment is the number.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from .models import Generation

QUERY = f"SELECT number, due FROM {Generation._meta.db_table} WHERE id = 1"  # noqa: S608

_pinned = ContextVar("pinned", default=None)


class GenerationState(NamedTuple):
    """The current number, and whether a planned change is due and must still be carried out."""

    number: int
    is_due: bool


def current():
    """The number of the last change that was committed, or is part of this transaction; 0 before the first."""
    pinned_number = _pinned.get()
    return read().number if pinned_number is None else pinned_number


@contextmanager
def pinned(number):
    """Within this, a number that was read before is the current one, for every part of a page."""
    token = _pinned.set(number)
    try:
        yield
    finally:
        _pinned.reset(token)


def read(using=DEFAULT_DB_ALIAS):
    """The current `GenerationState` of a database; the first query of a page, so it also mends a broken connection."""
    connection = connections[using]
    try:
        return _query(connection)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _query(connection)


def _query(connection):
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        number, due = cursor.fetchone() or (0, None)
    is_due = due is not None and due <= _current_time()
    return GenerationState(max(number, due) if is_due else number, is_due)


def _current_time():
    return _microseconds(timezone.now())


def _microseconds(moment):
    return int(moment.timestamp() * 1_000_000)


def expect_change_at(moment):
    """Note that what visitors see changes by itself at a moment, an aware datetime; the earliest one counts."""
    due = _microseconds(moment)
    Generation.objects.filter(pk=1).update(due=Least(Coalesce("due", due), due))


def clear_expected_changes():
    """Note that every planned change was carried out; within a change, and before the next ones are expected."""
    Generation.objects.filter(pk=1).update(due=None)


@contextmanager
def content_change(since=None):
    """A transaction that changes what visitors see: changes come one after another, each under its own number.

    Args: since, a number that was read before. Gives: whether nobody changed anything after that.
    """
    with transaction.atomic():
        own = Generation.objects.filter(pk=1, number=since)
        is_same = since is not None and bool(own.update(number=since))  # locks the row: nobody comes in between
        time = _current_time()
        if not Generation.objects.filter(pk=1).update(number=Greatest(F("number") + 1, time)):
            Generation.objects.create(pk=1, number=time)
        yield is_same
