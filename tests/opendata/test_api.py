"""The API gives what the site shows: the same selection in the same order, with the same counts."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from initiatives.finder.filters import InitiativeFilter
from initiatives.models import Initiative
from opendata.api import ROOT
from opendata.resources import RESOURCES
from opendata.schemas import KINDS

pytestmark = pytest.mark.django_db
QUERIES = [
    "",
    "thema=opvang",
    "q=taal",
    "q=azc&status=lopend",
    "provincie=gelderland&sorteer=titel",
    "zoals=ede",
    "q=xyzzy",
]
MAX_QUERIES = 6


@pytest.fixture(autouse=True)
def _content(content):
    """All of this is about the real content."""


def codes(client, address):
    """The codes of all records of a list, page after page."""
    found = []
    while address:
        body = client.get(address).json()
        found += [item["code"] for item in body["items"]]
        address = body["links"].get("next", "").partition("//")[2].partition("/")[2]
        address = f"/{address}" if address else ""
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_a_selection_is_that_of_the_finder(client, query):
    selection = InitiativeFilter(QueryDict(query)).selection
    by_key = dict(Initiative.objects.values_list("pk", "code"))

    selected = [by_key[key] for key in iter(selection.keys())]

    assert selected or query == "q=xyzzy"
    assert codes(client, f"{ROOT}/initiatieven?{query}&pageSize=100".replace("?&", "?")) == selected


@pytest.mark.parametrize("name", RESOURCES)
def test_all_pages_together_have_every_record_once(client, name):
    found = codes(client, f"{ROOT}/{name}?pageSize=30&fields=code")

    assert sorted(found) == sorted(KINDS[name].published().values_list(KINDS[name].key, flat=True))


@pytest.mark.parametrize("name", RESOURCES)
def test_a_page_of_a_hundred_takes_few_queries(client, name):
    counts = []
    for size in (100, 2, 100):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{ROOT}/{name}?pageSize={size}")
        counts.append(len(queries))

    assert counts[1] <= counts[2] <= MAX_QUERIES


def test_facets_count_as_the_finder_does(client):
    body = client.get(f"{ROOT}/initiatieven?facetten=status&thema=opvang&pageSize=1").json()

    for option in body["facetten"]["status"]:
        address = f"{ROOT}/initiatieven?thema=opvang&status={option['code']}&pageSize=1"
        assert client.get(address).json()["totaal"] == option["aantal"]


def test_sparse_fields(client):
    assert client.get(f"{ROOT}/initiatieven/ini-01?fields=code,sinds").json() == {"code": "INI-01", "sinds": 2025}
