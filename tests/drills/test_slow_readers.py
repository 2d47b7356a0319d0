"""Readers of a large export who take a little now and then: they hold no thread, no memory and no transaction."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.memory import MAX_GROWTH, memory_of
from tests.support.processes import get
from tests.support.slow_clients import sip, slow_clients
from tests.support.thoroughness import count_tries

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
READERS = 6  # more than there are threads
SECONDS = 20  # more than the server waits for a client that does nothing
MAX_SECONDS = 5  # for a page
ROWS = 8_000
KERNEL = 6 << 20  # bytes of a response, at most, that wait in the kernel
COPY = f"""
from initiatives.models import Initiative
row = Initiative.objects.published().first()
row.pk, row.summary, row.cost_one_off, row.cost_yearly, row.cost_funding = None, "x" * 200, *["x" * 300] * 3
copies = [Initiative(**{{field.attname: getattr(row, field.attname) for field in Initiative._meta.concrete_fields}}
          | {{"code": f"GROOT-{{number}}", "slug": f"groot-{{number}}"}}) for number in range({ROWS})]
Initiative.objects.bulk_create(copies, batch_size=200)
"""
DELETE = "from initiatives.models import Initiative; Initiative.objects.filter(code__startswith='GROOT-').delete()"


@pytest.fixture(scope="module")
def large(market):
    """An installation with an export of more than ten megabytes."""
    market.python(COPY)
    yield market
    market.python(DELETE)


def pages_are_shown(address):
    begin = time.monotonic()
    assert [get(f"{address}{path}")[0] for path in ("/over/", "/gemeenten/", "/robots.txt")] == [200] * 3
    assert time.monotonic() - begin < 3 * MAX_SECONDS


def waiting_files(installation):
    """How many files without a name the processes that serve have open: what is to be sent waits there."""
    command = ["ps", "-o", "pid=", "--ppid", str(installation.web_server.pid)]
    processes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    links = [link for process in processes for link in Path(f"/proc/{process}/fd").iterdir()]
    return sum("deleted" in os.readlink(link) for link in links if link.is_symlink())


def test_they_hold_nothing(large):
    with large.server() as address:
        with ThreadPoolExecutor(READERS) as pool:  # as many who read at once
            exports = list(pool.map(get, [f"{address}/initiatieven/export/"] * READERS))
        before, files = memory_of(large.web_server), waiting_files(large)
        with slow_clients(address, "reading an export", READERS) as readers:
            get(f"{address}/over/")  # waits until a thread has written its export
            for _second in range(SECONDS):
                pages_are_shown(address)
                readers = sip(readers)
                time.sleep(1)
            assert len(readers) == READERS  # each has more to read
            assert waiting_files(large) <= files + READERS
            assert memory_of(large.web_server) <= MAX_GROWTH * before
            assert large.open_transactions() == 0
        time.sleep(3)
        assert waiting_files(large) == files
    count_tries(READERS)
    assert len(exports[0][2]) > KERNEL


def test_what_does_not_fit_in_a_file_is_cut_off_in_time(large):
    with large.server(EXCHANGE_SECONDS=str(SECONDS), HIGH_WATERMARK=str(1 << 20)) as address:
        pages_are_shown(address)
        files = waiting_files(large)
        with slow_clients(address, "reading an export", READERS) as readers:
            end = time.monotonic() + SECONDS + 5
            time.sleep(SECONDS / 2)
            assert waiting_files(large) > files
            assert large.open_transactions() == 0
            while time.monotonic() < end:
                readers = sip(readers)
                time.sleep(1)
            pages_are_shown(address)
            assert waiting_files(large) == files
    count_tries(READERS)
