"""One line in the log for each request, and its figures; only with LOG_FORMAT=json or MONITORING_TOKEN."""

import logging
import re
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cache
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connections
from django.urls import Resolver404, resolve

from .logs import request_id, route_of

logger = logging.getLogger(__name__)
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass
class RequestRecord:
    """Log record of a request, without visitor data or typed text; user is the number of an editor."""

    route: str
    method: str
    status: int
    seconds: float
    queries: int
    page_cache: str | None
    user: int | None


def request_record_middleware(get_response):
    """Middleware: note each request in the log and in the metrics, as the settings say."""
    is_logged, is_counted = settings.LOG_FORMAT == "json", bool(settings.MONITORING_TOKEN)
    if not (is_logged or is_counted):
        raise MiddlewareNotUsed

    def middleware(request):
        request.request_id, begin, queries = _id_of(request), perf_counter(), QueryCount()
        token = request_id.set(request.request_id)
        try:
            with ExitStack() as stack:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(queries))
                response = get_response(request)
            record = _record_of(request, response, perf_counter() - begin, queries.total)
            if is_logged:
                logger.info("request", extra={"fields": asdict(record)})
            if is_counted:
                _count(record)
            return response
        finally:
            request_id.reset(token)

    return middleware


class QueryCount:
    """A wrapper of statements that counts them."""

    total = 0

    def __call__(self, execute, *statement):
        self.total += 1
        return execute(*statement)


def _id_of(request):
    """The number that our own proxy gave a request, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXY else ""
    return given if GIVEN_ID.fullmatch(given) else uuid4().hex


def _record_of(request, response, seconds, queries):
    return RequestRecord(
        route=_route(request),
        method=request.method,
        status=response.status_code,
        seconds=round(seconds, 4),
        queries=queries,
        page_cache=getattr(request, "page_cache", None),
        user=getattr(getattr(request, "_cached_user", None), "pk", None),  # without a query that nobody needed
    )


def _route(request):
    """The pattern of the address, also of a page that came from the cache."""
    if getattr(request, "resolver_match", None) is None:
        if request.path_info.startswith(settings.STATIC_URL):
            return settings.STATIC_URL
        try:
            return resolve(request.path_info).route or "/"
        except Resolver404:
            return "unknown"
    return route_of(request)


def _count(record):
    """Count a request; a page is shown also when the figures cannot be written."""
    from .metrics import count  # loads the library, which only an installation with a token needs

    try:
        count(record)
    except OSError as error:
        _log_once(str(error))


@cache
def _log_once(reason):
    logger.error("The metrics cannot be written: %s", reason)
