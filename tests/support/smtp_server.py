"""A mail server for tests, on this machine: it takes mails, refuses them, or does not answer."""

import socketserver
from contextlib import contextmanager
from threading import Event, Thread


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.sessions += 1
        if self.server.hangs:
            self.server.released.wait(60)
            return
        self.answer("220 test")
        while line := self.rfile.readline().decode().strip():
            self.obey(line.upper())

    def obey(self, line):
        address = line.partition("<")[2].partition(">")[0].lower()
        if line.startswith("RCPT") and address in self.server.refused:
            self.answer(f"{self.server.refused[address]} no")
        elif line == "DATA":
            self.answer("354 go on")
            message = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
            self.server.released.wait(self.server.delay)
            self.server.messages.append(message)
            self.answer("250 ok")
        else:
            self.answer("221 bye" if line == "QUIT" else "250 ok")

    def answer(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class SmtpServer(socketserver.ThreadingTCPServer):
    """What it got is in `messages`.

    hangs: whether it takes connections and then says nothing. refused: the codes for the addresses it does not want.
    delay: seconds before it takes a mail.
    """

    daemon_threads = allow_reuse_address = True

    def __init__(self, hangs, refused, delay):
        super().__init__(("127.0.0.1", 0), _Session)
        self.hangs, self.refused, self.delay, self.released = hangs, refused or {}, delay, Event()
        self.messages, self.sessions = [], 0

    @property
    def settings(self):
        """The settings of a portal that mails through this server, for its environment."""
        port = str(self.server_address[1])
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port, "EMAIL_USE_TLS": "0", "EMAIL_TIMEOUT": "3"}

    def handle_error(self, request, client_address):
        """A client that was killed is no error of ours."""


@contextmanager
def smtp_server(hangs=False, refused=None, delay=0):
    """A running `SmtpServer`."""
    with SmtpServer(hangs, refused, delay) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.released.set()
        server.shutdown()
