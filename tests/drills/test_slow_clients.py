"""Five hundred slow clients of each kind, on the server as `make run` starts it."""

import statistics
import time

import pytest

from portal.web_worker import HEADER_SECONDS, OPTIONS
from tests.support.processes import get
from tests.support.slow_clients import BEGINNINGS, drip, slow_clients
from tests.support.thoroughness import count_tries

# The database has no part in it.
pytestmark = [pytest.mark.drill, pytest.mark.own_database, pytest.mark.on_sqlite_only]
CLIENTS = 500
PATHS = ["/over/", "/initiatieven/?q=taal", "/robots.txt", "/initiatieven/"]
MAX_SECONDS = 5  # for a page, with all of them there


@pytest.fixture(scope="module")
def server(market):
    with market.server(workers=2) as address:
        get(f"{address}/sitemap.xml")
        yield address


def timed(address):
    begin = time.monotonic()
    assert get(address)[0] == 200
    return time.monotonic() - begin


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_the_portal_goes_on(server, kind):
    with slow_clients(server, kind, CLIENTS):
        seconds = [timed(f"{server}{path}") for path in PATHS * 5]

    count_tries(CLIENTS)
    print(f"{CLIENTS} × {kind}: median {statistics.median(seconds):.3f} s, most {max(seconds):.3f} s")
    assert max(seconds) < MAX_SECONDS


def test_a_header_that_drips_is_cut_off(server):
    with slow_clients(server, "half a header", CLIENTS) as connections:
        end = time.monotonic() + HEADER_SECONDS + 5
        while connections and time.monotonic() < end:
            connections = drip(connections)
    count_tries(CLIENTS)

    assert len(connections) == 0


@pytest.mark.parametrize("kind", ["silent", "half a body", "not reading"])
def test_a_connection_on_which_nothing_happens_is_closed(server, kind):
    with slow_clients(server, kind, CLIENTS) as connections:
        time.sleep(OPTIONS["channel_timeout"] + 10)
        count_tries(CLIENTS)

        assert all(has_ended(connection) for connection in connections)


def has_ended(connection):
    """Whether the server closed a connection, after what it had sent before."""
    connection.settimeout(5)
    try:
        while connection.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        pass
    return True
