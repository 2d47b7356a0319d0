"""Pages are read from a streaming replica that lags, pauses, is killed and returns: no reader sees an older one."""

import re
import threading
import time

import psycopg
import pytest
from django.conf import settings

from core.replica import RETRY_SECONDS
from tests.support.processes import Portal, get
from tests.support.replicated_server import pair
from tests.support.thoroughness import count_tries, tries

pytestmark = [
    pytest.mark.drill,
    pytest.mark.own_database,
    pytest.mark.skipif("postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite has no replica"),
]
MAKE = "from tests.support import make; make.initiative(slug='kameleon', title='Kameleon 0')"
WRITER = """
import sys, time
from core.generation import content_change
from initiatives.models import Initiative
for number in range(1, {changes} + 1):
    with content_change():
        Initiative.objects.filter(slug="kameleon").update(title=f"Kameleon {{number}}")
    print(number, flush=True)
    time.sleep({pause})
"""
CHANGES, SECONDS = tries(60, 400), 0.05  # seconds between two changes
PAUSE, RESUME = "SELECT 1 FROM pg_wal_replay_pause()", "SELECT 1 FROM pg_wal_replay_resume()"
READS = """SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
           AND query LIKE '%FROM "%' AND query NOT LIKE '%core_generation%'"""  # the last query of each connection


class Readers:
    """Visitors who open a page all the time, and remember each that was older than what was published before."""

    def __init__(self, page):
        self.page, self.published, self.older, self.statuses, self._ends = page, 0, [], set(), threading.Event()

    def __enter__(self):
        self._threads = [threading.Thread(target=self._read) for _reader in range(4)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self._ends.set()
        for thread in self._threads:
            thread.join()

    def _read(self):
        while not self._ends.is_set():
            least = self.published
            status, _headers, text = get(self.page)
            count_tries()
            self.statuses.add(status)
            shown = re.search(r"Kameleon (\d+)", text)
            if shown is None or int(shown[1]) < least:
                self.older.append((least, shown and shown[1]))


def ask(server, query):
    """The first value of a query to one of both."""
    with psycopg.connect(f"postgres://portal@/postgres?host={server}", autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row[0]


def until(is_so):
    end = time.monotonic() + RETRY_SECONDS + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_no_reader_sees_an_older_page(tmp_path):
    with pair() as servers:
        portal = Portal(servers.url)
        portal.manage("migrate", "--verbosity=0")
        portal.python(MAKE)
        replica_url = f"postgres://portal@/postgres?host={servers.replica}"
        with (tmp_path / "log").open("w") as log, portal.server(workers=2, REPLICA_URL=replica_url, log=log) as address:
            page = f"{address}/initiatieven/kameleon/"
            until(lambda: get(page)[0] == 200 and ask(servers.replica, READS) > 0)  # they read from it

            code = f"import django; django.setup()\n{WRITER.format(changes=CHANGES, pause=SECONDS)}"
            writer = portal.start("-c", code, talks=True)
            with writer, Readers(page) as readers:
                for line in writer.stdout:
                    readers.published = number = int(line)
                    if number == CHANGES // 2:
                        servers.stop_replica()
                    elif number == CHANGES * 3 // 4:
                        servers.start_replica()
                    elif number < CHANGES // 2 and number % 10 in {3, 7}:
                        ask(servers.replica, PAUSE if number % 10 == 3 else RESUME)
            assert writer.returncode == 0
            assert (readers.older, readers.statuses) == ([], {200})

            until(lambda: get(f"{page}?x={time.monotonic_ns()}")[0] == 200 and ask(servers.replica, READS) > 0)
    said = (tmp_path / "log").read_text()
    assert "Traceback" not in said
    assert "The replica fails" in said
