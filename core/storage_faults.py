"""What happens when the disk is full: nothing is half saved, the answer says so, and reading goes on."""

import errno
import sqlite3

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, OperationalError
from django.shortcuts import render

INSUFFICIENT_STORAGE = 507
FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
FULL_IN_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}  # the second: no room for its shared memory
FULL_IN_POSTGRESQL = {"53100"}  # disk_full
READING = {"GET", "HEAD"}


def is_disk_full(error):
    """Whether an error, or one that led to it, is that of a full disk."""
    return any(
        getattr(cause, "errno", None) in FULL_DISK
        or getattr(cause, "sqlite_errorcode", None) in FULL_IN_SQLITE
        or getattr(cause, "sqlstate", None) in FULL_IN_POSTGRESQL
        for cause in _causes(error)
    )


def as_os_error(execute, *statement):
    """Wrapper of statements (`connection.execute_wrapper`): of a full disk it makes an OSError."""
    try:
        return execute(*statement)
    except DatabaseError as error:
        if is_disk_full(error):
            raise OSError(errno.ENOSPC, "the disk is full") from error
        raise


def disk_full_response(request):
    """The page that says that nothing was saved, and what to do."""
    response = render(request, "507.html", status=INSUFFICIENT_STORAGE)
    response["Cache-Control"] = "no-store"
    return response


def disk_full_middleware(get_response):
    """Middleware: a view that fails because the disk is full gets the page that says so."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        return disk_full_response(request) if is_disk_full(exception) else None

    middleware.process_exception = process_exception
    return middleware


class LenientSessionMiddleware(SessionMiddleware):
    """A page that is only read needs no session that is saved: its end is judged again at the next request."""

    def process_response(self, request, response):
        """The response, also when the session cannot be saved; after a form that is a fault as any other."""
        try:
            return super().process_response(request, response)
        except (SessionInterrupted, DatabaseError) as error:
            if not any(isinstance(cause, OperationalError) for cause in _causes(error)):
                raise  # somebody logged out meanwhile
            if request.method in READING:
                return response
            if is_disk_full(error):
                return disk_full_response(request)
            raise


def _causes(error):
    """An error and those that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
