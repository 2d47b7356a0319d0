"""A disk that is full: the real errors of both databases, raised at every statement that writes."""

import sqlite3
from contextlib import ExitStack, closing, contextmanager
from unittest.mock import patch

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from psycopg.errors import DiskFull

WRITING = ("INSERT", "UPDATE", "DELETE")


def engine_error():
    """The error with which the engine of this database says that the disk is full."""
    if connection.vendor == "postgresql":
        return DiskFull("could not extend file: No space left on device")
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA max_page_count = 2")
        try:
            database.execute("CREATE TABLE a AS SELECT zeroblob(100000)")
        except sqlite3.OperationalError as error:
            return error
    raise AssertionError


@contextmanager
def full_disk():
    """Within this nothing can be written to the database."""
    with ExitStack() as stack:
        for name in ("_execute", "_executemany"):
            stack.enter_context(patch.object(CursorWrapper, name, _refusing(getattr(CursorWrapper, name))))
        yield


def _refusing(method):
    def refuse(cursor, sql, *rest):
        if sql.lstrip().upper().startswith(WRITING):
            error = engine_error()
            raise OperationalError(*error.args) from error
        return method(cursor, sql, *rest)

    return refuse
