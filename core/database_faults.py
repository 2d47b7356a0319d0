"""When the database is down, frozen, locked or read-only: two lines in the log, a plain page, no text lost."""

import logging
import sqlite3
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import Error, InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from .safe_methods import SAFE_METHODS
from .storage_faults import disk_full_response, is_disk_full
from .typed_text import typed_text

logger = logging.getLogger(__name__)
FAULTS = (OperationalError, InterfaceError, InternalError)
RETRY_SECONDS = 30
QUIET_SECONDS = 5  # without a fault, and the outage is over


@dataclass
class Limits:
    """Query timeout of one request.

    seconds: that a statement may take, None for no limit; gave_up: whether the database failed the request; is_counted:
    whether that was counted.
    """

    seconds: int | None = None
    gave_up: bool = False
    is_counted: bool = False


class QueryTimeout:
    """Statement timeout of the current request, and whether the request gave up on the database.

    Outside a request, as in a command, a statement takes as long as it takes: `seconds` is None.
    """

    _limits = ContextVar("limits")

    @property
    def limits(self):
        """The limits of the current request."""
        return self._limits.get(None) or Limits()

    @property
    def seconds(self):
        """Number of seconds that a statement may take; None for no limit."""
        return self.limits.seconds

    @property
    def gave_up(self):
        """Whether the database failed this request, so that it must not wait for it once more."""
        return self.limits.gave_up

    @contextmanager
    def of(self, seconds):
        """Within this, a statement takes no more than so many seconds."""
        token = self._limits.set(Limits(seconds))
        try:
            yield
        finally:
            self._limits.reset(token)

    def give_up(self):
        """Give up on the database, for the rest of this request."""
        self.limits.gave_up = True


class Outage:
    """The time that the database fails the requests of this process: a line in the log as it begins and as it ends."""

    def __init__(self):
        self._lock, self._attempt = Lock(), Lock()
        self._requests = self._began = self._latest = 0
        self._is_unreachable = False

    def report(self, error):
        """Count a request that the database failed, once; the first of an outage is logged."""
        query_timeout.give_up()
        if query_timeout.limits.is_counted:
            return
        query_timeout.limits.is_counted = True
        with self._lock:
            self._latest = monotonic()
            if not self._requests:
                self._began = self._latest
                logger.error("The database fails: %s", _reason(error))
            self._requests += 1

    def try_query(self, query):
        """The result of a query, with which every request begins; None when the database is not there.

        As long as that is so, one request at a time tries again, and no other waits for it.
        """
        if not self._is_unreachable:
            return self._run(query)
        if not self._attempt.acquire(blocking=False):
            self.report(None)
            return None
        try:
            return self._run(query)
        finally:
            self._attempt.release()

    def _run(self, query):
        try:
            with query_timeout.of(query_timeout.seconds and settings.DATABASE_READ_SECONDS):
                result = query()
        except Error as error:
            self._is_unreachable = True
            self.report(error)
            return None
        self._is_unreachable = False
        self._log_end()
        return result

    def _log_end(self):
        with self._lock:
            if self._requests and monotonic() - self._latest > QUIET_SECONDS:
                seconds = self._latest - self._began
                logger.warning("The database works again: it failed %d requests in %d s", self._requests, seconds)
                self._requests = 0


query_timeout = QueryTimeout()
outage = Outage()


def query_timeout_middleware(get_response):
    """Middleware: who reads waits only a moment for the database, who sends something waits for others to finish."""

    def middleware(request):
        is_reading = request.method in SAFE_METHODS
        with query_timeout.of(settings.DATABASE_READ_SECONDS if is_reading else settings.DATABASE_WRITE_SECONDS):
            return get_response(request)

    return middleware


class LenientSessionMiddleware(SessionMiddleware):
    """Middleware of sessions: a response stays what it is when the session cannot be saved, unless the disk is full."""

    def process_response(self, request, response):
        if query_timeout.gave_up:
            return response
        try:
            return super().process_response(request, response)
        except (*FAULTS, SessionInterrupted) as error:
            fault = _fault_behind(error)
            if fault is None:  # somebody logged out meanwhile
                raise
            if is_disk_full(fault) and request.method not in SAFE_METHODS:
                return disk_full_response(request)
            outage.report(fault)
            return response


def fault_response(request, error):
    """The response to a request that the disk or the database failed, with what was typed; None for another error.

    Args: error, what was raised. No query is needed for the page of the database, which is logged as one of an outage.
    """
    if is_disk_full(error):
        return disk_full_response(request)
    if not _is_fault(error):
        return None
    outage.report(error)
    page = render_to_string("database_fault.html", {"typed": typed_text(request)})
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    response = HttpResponse(page, status=503, headers=headers)
    response._has_been_logged = True  # Django would log it with a traceback, for each request
    return response


def _fault_behind(error):
    """The fault of the database that an error is or comes from; Django makes a refusal of it, and a 400."""
    while error and not isinstance(error, FAULTS):
        error = error.__context__
    return error


def _is_fault(error):
    """Whether the database failed, and not the statement: what is wrong with that, is logged in full."""
    if query_timeout.gave_up:
        return isinstance(error, Error)
    return isinstance(error, FAULTS) and getattr(error.__cause__, "sqlite_errorcode", 0) != sqlite3.SQLITE_ERROR


def _reason(error):
    """The first line of what the database said; what a statement held is in the others."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else ''}"
