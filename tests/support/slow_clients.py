"""Clients that hold a connection: they never finish their request, or never read the response."""

import socket
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

FORM = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\nwie="
BEGINNINGS = {
    "silent": b"",
    "half a header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
    "half a body": b"POST /aanmelden/ HTTP/1.1\r\nHost: localhost\r\n" + FORM,
    "not reading": b"GET /sitemap.xml HTTP/1.1\r\nHost: localhost\r\n\r\n",
}

EXPORT = b"GET /initiatieven/export/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@contextmanager
def slow_clients(address, kind, number):
    """Some connections to a server, each of which has done what its kind does; closed at the end."""
    parts = urlsplit(address)
    with ExitStack() as stack:
        yield [stack.enter_context(_connection((parts.hostname, parts.port), kind)) for _number in range(number)]


def _connection(peer, kind):
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    connection.settimeout(60)
    connection.connect(peer)
    connection.sendall(EXPORT if kind == "reading an export" else BEGINNINGS[kind])
    if kind == "not reading":
        connection.recv(1)  # the response has begun
    return connection


def drip(connections):
    """Send or read one byte more on each; those that the server closed are left out of the list that comes back."""
    return [connection for connection in connections if _is_open(connection)]


def sip(connections):
    """Read a little of each response; those that the server closed are left out of the list that comes back."""
    return [connection for connection in connections if _has_more(connection)]


def _has_more(connection):
    connection.settimeout(0.01)
    try:
        return connection.recv(4096) != b""
    except TimeoutError:
        return True
    except OSError:
        return False


def _is_open(connection):
    try:
        connection.send(b"a")
        connection.settimeout(0.001)
        return connection.recv(1) != b""
    except TimeoutError:
        return True
    except OSError:
        return False
