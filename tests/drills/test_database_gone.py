"""The database is frozen, killed or locked while visitors read: each gets a page in time, and the next one is whole."""

import re
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.conf import settings
from hypothesis import given, strategies
from hypothesis import settings as hypothesis_settings

from tests.search.test_index_equality import QUIET, hold_equality
from tests.support.index_changes import CHANGES
from tests.support.postgres_server import server as postgres_server
from tests.support.processes import Portal, get
from tests.support.thoroughness import count_tries

pytestmark = pytest.mark.drill
IS_POSTGRESQL = "postgresql" in settings.DATABASES["default"]["ENGINE"]
VISITORS = 6
TIMES = 3


def ask(address):
    """The status of a page and the seconds that it took."""
    count_tries()
    begin = time.monotonic()
    return get(address)[0], time.monotonic() - begin


def ask_many(address, paths):
    """Pages for several visitors at once: a list of (status, seconds)."""
    with ThreadPoolExecutor(VISITORS) as pool:
        return list(pool.map(lambda path: ask(address + path), paths))


@pytest.mark.own_database
@pytest.mark.skipif(not IS_POSTGRESQL, reason="SQLite has no server")
def test_a_server_that_is_frozen_or_killed(tmp_path):
    cached, uncached = ["/initiatieven/"] * 10, [f"/initiatieven/?q=taal{number}" for number in range(10)]
    with postgres_server() as database, open(tmp_path / "log", "w+") as log:
        portal = Portal(database.url)
        portal.manage("migrate", "--verbosity=0")
        portal.manage("load_content")
        with portal.server("--threads", "8", log=log) as address:
            for _time in range(TIMES):
                for begin, end in (
                    (lambda: database.signal(signal.SIGSTOP), lambda: database.signal(signal.SIGCONT)),
                    (database.stop, database.start),
                ):
                    assert {status for status, _ in ask_many(address, cached + uncached)} == {200}
                    begin()
                    without = ask_many(address, cached + uncached)
                    end()
                    assert ask(address + "/initiatieven/?q=taal")[0] == 200
                    assert [status for status, _ in without] == [200] * len(cached) + [503] * len(uncached)
                    assert max(seconds for _, seconds in without) < 3, without
                    time.sleep(6)
                    assert ask(address + "/")[0] == 200
        log.seek(0)
        lines = log.read()
    assert "Traceback" not in lines
    assert len(re.findall("The database fails", lines)) == len(re.findall("works again", lines)) == 2 * TIMES


@pytest.mark.own_database
@pytest.mark.skipif(IS_POSTGRESQL, reason="a file of SQLite")
def test_a_file_in_a_folder_where_nothing_can_be_written(tmp_path):
    folder = tmp_path / "database"
    folder.mkdir()
    portal = Portal(f"sqlite:///{folder}/portal.sqlite3")
    portal.manage("migrate", "--verbosity=0")
    portal.manage("load_content")
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    # Root may write anywhere, without this right it may not.
    portal.prefix = ["setpriv", "--bounding-set=-dac_override"]
    try:
        with portal.server() as address:
            for path in ("/", "/initiatieven/", "/initiatieven/?q=taal", "/zoeken/?q=taal", "/sitemap.xml"):
                assert ask(address + path)[0] == 200, path
            assert get(f"{address}/beheer/login/", {"login": "x", "password": "x"})[0] in {403, 503}
    finally:
        folder.chmod(0o755)


@pytest.mark.django_db
@hypothesis_settings(max_examples=60, suppress_health_check=QUIET)
@given(strategies.lists(CHANGES, min_size=4, max_size=14))
def test_updates_of_the_index_equal_a_rebuild(changes):
    count_tries()
    hold_equality(changes)
