"""What only real processes show: no page is older than the last change, a kill leaves search and rows as one, and
slow or inventive clients take no thread and no memory."""

import ast
import time

import pytest

from tests.support.kills import FIND, kill_at_random, worker
from tests.support.memory import HTMX, MAX_GROWTH, Flood, memory_of
from tests.support.processes import filled_portal, get
from tests.support.slow_clients import BEGINNINGS, slow_clients

pytestmark = pytest.mark.own_database

EDIT = "from tests.support.work import edit; edit({first}, {last})"

HALF_AN_IMPORT = """
import time
from django.core.management import call_command
from editorial.imports import applying
def stop(_records):
    print("written", flush=True)
    time.sleep(60)
applying.index.update = stop
call_command("import_sheet", {file!r})
"""
IMPORTED = """
from editorial.imports.models import SheetImport
from initiatives.models import Initiative
print(SheetImport.objects.count(), Initiative.objects.filter(title__startswith="Rij ").count())
"""

FORM = """
from tests.support.submission_forms import form_data
from themes.models import Theme
print(form_data(Theme.objects.published().main()[0]))
"""


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    with filled_portal(tmp_path_factory.mktemp("portal")) as installation:
        yield installation


@pytest.fixture(scope="module")
def server(market):
    with market.server() as address:
        yield address


def results(page):
    """The heading of the results and what follows it."""
    return page[2].split('id="results-count">')[1]


def test_no_process_shows_an_older_page_after_a_change(market, server):
    market.python(EDIT.format(first=0, last=1))
    with market.server() as other:
        for address in (server, other, server, other):
            assert "kameleon0" in results(get(f"{address}/initiatieven/?gemeente=amsterdam"))
            assert results(get(f"{address}/initiatieven/?q=kameleon0")).startswith("1 initiatief")
        tag = get(f"{server}/initiatieven/")[1]["ETag"]
        assert get(f"{other}/initiatieven/", If_None_Match=tag)[0] == 304

        market.python(EDIT.format(first=1, last=2))

        for address in (server, other):
            assert get(f"{address}/initiatieven/", If_None_Match=tag)[0] == 200
            assert "kameleon1" in results(get(f"{address}/initiatieven/?gemeente=amsterdam"))
            assert results(get(f"{address}/initiatieven/?q=kameleon1")).startswith("1 initiatief")


@pytest.mark.parametrize("kind", ["rebuild", "publish"])
def test_a_kill_leaves_nothing_half(market, tmp_path, kind):
    """The long version, with every kind of work: tests/drills/test_kills.py."""
    with worker(market) as at_work:
        kill_at_random(at_work, kind, tmp_path, seconds=1.5, times=1)
    market.python(FIND)


def test_a_kill_in_an_import_leaves_nothing_of_it(market, tmp_path):
    file = tmp_path / "werk.csv"
    file.write_text("titel;hoofdthema;gemeenten\n" + "".join(f"Rij {n};Opvang;Zwolle\n" for n in range(20)))
    process = market.start("-c", f"import django; django.setup()\n{HALF_AN_IMPORT.format(file=str(file))}")
    assert process.stdout.readline() == b"written\n"
    process.kill()
    process.communicate()

    assert market.python(IMPORTED) == "0 0"
    market.manage("import_sheet", str(file))
    assert market.python(IMPORTED) == "1 20"


def test_a_rebuild_leaves_no_gap(market, server):
    rebuilding = market.start("manage.py", "rebuild_search")
    headings = [results(get(f"{server}/initiatieven/?q=statushouders"))[:3]]
    while rebuilding.poll() is None:
        headings.append(results(get(f"{server}/initiatieven/?q=statushouders"))[:3])
    headings.append(results(get(f"{server}/initiatieven/?q=statushouders"))[:3])

    rebuilding.communicate()
    assert rebuilding.returncode == 0
    assert len(headings) > 3
    assert len(set(headings)) == 1


def test_a_broken_connection_is_mended(market, server):
    assert get(f"{server}/initiatieven/")[0] == 200
    market.cut_connections()

    assert get(f"{server}/initiatieven/?q=taal")[0] == 200


def test_a_locked_database_is_said_within_three_seconds_and_forgotten_after_it(market):
    form = ast.literal_eval(market.python(FORM))
    with market.server(DATABASE_WRITE_SECONDS="1", EMAIL_HOST="localhost") as address:
        fresh = get(f"{address}/initiatieven/")
        with market.locked():
            begin = time.monotonic()
            cached = get(f"{address}/initiatieven/")
            sent = get(f"{address}/aanmelden/", form)
            elapsed = time.monotonic() - begin
        again = get(f"{address}/initiatieven/")

    assert elapsed < 2 * 3
    assert (cached[0], cached[2]) == (200, fresh[2])
    assert sent[0] == 503
    assert f">{form['text']}</textarea>" in sent[2]
    assert form["shown"] not in sent[2]
    assert (again[0], again[1]["ETag"]) == (200, fresh[1]["ETag"])


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_slow_clients_stop_nobody(server, kind):
    with slow_clients(server, kind, 40):  # the process has four threads
        assert [get(f"{server}{path}")[0] for path in ("/over/", "/initiatieven/?q=taal", "/robots.txt")] == [200] * 3


def test_the_server_stops_at_once_when_nobody_waits(market):
    with market.server() as address:
        assert get(f"{address}/over/")[0] == 200
        begin = time.monotonic()

    assert time.monotonic() - begin < 8  # a busy machine; it waits ten seconds for a client that reads


def test_headers_that_are_too_long_are_refused(server):
    status, _headers, text = get(f"{server}/over/", X_Long="x" * 20_000)

    assert (status, text) == (431, "Wij begrijpen uw vraag niet. Kijk of het webadres klopt.")


def test_an_upload_that_the_server_does_not_read_is_refused_in_dutch(server):
    status, _headers, text = get(f"{server}/over/", Content_Length="25000000")

    assert status == 413
    assert text.startswith("Dit is te groot. Hoogstens 5 MB")


def test_addresses_and_headers_that_are_all_different_take_no_memory(market):
    """The long version, with every kind of page: tests/drills/test_memory.py."""
    with market.server() as address:
        flood = Flood(address, paths=("/robots.txt",), names=("uniek", "zoals"), headers=HTMX, header_lengths=(5_500,))
        flood.send(100)
        before = memory_of(market.web_server)
        statuses = flood.send(2_500)

        assert statuses == {200, 414}
        assert memory_of(market.web_server) <= MAX_GROWTH * before
