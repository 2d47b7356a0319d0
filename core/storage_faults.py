"""Handling of a full disk or unavailable file storage: nothing is half saved, and the response says so."""

import errno
import logging
import sqlite3

from django.db import DatabaseError
from django.shortcuts import render

from .typed_text import typed_text

logger = logging.getLogger(__name__)
INSUFFICIENT_STORAGE, UNAVAILABLE = 507, 503
RETRY_SECONDS = 60
FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
FULL_IN_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}  # the second: no room for its shared memory
FULL_IN_POSTGRESQL = {"53100"}  # disk_full


class StorageUnavailable(OSError):
    """The storage of files is elsewhere, and does not answer or does not let us in."""


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
    response = render(request, "507.html", {"typed": typed_text(request)}, status=INSUFFICIENT_STORAGE)
    response["Cache-Control"] = "no-store"
    return response


def storage_unavailable_response(request):
    """The page that says that we cannot reach our files; what somebody typed stands on it."""
    response = render(request, "storage_unavailable.html", {"typed": typed_text(request)}, status=UNAVAILABLE)
    response["Cache-Control"], response["Retry-After"] = "no-store", str(RETRY_SECONDS)
    return response


def disk_full_middleware(get_response):
    """Middleware: a view that fails because of the disk or the storage of files gets the page that says so."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(exception, StorageUnavailable):
            logger.error("The storage of files: %s", exception.__cause__)
            return storage_unavailable_response(request)
        return disk_full_response(request) if is_disk_full(exception) else None

    middleware.process_exception = process_exception
    return middleware


def _causes(error):
    """An error and those that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
