"""A local web server that responds by path, for tests of requests to other sites."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """Responds by path, and records the requests."""

    daemon_threads = True
    responses = {
        "/goed": (200, {"ETag": '"een"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"}),
        "/verhuisd": (301, {"Location": "/verder"}),
        "/verder": (308, {"Location": "/goed"}),
        "/even": (302, {"Location": "/goed"}),
        "/rond": (302, {"Location": "/rond"}),
        "/weg": (404, {}),
        "/opgeheven": (410, {}),
        "/stuk": (500, {}),
        "/besloten": (403, {}),
        "/druk": (429, {}),
        "/intern": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}),
        "/zelf": (302, {"Location": "http://127.0.0.1/"}),
        "/bestand": (302, {"Location": "file:///etc/passwd"}),
        "/poort": (302, {"Location": "http://127.0.0.1:1/"}),
        "/naam": (302, {"Location": "http://intern.example/"}),
        "/diacriet": (302, {"Location": "/caf\u00e9 1"}),
        "/caf%E9%201": (200, {}),
    }

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests, self.running, self.max_running, self.sent = [], 0, 0, 0
        self.lock = threading.Lock()
        self.at = f"127.0.0.1:{self.server_port}"

    def address(self, path):
        return f"http://{self.at}{path}"

    @contextmanager
    def counting(self):
        """Must end before the response is sent: the client may ask again before this thread runs on."""
        with self.lock:
            self.running += 1
            self.max_running = max(self.max_running, self.running)
        yield
        with self.lock:
            self.running -= 1


class Handler(BaseHTTPRequestHandler):
    """Responds to HEAD and GET alike."""

    def do_HEAD(self):
        with self.server.counting():
            self.server.requests.append((self.command, self.path, time.monotonic(), dict(self.headers)))
            if self.path == "/langzaam":
                time.sleep(0.6)
        self.respond()

    do_GET = do_HEAD

    def respond(self):
        if self.path in {"/geen-head", "/lang"} and self.command == "HEAD":
            return self.send(405, {})
        if self.path == "/lang":
            return self.endless()
        status, headers = self.server.responses.get(self.path, (200, {}))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status = 304
        return self.send(status, headers)

    def send(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def endless(self):
        self.send(200, {})
        try:
            for _part in range(2000):
                self.wfile.write(b"x" * 10_000)
                self.server.sent += 10_000
        except OSError:
            pass

    def log_message(self, *_args):
        pass


@contextmanager
def running():
    """A server that runs as long as it is used."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
