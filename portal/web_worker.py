"""A gunicorn worker that leaves the connections to waitress.

A thread works only on a request that has come in completely, and hands over its response to be sent: clients that
send or read slowly, or not at all, cost a connection and no thread. gunicorn has no worker that does so.
"""

import logging
import os
import resource
import time

from django.utils.translation import gettext_lazy as _
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask

KIB = 1024
HEADER_SECONDS = 10  # from the first byte of a request to the end of its headers
EXCHANGE_SECONDS = 300  # from there to the last byte of the response
MAX_OPEN_FILES = 8 * KIB
OPTIONS = {
    "asyncore_use_poll": True,  # select() knows no more than 1,024 files
    "backlog": 2 * KIB,
    "channel_timeout": 15,  # seconds in which nothing was sent nor received
    "cleanup_interval": 1,
    "clear_untrusted_proxy_headers": False,  # Django knows whether there is a proxy: TRUSTED_PROXY
    "connection_limit": 2 * KIB,
    "ident": None,
    "log_socket_errors": False,
    "max_request_body_size": 20 * KIB * KIB,
    "max_request_header_size": 16 * KIB,
    "outbuf_high_watermark": 64 * KIB * KIB,  # of a longer response a thread waits for the reader
    "outbuf_overflow": 256 * KIB,  # the rest of a response that is not read waits in a temporary file
}


REFUSALS = {
    413: _("Dit is te groot. Hoogstens 5 MB kan in één keer. Er is niets bewaard. Maak het bestand kleiner."),
    500: _("Er ging iets mis. Dat ligt aan ons, niet aan u. Probeer het later opnieuw."),
}
UNREADABLE = _("Wij begrijpen uw vraag niet. Kijk of het webadres klopt.")


class Refusal(ErrorTask):
    """Response to a request that waitress refuses: in Dutch, as on our own pages."""

    def execute(self):
        error = self.request.error
        body = str(REFUSALS.get(error.code, UNREADABLE)).encode()
        self.status, self.content_length = f"{error.code} {error.reason}", len(body)
        self.response_headers += [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        self.set_close_on_finish()
        self.write(body)


class Connection(HTTPChannel):
    """A connection with a deadline for each request; waitress waits as long as something comes now and then."""

    error_task_class = Refusal
    began = None

    def received(self, data):
        if self.request is None and not self.requests:
            self.began = time.monotonic()
        return super().received(data)

    @property
    def is_busy(self):
        """Whether a request is coming in, being answered, or a response going out."""
        return bool(self.request or self.requests or self.total_outbufs_len)

    def is_late(self, now):
        """Whether its client takes too long."""
        if self.began is None or not self.is_busy:
            return False
        has_headers = self.request is None or self.request.headers_finished
        return now - self.began > (EXCHANGE_SECONDS if has_headers else HEADER_SECONDS)


class BufferingWorker(Worker):
    """Serves until gunicorn says stop, and then finishes what it has begun."""

    def run(self):
        _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(MAX_OPEN_FILES, hard_limit), hard_limit))
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits
        self.channels = {}
        sockets = [listener.sock for listener in self.sockets]
        server = create_server(self.wsgi, self.channels, sockets=sockets, threads=self.cfg.threads, **OPTIONS)
        for listener in self._listeners():
            listener.channel_class = Connection
        self.next_round = 0
        while self.alive and self.ppid == os.getppid():
            self._loop()
        self._finish()
        server.task_dispatcher.shutdown()

    def _loop(self):
        wasyncore.loop(timeout=1, use_poll=True, map=self.channels, count=1)
        if (now := time.monotonic()) >= self.next_round:
            self.next_round = now + 1
            self.notify()
            self._close_late(now)

    def _close_late(self, now):
        for connection in self._connections():
            if connection.is_late(now) or connection.will_close:  # waitress would wait until it can be written to
                connection.handle_close()

    def _finish(self):
        for listener in self._listeners():
            listener.accepting = False
        end = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < end and any(connection.is_busy for connection in self._connections()):
            self._loop()

    def _connections(self):
        return [channel for channel in self.channels.values() if isinstance(channel, Connection)]

    def _listeners(self):
        return [channel for channel in self.channels.values() if isinstance(channel, BaseWSGIServer)]
