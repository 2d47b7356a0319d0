"""What the link checker finds at an address, and which addresses it refuses to open."""

import socket

import pytest

from core import safe_http
from sources import link_checking
from sources.link_checking import Checker
from sources.models import LinkCheck
from tests.support.web_server import running

State = LinkCheck.State


@pytest.fixture
def server():
    with running() as made:
        yield made


@pytest.fixture
def look(server):
    checker = Checker(pause=0, local=server.at)
    return lambda path, known=None: checker.look(server.address(path), known)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/goed", State.WORKING),
        ("/goed#deel", State.WORKING),
        ("/geen-head", State.WORKING),
        ("/verhuisd", State.MOVED),
        ("/even", State.MOVED),
        ("/diacriet", State.MOVED),
        ("/rond", State.GONE),
        ("/weg", State.GONE),
        ("/opgeheven", State.GONE),
        ("/stuk", State.UNREACHABLE),
        ("/besloten", State.BLOCKED),
        ("/druk", State.BLOCKED),
        ("/intern", State.FORBIDDEN),
        ("/zelf", State.FORBIDDEN),
        ("/bestand", State.FORBIDDEN),
        ("/poort", State.FORBIDDEN),
    ],
)
def test_what_a_server_answers(look, path, state):
    assert look(path).state == state


def test_a_redirect_is_followed_and_told(look, server):
    for_good, for_now = look("/verhuisd"), look("/even")

    assert for_good.final_address == for_now.final_address == server.address("/goed")
    assert (for_good.moved_for_good, for_now.moved_for_good) == (True, False)


def test_a_loop_ends(look, server):
    look("/rond")

    assert len(server.asked) == link_checking.MOST_REDIRECTS + 1


def test_a_long_document_is_not_read(look, server):
    assert look("/lang").state == State.WORKING
    assert server.sent < 20_000_000


def test_a_slow_server_is_not_waited_for(look, monkeypatch):
    monkeypatch.setattr(safe_http, "TIMEOUT", 0.2)

    assert look("/langzaam").state == State.UNREACHABLE


def test_a_server_that_takes_for_ever_is_not_waited_for(look, monkeypatch):
    monkeypatch.setattr(safe_http, "LONGEST", 0.2)

    assert look("/langzaam").state == State.UNREACHABLE


def test_a_server_hears_who_asks_and_what_is_known(look, server, settings):
    known = LinkCheck(address=server.address("/goed"), etag='"een"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")
    found = look("/goed", known)
    (_method, _path, _time, headers), *more = server.asked

    assert (found.state, found.etag, more) == (State.WORKING, '"een"', [])
    assert headers["If-None-Match"] == '"een"'
    assert headers["If-Modified-Since"].startswith("Mon")
    assert settings.PORTAL_URL in headers["User-Agent"]


def test_what_is_known_goes_to_no_other_address(look, server):
    look("/verhuisd", LinkCheck(address=server.address("/goed"), etag='"een"', final_address=server.address("/weg")))

    assert [headers.get("If-None-Match") for *_, headers in server.asked] == [None, None, None]


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "::7f00:1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address):
    assert not safe_http.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are_public(address):
    assert safe_http.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "https://10.0.0.1/",
        "http://1.1.1.1:8080/",
        "http://jan:geheim@1.1.1.1/",
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "http:///",
        "http://1.1.1.1:99999/",
    ],
)
def test_what_the_portal_does_not_open(url):
    with pytest.raises(safe_http.Forbidden):
        safe_http.resolve(url)


def names(monkeypatch, *addresses):
    """Let every name lead to these addresses; returns the names that were asked."""
    asked = []

    def getaddrinfo(host, port, *_args, **_more):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["1.1.1.1", "127.0.0.1"]])
def test_a_name_that_leads_inside_is_refused(monkeypatch, addresses):
    names(monkeypatch, *addresses)

    assert Checker(pause=0).look("https://bron.example/").state == State.FORBIDDEN


def test_a_name_behind_a_redirect_is_checked_too(look, monkeypatch):
    names(monkeypatch, "127.0.0.1")

    assert look("/naam").state == State.FORBIDDEN


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch, server):
    asked = names(monkeypatch, "127.0.0.1")
    local = f"bron.example:{server.server_port}"

    assert Checker(pause=0, local=local).look(f"http://{local}/goed").state == State.WORKING
    assert asked == ["bron.example"]
    assert server.asked[0][3]["Host"] == local
