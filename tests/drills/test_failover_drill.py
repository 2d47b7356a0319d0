"""The database is gone for good, and a replica is promoted by hand: readers read on, and the outage is counted."""

import time

import psycopg
import pytest
from django.conf import settings

from tests.support.processes import Portal, get
from tests.support.replicated_server import pair
from tests.support.thoroughness import count_tries, tries

pytestmark = [
    pytest.mark.drill,
    pytest.mark.own_database,
    pytest.mark.skipif("postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite has no replica"),
]
MAKE = "from tests.support import make; make.initiative(slug={0!r}, title={0!r})"
RENAME = """
from core.generation import content_change
from initiatives.models import Initiative
with content_change():
    Initiative.objects.filter(slug="kameleon").update(title="Salamander")
"""
MAX_OUTAGE = 10  # seconds after the promotion
TIMES = tries(1, 3)


def follow(servers):
    """Wait until the replica has all that was written."""
    with psycopg.connect(f"postgres://portal@/postgres?host={servers.primary}") as primary:
        written = primary.execute("SELECT pg_current_wal_lsn()").fetchone()[0]
    with psycopg.connect(f"postgres://portal@/postgres?host={servers.replica}", autocommit=True) as replica:
        for _try in range(100):
            if replica.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [written]).fetchone()[0]:
                return
            time.sleep(0.1)
    raise AssertionError("The replica does not follow.")


def until_it_works(address):
    """Ask for pages that are in no cache until one comes: the seconds, and the statuses on the way."""
    begin, statuses = time.monotonic(), []
    while not statuses or statuses[-1] != 200:
        statuses.append(get(f"{address}/initiatieven/?q=taal{time.monotonic_ns()}")[0])
        count_tries()
        assert time.monotonic() - begin < 2 * MAX_OUTAGE, statuses
        time.sleep(0.1)
    return time.monotonic() - begin, {*statuses}


@pytest.mark.parametrize("number", range(TIMES))
def test_a_replica_takes_the_place_of_the_database(number):
    with pair() as servers:
        portal = Portal(servers.url)
        portal.manage("migrate", "--verbosity=0")
        portal.manage("load_content")
        with portal.server(workers=2) as address:
            assert {get(f"{address}/")[0] for _process in range(8)} == {200}
            portal.python(MAKE.format("kameleon"))
            assert {get(f"{address}/initiatieven/kameleon/")[0] for _process in range(8)} == {200}
            follow(servers)

            servers.kill_primary()
            assert get(f"{address}/initiatieven/?q=fiets")[0] == 503
            assert {get(f"{address}/initiatieven/kameleon/")[0] for _process in range(8)} <= {200, 503}
            servers.promote()
            outage, statuses = until_it_works(address)

            assert statuses <= {200, 503}
            assert outage < MAX_OUTAGE
            assert get(f"{address}/initiatieven/kameleon/")[0] == 200
            portal.python(RENAME)
            assert all("Salamander" in get(f"{address}/initiatieven/kameleon/")[2] for _process in range(8))
            print(f"until it works again, after the promotion: {outage:.1f} s")
