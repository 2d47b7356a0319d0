"""A hundred thousand made-up requests to a server with several processes: not one of them makes it fail.

FUZZ_REQUESTS says how many; the API gets a fifth of them, made up by schemathesis from its own description.
"""

import collections
import http.client
import os
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from initiatives.finder.filters import InitiativeFilter
from opendata.api import ROOT
from tests.support.fuzz import Fuzzer
from tests.support.thoroughness import count_tries

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "4000"))
SENDERS = 6
NAMES = [*InitiativeFilter.base_filters, "pagina", "zoals", "weergave", "kolommen", "onderdelen", "aan", "formaat"]
ADDRESSES = """
from tests.support.public_urls import public_paths
print(*public_paths(limit=3), sep="\\n")
"""
CLOSED = ["/beheer/", "/beheer/login/", "/beheer/account/code/", "/beheer/initiatives/initiative/1/change/"]
CLOSED += ["/static/x", "/status/", "/status/ready", "/status/metrics", "/volgen/mijn/x/", "/vraag/x/"]
CLOSED += ["/controle/x/", "/voorbeeld/x/"]
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
ENV = {"TRUSTED_PROXY": "1"}  # so that each request is of another address, and the limits let it through


@pytest.fixture(scope="module")
def server(market, tmp_path_factory):
    """The address of a server, and the file with what it says of errors."""
    log = tmp_path_factory.mktemp("fuzz") / "log"
    with log.open("w") as file, market.server(workers=2, log=file, **ENV) as address:
        yield address, log


def some_address():
    """The header of a proxy with an address that nobody has."""
    return {"X-Forwarded-For": f"198.51.{random.randrange(256)}.{random.randrange(256)}"}


def send(connection, method, target, headers, body):
    """The status of the response to a request."""
    connection.putrequest(method, "/", skip_accept_encoding=True)
    connection._buffer[0] = f"{method} {target} HTTP/1.1".encode("latin-1", "replace")  # what http.client would refuse
    for name, value in {**headers, **some_address()}.items():
        connection.putheader(name, value.encode("latin-1"))
    connection.putheader("Content-Length", str(len(body or b"")))
    connection.endheaders(body)
    response = connection.getresponse()
    response.read()
    return response.status


def storm(address, paths, seed, number):
    """Send so many made-up requests: how often each status came, and those with one of 500 and more."""
    fuzzer, statuses, failures = Fuzzer(paths, NAMES, seed), collections.Counter(), []
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    for _request in range(number):
        request = fuzzer.request()
        try:
            status = send(connection, *request)
        except (http.client.HTTPException, ConnectionError):  # waitress hangs up after what it cannot read
            connection.close()
            status = 0
        statuses[status] += 1
        if status >= 500 and status != 501:
            failures.append((status, request))
    connection.close()
    return statuses, failures


def test_nothing_that_is_sent_makes_it_fail(market, server):
    address, log = server
    paths = market.python(ADDRESSES).split() + CLOSED
    number = REQUESTS * 4 // 5 // SENDERS
    with ThreadPoolExecutor(SENDERS) as pool:
        results = list(pool.map(lambda seed: storm(address, paths, seed, number), range(SENDERS)))
    count_tries(number * SENDERS)
    statuses = sum((statuses for statuses, _failures in results), collections.Counter())
    print(f"{number * SENDERS} requests to {len(paths)} addresses; statuses:", dict(sorted(statuses.items())))
    assert [failure for _statuses, failures in results for failure in failures] == []
    assert " ERROR " not in log.read_text()
    assert statuses[200] > number
    assert statuses[0] < number * SENDERS / 10


def test_nothing_that_its_description_allows_makes_the_api_fail(server):
    address, log = server
    schema = schemathesis.openapi.from_url(f"{address}{ROOT}/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    statuses = collections.Counter()
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=max(1, REQUESTS // 5 // len(operations)),
            deadline=None,
            suppress_health_check=QUIET,
            phases=[Phase.generate],
        )
        def attempt(case):
            response = case.call(headers=some_address())
            statuses[response.status_code] += 1
            count_tries()
            assert response.status_code < 500

        attempt()
    total = sum(statuses.values())
    print(f"{total} requests to {len(operations)} operations; statuses:", dict(sorted(statuses.items())))
    assert " ERROR " not in log.read_text()
