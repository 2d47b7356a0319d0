"""No address costs much more than the plain page: what is too long gets a clear answer, what is not stays small."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.finder.catalogue import catalogue
from portal.middleware import MAX_PARAMETERS, MAX_QUERY_LENGTH
from tests.support.document import Document
from tests.support.public_urls import SELECTIONS, public_paths

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

MAX_RATIO = 5
FINDER, CHOICES, SEARCH = "/initiatieven/", "/initiatieven/keuze/gemeente/", "/zoeken/"
COMPARE, OPPORTUNITIES = "/initiatieven/vergelijken/", "/kansenkaart/"
WORDS = "q=" + "+".join("abcdefghijklmnopqrstuvwxyz"[number % 26] for number in range(100))
MISSPELT = "q=" + "+".join(f"statushouwders{number}" for number in range(12))
VISITOR = Client()


def padded(query):
    """The longest query string that begins so, with a parameter that nobody knows."""
    return f"{query}&x=".ljust(MAX_QUERY_LENGTH, "a")


def many(*pairs):
    """As many of these pairs as an address may have."""
    query = ""
    for number, pair in enumerate(pairs):
        longer = f"{query}&{pair}".removeprefix("&")
        if number == MAX_PARAMETERS - 1 or len(longer) > MAX_QUERY_LENGTH - 3:
            break
        query = longer
    return padded(query)


def numbered(name):
    """As many unknown values of a parameter as an address may have."""
    return many(*(f"{name}={number}" for number in range(500)))


def weight(address):
    """The bytes and the queries of a page."""
    with CaptureQueriesContext(connection) as queries:
        response = VISITOR.get(address)
        body = response.getvalue()
    assert response.status_code in {200, 400, 404}, address
    return len(body), len(queries)


def too_heavy(path, queries, plain=""):
    """Which of some query strings cost more than five times the plain page: a dict to (bytes, queries)."""
    VISITOR.get(f"{path}{plain}")  # what is read only after a change
    bytes_, questions = weight(f"{path}{plain}")
    weights = {query: weight(f"{path}?{query}") for query in queries}
    limits = MAX_RATIO * max(bytes_, 6_000), MAX_RATIO * max(questions, 2)  # an error page in place of a short text
    return {query[:60]: found for query, found in weights.items() if found > limits or found[1] > limits[1]}


def test_no_address_of_any_page_costs_five_times_as_much():
    query = many("zoals=ede", "pagina=1", *(f"{name}={number}" for number in range(40) for name in ("thema", "i")))

    assert {path: heavy for path in public_paths(limit=1) if (heavy := too_heavy(path, [query]))} == {}


def test_no_address_of_the_finder_costs_five_times_as_much():
    municipalities = many(*(f"gemeente={slug}" for slug in catalogue().choices("gemeente")))
    years = many(*(f"jaar={year}" for year in range(1980, 2060)))
    map_ = ["weergave=kaart", padded("weergave=kaart&zoals=ede"), many("weergave=kaart", *["soort=project"] * 99)]
    opened = "&".join(f"alle={name}" for name in ("gemeente", "tag", "doelgroep", "type", "jaar", "land"))
    table = padded("weergave=tabel&zoals=ede")

    unknown = [numbered("thema"), many(*(f"thema={'%C3%A9' * 4}{number}" for number in range(99)))]

    assert too_heavy(FINDER, [municipalities, years, *map_, padded(opened), table, *unknown]) == {}
    assert too_heavy(CHOICES, [municipalities, years, WORDS, padded("zoek=a")]) == {}


def test_no_search_costs_five_times_as_much_as_another():
    for path in (FINDER, SEARCH, "/zoeken/suggesties/"):
        queries = [WORDS, MISSPELT, padded("q=opvang"), padded(f"{WORDS}&soort=initiatieven")]
        assert too_heavy(path, queries, "?q=taal") == {}


def test_no_other_list_costs_five_times_as_much():
    opened = "&".join(["kolommen=provincie", *(f"onderdelen={theme}" for theme in catalogue().main_themes)])

    assert too_heavy(OPPORTUNITIES, [padded(opened), numbered("onderdelen"), numbered("sorteer")]) == {}
    assert too_heavy("/knelpunten/", [numbered("aan"), numbered("jaar")]) == {}
    assert too_heavy("/kaders/", [numbered("stand")]) == {}
    assert too_heavy(COMPARE, [padded(SELECTIONS[2]), padded(SELECTIONS[3]), numbered("i")], f"?{SELECTIONS[1]}") == {}


LONG = {
    "four kilobytes of unknown values": "&".join(f"thema={number}" for number in range(450)),
    "one value": "q=" + "a" * MAX_QUERY_LENGTH,
    "one parameter too many": "&".join(f"thema={number}" for number in range(MAX_PARAMETERS + 1)),
    "bytes that become longer": "q=" + "\xff" * 300,
    "more parameters than Django reads": "&".join(f"{number}" for number in range(5000)),
}


@pytest.mark.parametrize("query", LONG.values(), ids=LONG)
@pytest.mark.parametrize(
    "path", [FINDER, "/initiatieven/feed/", "/initiatieven/export/", SEARCH, COMPARE, OPPORTUNITIES, "/aanmelden/", "/"]
)
def test_what_is_too_long_is_said(path, query):
    response = VISITOR.get(path, QUERY_STRING=query)
    page = Document(response.text)

    assert response.status_code == 414
    assert "Dit webadres is te lang" in page.title
    assert f"hoogstens {MAX_PARAMETERS} keuzes" in page.text
    assert [path] == [a["href"] for a in page.find("a") if a.name == "begin opnieuw op deze pagina, zonder keuzes"]
    assert len(response.content) < 10_000


def test_an_update_that_is_refused_opens_the_page_that_says_why(client):
    address = f"{FINDER}?{LONG['one parameter too many']}"
    update = client.get(address, headers={"hx-request": "true"})

    assert (update.status_code, update.headers["HX-Redirect"]) == (414, address)
    assert "HX-Redirect" not in client.get(address).headers
    assert "HX-Redirect" not in client.get(FINDER, headers={"hx-request": "true"}).headers


def test_an_editor_gets_the_same_answer(admin_client):
    address = "/beheer/initiatives/initiative/"

    assert admin_client.get(address, QUERY_STRING=LONG["one parameter too many"]).status_code == 414
    assert admin_client.get(address, {"q": "taal", "state": "published"}).status_code == 200


def test_the_longest_address_is_read():
    slugs = [slug for slug in catalogue().choices("gemeente") if len(slug) < 20][:MAX_PARAMETERS]
    page = VISITOR.get(FINDER, {"gemeente": slugs})

    assert len(page.context["chips"]) == MAX_PARAMETERS
    assert page.context["filterset"].is_valid()


def test_a_tile_of_a_long_selection_leads_to_the_municipality():
    short = VISITOR.get(f"{FINDER}?weergave=kaart&thema=opvang")
    long = VISITOR.get(f"{FINDER}?weergave=kaart&thema=opvang&zoals=ede&{'&'.join(['soort=project'] * 40)}")

    assert 'href="?thema=opvang&amp;gemeente=arnhem"' in short.text
    assert 'href="/gemeenten/arnhem/?zoals=ede"' in long.text
    assert "Daarom opent een vakje de pagina van de gemeente" in long.text
