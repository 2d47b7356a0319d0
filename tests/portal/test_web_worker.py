"""The worker that leaves the connections to waitress; what slow clients can do to it: test_processes.py."""

import time

import pytest

from portal.web_worker import EXCHANGE_SECONDS, HEADER_SECONDS, Connection


class Request:
    """A request that comes in; the headers are complete, or not yet."""

    def __init__(self, *, headers_finished):
        self.headers_finished = headers_finished


@pytest.mark.parametrize(
    ("request_", "to_send", "deadline"),
    [
        (Request(headers_finished=False), 0, HEADER_SECONDS),
        (Request(headers_finished=True), 0, EXCHANGE_SECONDS),
        (None, 1_000, EXCHANGE_SECONDS),
        (None, 0, None),
    ],
    ids=["headers", "body", "response", "idle"],
)
def test_each_request_has_a_deadline(request_, to_send, deadline):
    connection, now = Connection.__new__(Connection), time.monotonic()
    connection.request, connection.requests, connection.total_outbufs_len, connection.began = request_, [], to_send, now

    assert not connection.is_late(now + (deadline or 0) - 1)
    assert connection.is_late(now + (deadline or 9_999) + 1) == (deadline is not None)
