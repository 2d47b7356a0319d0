"""The API design rules of the Dutch government, one test each, under the name that the rule has in the norm."""

import datetime
import json
import re

import pytest
from django.conf import settings
from django.test import Client

from opendata.api import ROOT, VERSION
from opendata.api.rate_limit import LIMIT, rate_limit
from opendata.resources import RESOURCES
from opendata.schemas import KINDS

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
LIST, RECORD = f"{ROOT}/initiatieven", f"{ROOT}/initiatieven/INI-01"
WRONG = f"{LIST}?thema=bestaat-niet&foo=1&page=0&pageSize=101&fields=geen"
ADDRESSES = [ROOT, LIST, RECORD, f"{ROOT}/openapi.json", WRONG, f"{ROOT}/niets", f"{LIST}/NIETS", f"{LIST}/"]


@pytest.fixture(autouse=True)
def _content(content):
    """All of this is about the real content."""


@pytest.fixture(scope="module")
def document(content, django_db_blocker):
    with django_db_blocker.unblock():
        return Client().get(f"{ROOT}/openapi.json").json()


def operations(document):
    return [item["get"] for item in document["paths"].values()]


def parameters(document):
    return [parameter for operation in operations(document) for parameter in operation["parameters"]]


def properties(document):
    schemas = document["components"]["schemas"].values()
    return {name: value for schema in schemas for name, value in schema.get("properties", {}).items()}


def test_naming_resources_and_naming_collections(document):
    assert {path.split("/")[1] for path in document["paths"]} - {"openapi.json"} == set(RESOURCES) == set(KINDS)


def test_interface_language_and_doc_language(document):
    assert document["info"]["description"].startswith("Lokale voorbeelden")
    assert all(field["description"].endswith((".", ")")) for field in properties(document).values() if "title" in field)
    assert 'lang="nl"' in Client().get("/api/").content.decode()


@pytest.mark.parametrize("path", [f"{ROOT}/", f"{LIST}/", f"{RECORD}/", f"{ROOT}/openapi.json/"])
def test_no_trailing_slash(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == PROBLEM


def test_path_segments_kebab_case(document):
    segments = {part for path in document["paths"] for part in path.split("/")[1:] if not part.startswith("{")}

    assert all(re.fullmatch(r"_?[a-z0-9]+(-[a-z0-9]+)*", part) for part in segments - {"openapi.json"})


def test_query_keys_camel_case(document):
    names = {parameter["name"] for parameter in parameters(document) if parameter["in"] == "query"}

    assert {"thema", "pageSize", "fields"} <= names
    assert all(re.fullmatch(r"\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*", name) for name in names)


def test_hide_implementation(document):
    text = json.dumps(document).lower()

    assert not re.search(r"django|pydantic|sqlite|postgres|initiatives_|themes_", text)


def test_date_time_format(document):
    formats = {
        value.get("format") for field in properties(document).values() for value in [field, *field.get("anyOf", [])]
    }

    assert formats - {None, "uri"} == {"date", "time"}


def test_date_time_timezone_and_date_omit_time_portion(client):
    """No field has a time of day on a date: dates are days, as precise as they are known."""
    for name in RESOURCES:
        assert not re.search(r'"\d{4}-\d{2}-\d{2}T', client.get(f"{ROOT}/{name}?pageSize=100").content.decode())


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", [LIST, RECORD, ROOT, f"{ROOT}/openapi.json"])
def test_http_methods(client, method, path):
    response = getattr(client, method)(path)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Content-Type"] == PROBLEM


def test_http_methods_that_are_allowed(client):
    assert client.options(LIST).status_code == 204
    assert client.options(LIST).headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.head(LIST).status_code == 200
    assert client.head(LIST).content == b""


def test_http_safety(client, django_assert_max_num_queries):
    client.get(LIST)
    with django_assert_max_num_queries(6) as queries:
        client.get(LIST)

    assert all(query["sql"].lstrip("(").startswith("SELECT") for query in queries.captured_queries)


def test_stateless(client, admin_client):
    for one in (client, admin_client):
        assert not any(one.get(path).cookies for path in ADDRESSES)
    assert client.get(LIST).content == admin_client.get(LIST).content


def test_error_handling_problem_details(client):
    for path, status in {WRONG: 400, f"{LIST}/NIETS": 404, f"{LIST}?q={'x' * 1600}": 414, f"{ROOT}/niets": 404}.items():
        response = client.get(path)
        body = response.json()
        assert (response.status_code, body["status"]) == (status, status)
        assert response.headers["Content-Type"] == PROBLEM
        assert body["title"]
        assert body["detail"]


@pytest.mark.parametrize(
    "query",
    [
        *("onbekend=1", "thema=x", "page=0", "page=x", "page=999", "pageSize=0", "pageSize=101", "fields=x", "fields="),
        *("facetten=x", "page=1&page=2", "q=%00", "sorteer=x", "gemeente=atlantis", "weergave=kaart", "thema=opvang&x"),
    ],
)
def test_error_handling_invalid_input(client, query):
    assert client.get(f"{LIST}?{query}").status_code == 400


def test_error_handling_all_errors(client):
    names = [error["name"] for error in client.get(WRONG).json()["errors"]]

    assert sorted(names) == ["fields", "foo", "page", "pageSize", "thema"]


def test_doc_openapi_and_publish_openapi(client, document):
    response = client.get(f"{ROOT}/openapi.json")

    assert document["openapi"].startswith("3.1")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "OpenAPI" in client.get("/api/").content.decode()


def test_doc_openapi_contact(document):
    contact = document["info"]["contact"]

    assert set(contact) == {"name", "email", "url"}
    assert contact["email"] == settings.CONTACT_EMAIL


def test_changelog_deprecation_schedule_and_transition_period(client):
    page = client.get("/api/").content.decode()

    assert VERSION in page
    assert "12 maanden" in page
    assert "nooit meer dan twee versies" in page


def test_uri_version(document):
    assert [server["url"] for server in document["servers"]] == [f"{settings.PORTAL_URL}/api/v1"]


def test_semver(document):
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
def test_version_header(client, path, method):
    assert getattr(client, method)(path).headers["API-Version"] == VERSION


def test_version_header_in_the_document(document):
    for operation in operations(document):
        for status, response in operation["responses"].items():
            assert "API-Version" in response.get("headers", {}) or "$ref" in response, status
    assert all("API-Version" in response["headers"] for response in document["components"]["responses"].values())


@pytest.mark.page_cache
def test_version_header_of_what_did_not_change(client):
    etag = client.get(LIST).headers["ETag"]
    response = client.get(LIST, headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert response.headers["API-Version"] == VERSION
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{LIST}?thema=opvang", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", ADDRESSES)
def test_transport_security_headers(client, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] in {"no-cache", "public, max-age=0, must-revalidate"}  # see docs/decisions.md


@pytest.mark.parametrize("path", ADDRESSES)
def test_transport_cors(client, path):
    assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"


class TestLimits:
    def test_one_too_many_in_a_minute(self, client, clock, monkeypatch):
        monkeypatch.setattr("opendata.api.rate_limit.LIMIT", 2)
        clock(3600)
        statuses = [client.get(RECORD).status_code for _time in range(3)]
        refused = client.get(RECORD)

        assert statuses == [200, 200, 429]
        assert refused.headers["Content-Type"] == PROBLEM
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert refused.headers["RateLimit-Remaining"] == "0"
        assert client.get(RECORD, REMOTE_ADDR="192.0.2.9").status_code == 200
        clock(60)
        assert client.get(RECORD).status_code == 200

    def test_headers_say_what_is_left(self, client, clock):
        clock(7200)
        first, second = client.get(RECORD).headers, client.get(RECORD).headers

        assert int(first["RateLimit-Limit"]) == LIMIT
        assert int(first["RateLimit-Remaining"]) == int(second["RateLimit-Remaining"]) + 1

    def test_nobody_is_remembered(self, client, clock):
        client.get(RECORD)
        clock(120)
        client.get(RECORD, REMOTE_ADDR="192.0.2.1")

        assert list(rate_limit._counts) == ["192.0.2.1"]


class TestNotThereAnyMore:
    def test_withdrawn_says_why(self, client):
        kind = KINDS["kaders"]
        rule = kind.published().first()
        rule.state, rule.withdrawal_reason = "withdrawn", "De regel bestond niet."
        rule.save()
        response = client.get(f"{ROOT}/kaders/{rule.code}")

        assert response.status_code == 410
        assert response.json()["detail"] == "De regel bestond niet."
        assert rule.code not in client.get(f"{ROOT}/kaders?pageSize=100&fields=code").content.decode()

    def test_merged_leads_on(self, client):
        from core.merging import merge

        survivor, gone = KINDS["bronnen"].published().order_by("pk")[:2]
        code = gone.code
        merge(survivor, gone, [])
        response = client.get(f"{ROOT}/bronnen/{code}?fields=code")

        assert response.status_code == 301
        assert response.headers["Location"] == f"{settings.PORTAL_URL}{ROOT}/bronnen/{survivor.code}?fields=code"
        assert response.headers["API-Version"] == VERSION

    def test_expired_is_gone(self, client):
        initiative = KINDS["initiatieven"].published().get(code="INI-02")
        initiative.offline_at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        initiative.save()

        assert client.get(f"{LIST}/INI-02").status_code == 410
