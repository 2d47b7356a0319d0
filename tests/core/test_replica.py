"""Pages for anonymous visitors come from the replica, as long as that has the generation they must be of."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from core import health, replica
from core.database_faults import query_timeout
from core.generation import GenerationState, current
from core.models import Generation
from editorial.questions.models import Question
from initiatives.models import Initiative
from search.models import Entry
from tests.support.processes import get, portal

ROUTER = replica.ReplicaRouter()
MAKE = "from tests.support import make; make.initiative(slug='kameleon', title={0!r})"
CHANGE = """
from core.generation import content_change
from initiatives.models import Initiative
with content_change():
    Initiative.objects.update(title="Daarna, van de eerste")
"""


@pytest.fixture
def replicated(monkeypatch, settings):
    """What the replica says: the numbers that were asked for, and the next answer of it."""
    settings.REPLICA_URL = "postgres://…"
    said = {"number": 10, "asked": 0}

    def read(_alias):
        said["asked"] += 1
        if said["number"] is None:
            raise OperationalError("weg")
        return GenerationState(said["number"], is_due=False)

    monkeypatch.setattr("core.generation.read", read)
    return said


def databases_of(request, number=10, respond=lambda _reads: HttpResponse("")):
    """Where a request reads the content: one for each time that its page is made. respond: gives its response."""
    databases = []

    def view(_request):
        databases.append(ROUTER.db_for_read(Initiative))
        return respond(databases)

    request.generation = number
    replica.replica_middleware(view)(request)
    return databases


def visit(path="/initiatieven/", method="get", cookie=""):
    headers = {"cookie": cookie} if cookie else {}
    return getattr(RequestFactory(headers=headers), method)(path)


@pytest.mark.parametrize(
    ("request_", "number"),
    [
        (visit(cookie="sessionid=x"), 10),
        (visit(path="/beheer/login/"), 10),
        (visit(path="/aanmelden/", method="post"), 10),
        (visit(), 11),
        (visit(), None),
    ],
    ids=["with a cookie", "the desk", "a form", "a newer generation", "no database"],
)
@pytest.mark.usefixtures("replicated")
def test_all_else_is_read_from_the_primary(request_, number):
    assert databases_of(request_, number) == ["default"]


@pytest.mark.usefixtures("replicated")
@pytest.mark.parametrize("number", [9, 10])
def test_a_visitor_reads_the_replica(number):
    assert databases_of(visit(), number) == ["replica"]
    assert ROUTER.db_for_read(Initiative) == "default"


@pytest.mark.usefixtures("replicated")
@pytest.mark.parametrize(
    "response",
    [HttpResponse(status=404), HttpResponse(status=503), HttpResponse(headers={"Cache-Control": "private, no-store"})],
    ids=["404", "503", "a private page"],
)
def test_what_may_be_of_after_the_last_change_is_asked_of_the_primary(response):
    assert databases_of(visit(), respond=lambda _reads: response) == ["replica", "default"]


def test_a_replica_that_fails_is_left_alone_for_a_while(replicated, monkeypatch, caplog):
    passed = [1000.0]
    monkeypatch.setattr("core.replica.monotonic", lambda: passed[0])
    databases = []
    middleware = replica.replica_middleware(
        lambda _request: databases.append(ROUTER.db_for_read(Initiative)) or HttpResponse("")
    )

    def ask():
        request = visit()
        request.generation = 10
        middleware(request)

    replicated["number"] = None
    ask(), ask(), ask()
    assert (databases, replicated["asked"]) == (["default"] * 3, 1)
    passed[0] += replica.RETRY_SECONDS
    ask()
    replicated["number"], passed[0] = 10, passed[0] + replica.RETRY_SECONDS
    ask()
    assert databases[3:] == ["default", "replica"]
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


@pytest.mark.usefixtures("replicated")
def test_what_is_remembered_is_of_the_generation_that_was_asked_for():
    """A memo of another number than the rows would be an older one for whoever asks next."""
    numbers, given_up = [], []

    def respond(_reads):
        numbers.append(current())
        query_timeout.give_up()
        return HttpResponse("")

    with query_timeout.of(2):
        databases_of(visit(), 9, respond)
        given_up.append(query_timeout.gave_up)
    assert (numbers, given_up) == ([9], [False])


def test_without_the_setting_there_is_no_middleware():
    with pytest.raises(MiddlewareNotUsed):
        replica.replica_middleware(None)


def test_only_content_comes_from_it_and_nothing_goes_to_it():
    with replica.reading_replica():
        assert [ROUTER.db_for_read(model) for model in (Initiative, Entry, Question, Generation)] == [
            "replica",
            "default",
            "default",
            "default",
        ]
        assert ROUTER.db_for_write(Initiative) == "default"
    assert not ROUTER.allow_migrate("replica", "initiatives")
    assert ROUTER.allow_relation(None, None)


@pytest.mark.parametrize(
    ("newest", "has", "state"), [(10, 10, "ok"), (10, 9, "warn"), (10, None, "warn")], ids=["equal", "behind", "gone"]
)
def test_the_portal_says_how_the_replica_is(replicated, monkeypatch, newest, has, state):
    replicated["number"] = has
    of_replica = health.generation.read
    monkeypatch.setattr(
        "core.generation.read", lambda *alias: of_replica(*alias) if alias else GenerationState(newest, is_due=False)
    )
    assert health.replica().state == state


@pytest.mark.own_database
def test_pages_of_two_databases(tmp_path):
    """The other database has another title, and a later change; so one sees where a page comes from."""
    (tmp_path / "replica").mkdir()
    with portal(tmp_path) as primary, portal(tmp_path / "replica") as other:
        primary.python(MAKE.format("Van de eerste"))
        other.python(MAKE.format("Van de replica"))
        with primary.server(REPLICA_URL=other.env["DATABASE_URL"]) as address:
            page = f"{address}/initiatieven/kameleon/"
            assert "Van de eerste" in get(page, Cookie="a=b")[2]
            assert "Van de replica" in get(page)[2]
            assert get(f"{address}/initiatieven/")[0] == get(f"{address}/aanmelden/")[0] == 200
            primary.python(CHANGE)
            assert "Daarna, van de eerste" in get(page)[2]
