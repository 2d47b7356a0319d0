"""Thirty thousand requests that are all different, to every kind of page."""

import pytest

from tests.support.memory import HTMX, MAX_GROWTH, Flood, memory_of
from tests.support.thoroughness import count_tries

# The database has no part in it.
pytestmark = [pytest.mark.drill, pytest.mark.own_database, pytest.mark.on_sqlite_only]
REQUESTS = 30_000
WARM_UP = 1_000
CHEAP = {"paths": ("/robots.txt",), "names": ("uniek", "zoals"), "headers": HTMX}


@pytest.mark.parametrize("kinds", [{}, CHEAP], ids=["every page", "robots.txt"])
def test_thirty_thousand_requests_take_no_memory(market, kinds):
    with market.server() as address:
        Flood(address).send(WARM_UP)
        flood, sizes, statuses = Flood(address, **kinds), [], set()
        for _tenth in range(10):
            sizes.append(memory_of(market.web_server))
            statuses |= flood.send(REQUESTS // 10)
            count_tries(REQUESTS // 10)
        sizes.append(memory_of(market.web_server))

    print(f"{REQUESTS} requests, MiB: {', '.join(f'{size:.0f}' for size in sizes)}")
    assert statuses <= {200, 304, 400, 404, 414}
    assert max(sizes) <= MAX_GROWTH * sizes[0]
