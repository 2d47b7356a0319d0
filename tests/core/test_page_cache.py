"""Pages that are cached until the next change, and 304 for a visitor who still has the last one."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.page_cache import REVALIDATE, PageCache
from tests.portal.test_visibility import everything
from tests.support import make
from tests.support.desk import EditorsClient
from tests.support.public_urls import public_paths

pytestmark = [pytest.mark.django_db, pytest.mark.page_cache]


def test_every_public_page_answers_304_with_one_query(client):
    everything("published")
    for path in public_paths(limit=1):
        page = client.get(path)
        assert page.status_code == 200, path
        if page.headers.get("Cache-Control") == "no-store":  # a form
            continue
        with CaptureQueriesContext(connection) as queries:
            again = client.get(path, headers={"If-None-Match": page.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["ETag"] == page.headers["ETag"], path
        assert len(queries) <= 1, path


def test_a_cached_page_is_the_same_page(client):
    make.initiative(title="Te zien")
    first = client.get("/initiatieven/")
    with CaptureQueriesContext(connection) as queries:
        second = client.get("/initiatieven/")

    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))
    assert len(queries) == 1


def test_after_a_change_nobody_gets_the_older_page(client):
    make.initiative(title="Eerste")
    before = client.get("/initiatieven/")
    make.initiative(title="Tweede")
    after = client.get("/initiatieven/", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "Tweede" in after.text


def test_a_change_that_is_rolled_back_leaves_the_older_page_valid(client):
    make.initiative(title="Eerste")
    tag = client.get("/initiatieven/").headers["ETag"]
    make.rolled_back(title="Tweede")

    assert client.get("/initiatieven/", headers={"If-None-Match": tag}).status_code == 304


def test_an_editor_gets_a_page_that_is_rendered_again_and_not_cached():
    make.initiative(title="Eerste")
    editor = EditorsClient()
    editor.force_login(make.editor())
    page = editor.get("/initiatieven/")

    assert "ETag" not in page.headers
    assert "public" not in page.headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/initiatieven/weg/", "/initiatieven/?pagina=99", "/bestaat-niet/"])
def test_an_error_is_not_cached(client, path):
    assert client.get(path).status_code == 404
    assert "ETag" not in client.get(path).headers


def test_shared_caches_must_revalidate(client):
    assert client.get("/").headers["Cache-Control"] == REVALIDATE


def test_fragments_and_compressed_pages_have_validators_of_their_own(client):
    make.initiative()
    kinds = [{}, {"HX-Request": "true"}, {"Accept-Encoding": "gzip"}]
    responses = [client.get("/initiatieven/", headers=headers) for headers in kinds * 2]

    assert len({response.headers["ETag"] for response in responses}) == 3
    assert "<html" not in responses[4].text
    assert responses[5].headers["Content-Encoding"] == "gzip"


def test_what_changes_at_midnight_is_rendered_again(client, monkeypatch):
    tag = client.get("/").headers["ETag"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("core.page_cache.timezone.localdate", lambda: tomorrow)

    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_a_wrong_host_gets_no_cached_page(client):
    client.get("/")

    assert client.get("/", headers={"Host": "elders.example"}).status_code == 400


def test_searches_and_comparisons_are_not_cached(client, monkeypatch):
    paths = []
    monkeypatch.setattr(PageCache, "put", lambda _self, _version, key, _response: paths.append(key[0]))
    client.get("/initiatieven/?q=taal")
    client.get("/initiatieven/vergelijken/?i=taal")
    client.get("/initiatieven/?thema=taal")

    assert paths == ["/initiatieven/?thema=taal"]


def test_the_cache_never_takes_more_than_its_size(monkeypatch, client):
    monkeypatch.setattr("core.page_cache.MAX_CACHE_BYTES", 20_000)
    pages = PageCache()
    for number in range(10):
        pages.put("nu", number, client.get("/over/"))

    assert sum(len(body) for body, _headers in pages._pages.values()) <= 20_000
    assert pages.get("nu", 9)
    assert pages.get("straks", 9) is None


def test_a_page_that_took_longer_than_a_change_is_not_cached(client):
    """Else it could be shown as the last one that is known, when the database is gone."""
    pages, response = PageCache(), client.get("/over/")
    pages.confirm("nu")
    pages.confirm("straks")
    pages.put("straks", "snel", response)
    pages.put("nu", "traag", response)

    assert pages.get_stale("snel")
    assert pages.get_stale("traag") is None


def test_without_a_database_there_are_still_the_fixed_pages(client, monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setattr("core.generation.read", fail)

    assert client.get("/toegankelijkheid/").status_code == client.get("/robots.txt").status_code == 200


def cached_keys(monkeypatch, client, requests):
    """The keys under which the pages of some requests are cached: pairs of a path and headers."""
    keys = []
    monkeypatch.setattr(PageCache, "put", lambda _self, _version, key, _response: keys.append(key))
    for path, headers in requests:
        assert client.get(path, headers=headers).status_code == 200
    return keys


@pytest.mark.parametrize("path", ["/robots.txt", "/", "/initiatieven/", "/initiatieven/feed/", "/kaders/", "/over/"])
def test_an_address_with_an_unknown_parameter_is_not_cached(client, monkeypatch, path):
    make.municipality(name="Ede", slug="ede")
    requests = [(f"{path}?{query}", {}) for query in ("uniek=1", "zoals=&uniek=1", "zoals=ede")]

    assert [key[0] for key in cached_keys(monkeypatch, client, requests)] == [f"{path}?zoals=ede"]


def test_headers_count_only_for_what_they_decide(client, monkeypatch):
    make.initiative()
    page = [{}, {"HX-Request": "x" * 4000}, {"HX-Request": "true", "HX-History-Restore-Request": "true"}]
    page += [{"HX-Target": "uniek"}, {"HX-History-Restore-Request": "uniek"}, {"Accept-Encoding": "uniek"}]
    update = [{"HX-Request": "true"}, {"HX-Request": "true", "HX-History-Restore-Request": "uniek"}]
    update += [{"HX-Request": "tru%65", "HX-Request-URI-AutoEncoded": "true"}]
    keys = cached_keys(monkeypatch, client, [("/initiatieven/", headers) for headers in [*page, *update]])

    assert keys == [("/initiatieven/", False, False)] * len(page) + [("/initiatieven/", True, False)] * len(update)


def test_keys_and_headers_count_too(client, monkeypatch):
    monkeypatch.setattr("core.page_cache.MAX_CACHE_BYTES", 100_000)
    pages, response = PageCache(), client.get("/robots.txt")
    response.headers["Lang"] = "x" * 10_000
    for number in range(20):
        pages.put("nu", f"{'y' * 10_000}{number}", response)

    assert [bool(pages.get("nu", f"{'y' * 10_000}{number}")) for number in range(20)] == [False] * 16 + [True] * 4


def test_the_number_of_pages_is_bounded_and_the_oldest_leave_first(client, monkeypatch):
    monkeypatch.setattr("core.page_cache.MAX_CACHED_PAGES", 3)
    pages, response = PageCache(), client.get("/robots.txt")
    for number in [0, 1, 2, 1, 3, 4]:
        pages.put("nu", number, response)

    assert [bool(pages.get("nu", number)) for number in range(5)] == [False, True, False, True, True]


@pytest.mark.parametrize("path", ["/initiatieven/", "/initiatieven/export/", "/bestaat-niet/"])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=0", None),
        ("GZIP; Q=0.000", None),
        ("br, gzip ; q=0, identity", None),
        ("", None),
    ],
)
def test_a_refused_encoding_is_not_used(client, path, accepted, encoding):
    make.initiative()
    for headers in ({"Accept-Encoding": "gzip"}, {"Accept-Encoding": accepted}):
        response = client.get(path, headers=headers)

    assert response.headers.get("Content-Encoding") == encoding


def test_a_static_file_is_not_sent_in_an_encoding_that_is_refused(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    for name, size in {"proef.css": 300, "proef.css.gz": 200, "proef.css.br": 100}.items():
        (tmp_path / name).write_text("x" * size)
    accepted = {"gzip, br": "br", "gzip, br;q=0": "gzip", "gzip;q=0, br;q=0.0": None, "gzip;q=0": None}
    responses = {text: Client().get("/static/proef.css", headers={"Accept-Encoding": text}) for text in accepted}

    assert {text: response.headers.get("Content-Encoding") for text, response in responses.items()} == accepted
    assert {response.getvalue() and response.status_code for response in responses.values()} == {200}
