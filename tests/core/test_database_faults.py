"""A database that is not there: what is cached is shown, the rest says so, and nothing that was typed is lost."""

import logging
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from core import database_faults
from core.database_faults import outage, query_timeout
from initiatives.models import Initiative
from portal import middleware
from portal.middleware import MAX_BODY
from tests.support import desk, make

pytestmark = [pytest.mark.django_db, pytest.mark.page_cache]
LIST = "/initiatieven/"


@pytest.fixture(autouse=True)
def _first_outage():
    outage.__init__()
    yield
    outage.__init__()


@pytest.fixture
def time_passes(monkeypatch):
    """The clock of the pages in the cache and of an outage, which a test moves on by seconds."""
    now = [1000.0]
    for module in ("core.page_cache", "core.database_faults"):
        monkeypatch.setattr(f"{module}.monotonic", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.fixture
def visitor():
    """A client to which an error is a page."""
    return Client(raise_request_exception=False)


@contextmanager
def failing(message="the server closed the connection unexpectedly\nSELECT secret", only=""):
    """Within this every statement fails, or those that begin with a word."""

    def fail(execute, sql, *args):
        if sql.startswith(only):
            raise OperationalError(message)
        return execute(sql, *args)

    with connection.execute_wrapper(fail):
        yield


def test_what_is_cached_is_shown_and_says_how_old_it_is(visitor, time_passes):
    make.initiative(title="Taalcafé")
    page = visitor.get(LIST)
    time_passes(600)
    with failing():
        stale = visitor.get(LIST)

    assert (stale.status_code, stale.content) == (200, page.content)
    assert (stale["Age"], stale["Cache-Control"]) == ("600", "no-store")
    assert stale["Cache-Status"] == "inspiratiemarkt; hit; ttl=-600"
    assert "ETag" not in stale
    assert visitor.get(LIST)["ETag"] == page["ETag"]


def test_an_editor_sees_it_as_well(client):
    client.get(LIST)
    client.force_login(make.editor())
    with failing():
        assert client.get(LIST).status_code == client.head(LIST).status_code == 200


def test_after_an_hour_it_is_not_shown_any_more(visitor, time_passes):
    visitor.get(LIST)
    time_passes(3601)
    with failing():
        assert visitor.get(LIST).status_code == 503


def test_a_page_of_before_the_last_change_is_never_shown(visitor):
    visitor.get(LIST)
    make.initiative()
    visitor.get("/zoeken/?q=x")  # not cached, but from then on it is known that the list is of before
    with failing():
        assert visitor.get(LIST).status_code == 503


@pytest.mark.parametrize("path", [LIST, "/initiatieven/feed/", "/zoeken/suggesties/?q=taal", "/beheer/"])
def test_what_needs_the_database_says_when_to_come_back(client, path):
    client.force_login(make.editor())
    client.raise_request_exception = False
    with failing():
        response = client.get(path)

    assert response.status_code == 503
    assert (response["Retry-After"], response["Cache-Control"]) == ("30", "no-store")
    assert "Dit werkt nu even niet" in response.text


def test_an_outage_is_two_lines_in_the_log(visitor, time_passes, caplog):
    with caplog.at_level(logging.INFO), failing():
        for _number in range(50):
            assert visitor.get(LIST).status_code == 503
            time_passes(1)

    (record,) = caplog.records
    assert record.getMessage() == "The database fails: OperationalError: the server closed the connection unexpectedly"
    assert record.exc_info is None
    caplog.clear()
    time_passes(6)
    for _number in range(3):
        assert visitor.get(LIST).status_code == 200
    assert [line.getMessage() for line in caplog.records] == ["The database works again: it failed 50 requests in 49 s"]


def test_only_one_request_at_a_time_waits_for_a_database_that_is_not_there(visitor):
    with failing():
        visitor.get(LIST)
    with outage._attempt:  # another request is trying
        assert outage.try_query(lambda: "never asked") is None
    assert outage.try_query(lambda: "asked") == "asked"


def test_a_fault_of_ours_is_still_logged_in_full(visitor, monkeypatch, caplog):
    def fail(*_args):
        raise RuntimeError("wrong")

    monkeypatch.setattr("initiatives.finder.views.facets", fail)

    assert visitor.get(LIST).status_code == 500
    assert caplog.records[-1].exc_info


class TestWhatWasTyped:
    @pytest.fixture
    def editor(self, client):
        client.force_login(make.editor())
        client.raise_request_exception = False
        return client

    def test_a_form_of_the_desk_is_shown_with_its_texts(self, editor):
        record = make.initiative(title="Oud")
        form = desk.filled_in(editor.get(desk.address(record)))
        form |= {"title": "Nieuw & anders", "summary": "Een <b>lang</b> verhaal.", "results-0-value": "12"}
        with failing("database is locked", only="UPDATE"):
            response = editor.post(desk.address(record), form)

        assert response.status_code == 503
        assert response["Cache-Control"] == "no-store"
        assert ">Nieuw &amp; anders</textarea>" in response.text
        assert "Een &lt;b&gt;lang&lt;/b&gt; verhaal." in response.text
        assert f">{Initiative._meta.get_field('summary').verbose_name.capitalize()}</label>" in response.text
        assert record.state not in response.text
        record.refresh_from_db()
        assert record.title == "Oud"

    def test_a_visitor_gets_their_text_back(self, visitor):
        with failing():
            response = visitor.post("/aanmelden/", {"title": "Samen koken", "csrfmiddlewaretoken": "geheim"})

        assert ">Samen koken</textarea>" in response.text
        assert "geheim" not in response.text

    @pytest.mark.parametrize("path", ["account_login", "mfa_authenticate", "admin:password_change"])
    def test_no_secret_is_shown(self, editor, path):
        names = ["login", "password", "old_password", "new_password1", "code", "csrfmiddlewaretoken", "credential"]
        with failing():
            response = editor.post(reverse(path), dict.fromkeys(names, "zeergeheim"))

        assert response.status_code == 503
        assert "zeergeheim" not in response.text

    def test_nothing_that_was_typed_is_in_the_log(self, visitor, caplog):
        with caplog.at_level(logging.DEBUG), failing("locked\nDETAIL: zeergeheim"):
            visitor.post("/aanmelden/", {"title": "zeergeheim", "email": "zeergeheim@x.example"})
            visitor.post("/beheer/login/", {"login": "zeergeheim", "password": "zeergeheim"})

        assert caplog.records
        assert "zeergeheim" not in caplog.text

    @pytest.mark.parametrize("body", [b"--x\r\nkapot", b"&".join(b"a=b" for _ in range(3000))])
    def test_a_form_that_cannot_be_read_is_no_second_fault(self, visitor, body):
        with failing():
            response = visitor.post("/aanmelden/", body, content_type="multipart/form-data; boundary=x")

        assert response.status_code in {400, 503}


def test_a_page_is_shown_when_its_session_cannot_be_written(client, clock):
    client.force_login(make.editor())
    client.get("/beheer/")
    clock(120)
    with failing("attempt to write a readonly database", only="UPDATE"):
        response = client.get("/beheer/")

    assert response.status_code == 200


def test_a_statement_that_is_wrong_is_no_outage(visitor, monkeypatch, caplog):
    def wrong(*_args):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    monkeypatch.setattr("initiatives.finder.views.facets", wrong)

    assert visitor.get(LIST).status_code == 500
    assert caplog.records[-1].exc_info


def test_a_refusal_waits_no_longer_than_a_page(client, monkeypatch):
    """Its page asks for the municipality of a visitor, and comes from the first of the middleware."""
    seconds = []
    real = middleware.render
    monkeypatch.setattr(
        middleware, "render", lambda *args, **kw: seconds.append(query_timeout.seconds) or real(*args, **kw)
    )
    response = client.post("/aanmelden/?zoals=utrecht", {"text": "a"}, CONTENT_LENGTH=str(MAX_BODY + 1))

    assert response.status_code == 413
    assert seconds == [settings.DATABASE_WRITE_SECONDS]


def test_outside_a_request_a_statement_takes_as_long_as_it_takes():
    assert database_faults.query_timeout.seconds is None
