"""The result of checking one address: what a server responds, and which addresses are not opened."""

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
    with running() as web_server:
        yield web_server


@pytest.fixture
def check(server):
    checker = Checker(pause=0, local=server.at)
    return lambda path, previous=None: checker.check(server.address(path), previous)


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
def test_the_response_of_a_server(check, path, state):
    assert check(path).state == state


def test_a_redirect_is_followed_and_reported(check, server):
    permanent, temporary = check("/verhuisd"), check("/even")

    assert permanent.final_address == temporary.final_address == server.address("/goed")
    assert (permanent.moved_for_good, temporary.moved_for_good) == (True, False)


def test_a_loop_ends(check, server):
    check("/rond")

    assert len(server.requests) == link_checking.MAX_REDIRECTS + 1


def test_a_long_document_is_not_read(check, server):
    assert check("/lang").state == State.WORKING
    assert server.sent < 20_000_000


def test_a_slow_server_is_not_waited_for(check, monkeypatch):
    monkeypatch.setattr(safe_http, "TIMEOUT", 0.2)

    assert check("/langzaam").state == State.UNREACHABLE


def test_a_server_that_takes_for_ever_is_not_waited_for(check, monkeypatch):
    monkeypatch.setattr(safe_http, "MAX_SECONDS", 0.2)

    assert check("/langzaam").state == State.UNREACHABLE


def test_a_server_gets_our_name_and_the_validators_of_the_last_check(check, server, settings):
    previous = LinkCheck(address=server.address("/goed"), etag='"een"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")
    result = check("/goed", previous)
    (_method, _path, _time, headers), *more = server.requests

    assert (result.state, result.etag, more) == (State.WORKING, '"een"', [])
    assert headers["If-None-Match"] == '"een"'
    assert headers["If-Modified-Since"].startswith("Mon")
    assert settings.PORTAL_URL in headers["User-Agent"]


def test_validators_go_to_no_other_address(check, server):
    check("/verhuisd", LinkCheck(address=server.address("/goed"), etag='"een"', final_address=server.address("/weg")))

    assert [headers.get("If-None-Match") for *_, headers in server.requests] == [None, None, None]


def resolve_to(monkeypatch, *addresses):
    """Let every name resolve to these addresses; returns the names that were resolved."""
    resolved = []

    def getaddrinfo(host, port, *_args, **_more):
        resolved.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return resolved


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["1.1.1.1", "127.0.0.1"]])
def test_a_name_that_leads_inside_is_refused(monkeypatch, addresses):
    resolve_to(monkeypatch, *addresses)

    assert Checker(pause=0).check("https://bron.example/").state == State.FORBIDDEN


def test_a_name_behind_a_redirect_is_checked_too(check, monkeypatch):
    resolve_to(monkeypatch, "127.0.0.1")

    assert check("/naam").state == State.FORBIDDEN


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch, server):
    resolved = resolve_to(monkeypatch, "127.0.0.1")
    local = f"bron.example:{server.server_port}"

    assert Checker(pause=0, local=local).check(f"http://{local}/goed").state == State.WORKING
    assert resolved == ["bron.example"]
    assert server.requests[0][3]["Host"] == local
