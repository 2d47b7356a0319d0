"""Five thousand clients that connect and say nothing, before nginx as Debian sets it up: visitors read on."""

import resource
import socket
import statistics
import time
from contextlib import ExitStack, contextmanager

import pytest

from tests.support.nginx_site import Site, need_nginx
from tests.support.thoroughness import count_tries

# The database has no part in it.
pytestmark = [pytest.mark.drill, pytest.mark.own_database, pytest.mark.on_sqlite_only]
CLIENTS = 5_000
PAGES = 30
MAX_RATIO = 20  # of the median of a page with all of them there, to that without
ENV = {"PORTAL_URL": "https://portaal.example", "TRUSTED_PROXY": "1"}


@contextmanager
def idle(port, number):
    """Within this so many clients are connected, or were before nginx needed their place."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 3 * number), hard))
    try:
        with ExitStack() as clients:
            for client in range(number):
                # From ten addresses, as `limit_conn` counts them.
                source = (f"127.0.1.{client % 10 + 1}", 0)
                clients.enter_context(socket.create_connection(("127.0.0.1", port), 10, source))
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def seconds_of_pages(site):
    """How long each of some pages took."""
    taken = []
    for _page in range(PAGES):
        begin = time.monotonic()
        assert site.get("/over/")[0] == 200
        taken.append(time.monotonic() - begin)
    return taken


def test_visitors_read_on(market, tmp_path):
    need_nginx()
    with market.server(workers=2, **ENV) as address, Site(tmp_path / "nginx", [address]).running() as site:
        before = seconds_of_pages(site)
        with idle(site.secure, CLIENTS):
            during = seconds_of_pages(site)
        after = seconds_of_pages(site)
    count_tries(CLIENTS)
    medians = [statistics.median(seconds) for seconds in (before, during, after)]
    print(f"{CLIENTS} idle clients: median of a page before, during and after, ms:", *(int(s * 1000) for s in medians))
    assert medians[1] / medians[0] < MAX_RATIO
