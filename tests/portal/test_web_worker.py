"""The worker that leaves the connections to waitress; what slow clients can do to it: test_processes.py."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings

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


BEFORE_THE_FORK = """
import gc, sys
import portal.wsgi
from portal.gunicorn import when_ready
assert "initiatives.finder.views" not in sys.modules
when_ready(None)
print("initiatives.finder.views" in sys.modules, gc.get_freeze_count() > 100_000)
import pathlib
pathlib.Path.read_bytes = None
from search.language import WORDS
print("gemeente" in WORDS)
"""


def test_what_every_process_needs_is_loaded_before_they_are_forked():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    command = [sys.executable, "-c", BEFORE_THE_FORK]
    result = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True)

    assert result.stdout.split() == ["True", "True", "True"]
