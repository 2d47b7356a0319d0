"""Logs as one JSON object on each line, for a collector; without addresses of visitors, and without what they typed."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import extract_tb

request_id = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """A record with its time, level, logger and message, and the request that it belongs to.

    An address may hold a secret (of whoever sent something in, or must answer): the route stands for it. Of an error
    the first line is kept, for in the others the database repeats what a statement held.
    """

    def format(self, record):
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            "request_id": request_id.get() or getattr(getattr(record, "request", None), "request_id", None),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            fields["error"] = [line for error in chain(record.exc_info[1]) for line in _lines(error)]
        return json.dumps({name: value for name, value in fields.items() if value is not None}, ensure_ascii=False)


def route_of(request):
    """The pattern of a request's address, such as "initiatieven/<slug:slug>/"; "unknown" when there is none."""
    match = getattr(request, "resolver_match", None)
    return (match.route or "/") if match else "unknown"


def _message(record):
    """Return the message of a log record, with the route instead of the address of a request."""
    request, text = getattr(record, "request", None), record.getMessage()
    for address in {getattr(request, "path", ""), getattr(request, "path_info", "")} - {"", "/"}:
        text = text.replace(address, route_of(request))
    return text


def chain(error):
    """An error and those that led to it, the first one first."""
    chain = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or error.__context__
    return chain


def _lines(error):
    """Where an error was raised, and what it is; that of the program and not of whoever used it."""
    first_line = (str(error).splitlines() or [""])[0]
    return [*places(error), f"{type(error).__name__}: {first_line}"]


def places(error):
    """The lines of code that an error passed, from the outermost: a list of texts."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
