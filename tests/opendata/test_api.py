"""The API gives what the site shows: the same selection in the same order, and of each record what its page says."""

import html

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from initiatives.finder.filters import InitiativeFilter
from initiatives.models import Initiative
from opendata.api import ROOT
from opendata.resources import RESOURCES
from opendata.schemas import KINDS
from tests.support.thoroughness import tries

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
NOT_ON_THE_PAGE = {"id", "adres", "licentie"}  # said elsewhere


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


@pytest.mark.parametrize("name", RESOURCES)
def test_every_record_says_what_its_page_says(client, name):
    """Each text of a record is on its page; figures and dates are there in words, and Markdown without its marks."""
    kind = KINDS[name]
    keys = kind.keys()
    for record in kind.read(keys[:: max(len(keys) // tries(6, 200), 1)]):
        values = record.model_dump(mode="json", by_alias=True)
        path = "/" + values["adres"].partition("//")[2].partition("/")[2].partition("#")[0]
        page = plain(Client().get(path).content.decode())
        title = values.get("titel") or values.get("naam") or values.get("term") or values["waarde"]
        assert plain(title) in page, values["code"]
        for part in texts_in(values):
            assert plain(part) in page, (values["code"], part)


def plain(text):
    return " ".join(html.unescape(strip_tags(text)).split()).casefold()


def texts_in(values):
    """The names that a record and its parts have, of what visitors can read on its page."""
    for name in ("samenvatting", "officieleNaam", "rol", "toelichtingStand", "vraag", "definitie", "uitgever"):
        if values.get(name):
            yield values[name]
    for result in values.get("resultaten", []):
        yield result["waarde"]
        yield result["definitie"]
    for part in values.get("partners", []):
        yield part["naam"]
    for group in ("kaders", "bronvermeldingen", "doelgroepen"):
        for link in values.get(group, []):
            yield link["naam"]
