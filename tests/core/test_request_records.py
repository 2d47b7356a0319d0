"""What is logged of a request as JSON, and what never is."""

import io
import json
import logging

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import IntegrityError
from django.test import Client

from core.monitoring.logs import JsonFormatter
from core.monitoring.middleware import request_record_middleware
from tests.support import make

pytestmark = pytest.mark.django_db
VISITOR = {"REMOTE_ADDR": "192.0.2.77", "HTTP_USER_AGENT": "verklikker"}


@pytest.fixture
def logged(settings, monkeypatch):
    """Requests are logged; a function that says which lines there are by now."""
    settings.LOG_FORMAT = "json"
    stream, logger = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger.addHandler(handler)
    own = logging.getLogger("core.monitoring")
    level = own.level
    own.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    own.setLevel(level)
    logger.removeHandler(handler)


def requests_in(lines):
    return [line for line in lines if line["message"] == "request"]


class TestLines:
    def test_a_page_is_one_line(self, logged):
        make.initiative(slug="bus")
        Client().get("/initiatieven/bus/?zoals=merkx", **VISITOR)
        [line] = requests_in(logged())

        assert line["route"] == "initiatieven/<slug:slug>/"
        assert (line["method"], line["status"]) == ("GET", 200)
        assert line["seconds"] > 0
        assert line["queries"] > 0
        assert len(line["request_id"]) == 32
        assert "user" not in line

    @pytest.mark.page_cache
    def test_a_cached_page_has_its_route_too(self, logged):
        client = Client()
        etag = client.get("/gemeenten/")["ETag"]
        client.get("/gemeenten/")
        client.get("/gemeenten/", HTTP_IF_NONE_MATCH=etag)

        lines = requests_in(logged())
        assert [line["page_cache"] for line in lines] == ["miss", "hit", "unchanged"]
        assert {line["route"] for line in lines} == {"gemeenten/"}
        assert len({line["request_id"] for line in lines}) == 3

    def test_an_editor_is_a_number(self, logged, client, editor):
        client.force_login(editor)
        client.get("/beheer/")

        line = requests_in(logged())[-1]
        assert line["user"] == editor.pk
        assert editor.username not in json.dumps(line)

    def test_nothing_is_said_of_a_visitor_nor_of_a_secret_in_an_address(self, logged):
        client = Client(raise_request_exception=False)
        for address in ["/aanmelden/geheim-merkx/", "/controle/geheim-merkx/", "/bestaat-niet/geheim-merkx/?q=geheim"]:
            client.get(address, **VISITOR)
        client.post("/zoeken/", {"q": "geheim"}, **VISITOR)

        lines = logged()
        assert len(requests_in(lines)) == 4
        assert any(line["logger"] == "django.request" for line in lines)
        for word in ["geheim", "192.0.2.77", "verklikker"]:
            assert word not in json.dumps(lines)
        assert requests_in(lines)[2]["route"] == "unknown"

    def test_lines_of_one_request_have_its_number(self, logged, settings):
        settings.TRUSTED_PROXY = True
        Client().get("/bestaat-niet/", HTTP_X_REQUEST_ID="abc-12345678")

        assert {line["request_id"] for line in logged()} == {"abc-12345678"}

    @pytest.mark.parametrize(("is_trusted", "given"), [(False, "abc-12345678"), (True, 'x"; rm'), (True, "a" * 65)])
    def test_a_number_that_anybody_may_have_made_up_is_not_believed(self, logged, settings, is_trusted, given):
        settings.TRUSTED_PROXY = is_trusted
        Client().get("/robots.txt", HTTP_X_REQUEST_ID=given)

        [line] = requests_in(logged())
        assert line["request_id"] != given


def test_an_error_has_its_place_and_its_first_line(logged):
    try:
        try:
            raise IntegrityError("double key\nDETAIL: Key (address)=(a@b.example)")
        except IntegrityError as error:
            raise ValueError("wrong") from error
    except ValueError:
        logging.getLogger("x").exception("It broke.")

    [line] = logged()
    assert line["level"] == "ERROR"
    assert "IntegrityError: double key" in line["error"]
    assert line["error"][-1] == "ValueError: wrong"
    assert "test_request_records.py" in line["error"][0]
    assert "a@b.example" not in json.dumps(line)


def test_without_the_settings_nothing_is_added_to_a_request():
    with pytest.raises(MiddlewareNotUsed):
        request_record_middleware(lambda request: None)


def test_a_page_is_shown_when_its_figures_cannot_be_written(settings, monkeypatch, caplog):
    def fail(_record):
        raise PermissionError("de map")

    settings.MONITORING_TOKEN = "t" * 20
    monkeypatch.setattr("core.monitoring.metrics.count", fail)
    client = Client(headers={"accept": "text/html"})
    assert [client.get("/over/").status_code for _time in range(3)] == [200] * 3
    assert [record.message for record in caplog.records if "metrics" in record.message] == [
        "The metrics cannot be written: de map"
    ]
