"""HTTP requests that never reach a machine that is not on the public internet."""

import socket
import ssl
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_address, ip_network
from threading import Timer
from urllib.parse import quote, urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
TIMEOUT = 10  # seconds, for each step
MAX_SECONDS = 30  # for a whole response: a server that sends a byte now and then is not waited for
SAFE_CHARACTERS = "/?&=#%:;,+!$'()*@[]~"
# IPv6 networks whose addresses contain an IPv4 address, which may be a private one.
IPV4_CARRIERS = [ip_network(text) for text in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")]


class ForbiddenAddress(Exception):
    """An address that the portal does not open."""


def is_public(text):
    """Whether an IP address belongs to a machine on the public internet."""
    address = ip_address(text)
    if address.version == 6:
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in IPV4_CARRIERS):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def resolve(url, local=""):
    """Where to connect for an address, checked.

    Args: url; local, the one "host:port" of a test server that may be reached as well.
    Returns: the family and the socket address, so that the name is not resolved again.
    Raises: ForbiddenAddress; OSError when the name is unknown.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError as error:
        raise ForbiddenAddress(url) from error
    is_local = bool(local) and parts.netloc == local and parts.scheme in PORTS
    if not is_local and (PORTS.get(parts.scheme) is None or port not in PORTS.values()):
        raise ForbiddenAddress(url)
    if not parts.hostname or "@" in parts.netloc:
        raise ForbiddenAddress(url)
    addresses = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    if not is_local and not all(is_public(sockaddr[0]) for *_, sockaddr in addresses):
        raise ForbiddenAddress(url)
    return addresses[0][0], addresses[0][4]


@contextmanager
def _connection(url, local):
    """A connection to the very machine that was checked."""
    family, sockaddr = resolve(url, local)
    parts = urlsplit(url)
    plain = socket.socket(family, socket.SOCK_STREAM)
    try:
        plain.settimeout(TIMEOUT)
        plain.connect(sockaddr)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection = HTTPSConnection(parts.hostname, parts.port, context=context)
            connection.sock = context.wrap_socket(plain, server_hostname=parts.hostname)
        else:
            connection = HTTPConnection(parts.hostname, parts.port)
            connection.sock = plain
        deadline = Timer(MAX_SECONDS, connection.sock.shutdown, [socket.SHUT_RDWR])
        deadline.daemon = True
        deadline.start()
        try:
            yield connection
        finally:
            deadline.cancel()
            connection.close()
    finally:
        plain.close()


def request(method, url, headers, local=""):
    """One request, without following redirects and without reading the document.

    Returns: the status, and the headers.
    Raises: ForbiddenAddress; OSError or HTTPException when there is no response.
    """
    parts = urlsplit(url)
    query = f"?{quote(parts.query, SAFE_CHARACTERS)}" if parts.query else ""
    all_headers = {
        "User-Agent": f"Inspiratiemarkt-linkcontrole (+{settings.PORTAL_URL})",
        "Accept": "*/*",
        "Connection": "close",
        **headers,
    }
    with _connection(url, local) as connection:
        connection.request(method, quote(parts.path or "/", SAFE_CHARACTERS) + query, headers=all_headers)
        with connection.getresponse() as response:
            return response.status, response.headers
