"""Opening a form holds the database no longer than reading what it shows takes."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.template.response import SimpleTemplateResponse
from django.test.utils import CaptureQueriesContext

from core.records import State
from tests.support import desk, make

pytestmark = pytest.mark.django_db(transaction=True)  # a test in a transaction would hide one
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(autouse=True)
def _logged_in(client):
    client.force_login(make.editor())


@pytest.fixture
def rendered():
    """Of each page that is rendered, whether a transaction was open meanwhile."""
    open_transactions, render = [], SimpleTemplateResponse.rendered_content.fget

    def watched(response):
        open_transactions.append(connection.in_atomic_block)
        content = render(response)
        open_transactions.append(connection.in_atomic_block)
        return content

    with patch.object(SimpleTemplateResponse, "rendered_content", property(watched)):
        yield open_transactions


def drafted(state):
    initiative = make.initiative(title="Taalcoaches", state=state, municipalities=[make.municipality()])
    partners = [{"id": 7, "name": "Buurthuis", "role": "zaal", "organisation": None}]
    desk.draft(initiative, title="Taalmaatjes", tags=["nieuw woord"], partners=partners)
    return initiative


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("make_initiative", [drafted, lambda state: make.initiative(state=state)])
def test_no_transaction_is_open_while_a_form_is_rendered(client, rendered, state, make_initiative):
    initiative = make_initiative(state)

    assert client.get(desk.address(initiative)).status_code == 200

    assert rendered == [False, False]


def test_a_form_that_is_refused_is_rendered_outside_as_well(client, rendered):
    initiative = drafted(State.PUBLISHED)
    data = desk.filled_in(client.get(desk.address(initiative)))
    rendered.clear()

    assert "Dit moet nog anders" in client.post(desk.address(initiative), data | {"title": ""}).text

    assert rendered == [False, False]


def test_without_a_draft_nothing_but_presence_is_written(client):
    initiative = make.initiative()

    with CaptureQueriesContext(connection) as queries:
        client.get(desk.address(initiative))

    writes = [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
    assert writes
    assert all("presence" in sql or "django_session" in sql for sql in writes), writes


def test_the_form_shows_the_draft_though_it_is_rolled_back_by_then(client):
    initiative = drafted(State.PUBLISHED)

    page = client.get(desk.address(initiative))

    for words in ("Taalmaatjes", "nieuw woord", "Buurthuis", "U bewerkt versie 2 (concept)"):
        assert words in page.text
    initiative.refresh_from_db()
    assert (initiative.title, initiative.partners.count()) == ("Taalcoaches", 0)
