"""The replica: a copy of the database from which pages for anonymous visitors are read, never an older page.

The primary says in one query which generation a page must be of; the replica has all rows of that one, or is not asked.
"""

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error

from . import generation
from .database_faults import query_timeout
from .http import is_desk, is_no_store
from .safe_methods import SAFE_METHODS

logger = logging.getLogger(__name__)
ALIAS = "replica"
# What a generation covers. The search index is not in it: a search may build that itself, and reads it at once.
CONTENT = {"sources", "municipalities", "library", "themes", "initiatives", "pages"}
RETRY_SECONDS = 30

_reads_replica = ContextVar("reads_replica", default=False)


class ReplicaRouter:
    """Router of Django: within `reading_replica` the content comes from the replica, all else from the primary."""

    def db_for_read(self, model, **_hints):
        return ALIAS if _reads_replica.get() and model._meta.app_label in CONTENT else DEFAULT_DB_ALIAS

    def db_for_write(self, _model, **_hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, _one, _other, **_hints):
        return True

    def allow_migrate(self, alias, _app_label, **_hints):
        return alias == DEFAULT_DB_ALIAS


@contextmanager
def reading_replica():
    """Within this the content is read from the replica."""
    token = _reads_replica.set(True)
    try:
        yield
    finally:
        _reads_replica.reset(token)


def replicated_generation():
    """The number of the generation that the replica has; raises Error when it does not answer in time."""
    with query_timeout.of(settings.DATABASE_READ_SECONDS):
        return generation.read(ALIAS).number


class Replica:
    """Whether the replica can be asked; one that fails is left alone for a while, so that no visitor waits for it."""

    def __init__(self):
        self._retry_at, self._is_failing = 0, False

    def has(self, number):
        """Whether it has all of a generation."""
        if monotonic() < self._retry_at:
            return False
        try:
            replicated = replicated_generation()
        except Error as error:
            self._retry_at = monotonic() + RETRY_SECONDS
            if not self._is_failing:
                logger.error("The replica fails, the primary serves all: %s", type(error).__name__)
            self._is_failing = True
            return False
        if self._is_failing:
            logger.warning("The replica works again.")
        self._is_failing = False
        return replicated >= number


def replica_middleware(get_response):
    """Middleware: a page for an anonymous visitor is read from the replica; only with REPLICA_URL.

    Only what any visitor may get for a while comes from there. The rest (a form, a private link, 404, a replica that
    fails halfway) is rendered again from the primary, for its rows may be of after the last change of the content.
    """
    if not settings.REPLICA_URL:
        raise MiddlewareNotUsed
    replica = Replica()

    def middleware(request):
        if not (_is_anonymous_read(request) and replica.has(request.generation)):
            return get_response(request)
        limit = query_timeout.of(settings.DATABASE_READ_SECONDS)
        with generation.pinned(request.generation), reading_replica(), limit:
            response = get_response(request)
        if response.status_code == 200 and not is_no_store(response):
            return response
        return get_response(request)

    return middleware


def _is_anonymous_read(request):
    is_public = request.method in SAFE_METHODS and not is_desk(request)
    return is_public and not request.COOKIES and request.generation is not None
