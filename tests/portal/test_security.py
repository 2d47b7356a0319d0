"""Every response: its headers, no cookies, no third parties, and no secrets in an error."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as portal_settings
from django.test import Client, override_settings
from django.urls import resolve
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from core.records import State
from initiatives.models import Initiative
from tests.conftest import rolled_back
from tests.support.document import Document
from tests.support.public_urls import public_paths

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

LOADING = {"script", "img", "iframe", "source", "video", "audio", "embed", "track", "input"}
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch", "preconnect"}


@pytest.fixture
def client():
    """A visitor whose browser shows the error page instead of ending the test."""
    return Client(raise_request_exception=False)


def page_400(client):
    return client.get("/", headers={"host": "wrong host!"})


def page_404(client):
    return client.get("/bestaat-niet/")


def page_410(client):
    Initiative.objects.filter(code="INI-01").update(state=State.WITHDRAWN, withdrawal_reason="Bestaat niet meer.")
    return client.get(Initiative.objects.get(code="INI-01").get_absolute_url())


def page_500(client, monkeypatch):
    def fail(*_args):
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("initiatives.finder.views.facets", fail)
    return client.get("/initiatieven/")


def static_file(folder):
    (folder / "proef.css").write_text("body {}")
    with override_settings(STATIC_ROOT=folder):
        response = Client().get("/static/proef.css")
    assert response.getvalue() == b"body {}"
    return response


@pytest.fixture(scope="module")
def responses(content, django_db_blocker, tmp_path_factory):
    """A response of every kind, by name."""
    with rolled_back(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        return responses_by_name(Client(raise_request_exception=False), patch, tmp_path_factory.mktemp("static"))


@pytest.fixture(scope="module")
def public_pages(content, django_db_blocker):
    """The response of every public page, two of each kind, by path."""
    with django_db_blocker.unblock():
        return {path: Client().get(path) for path in public_paths(limit=2)}


def responses_by_name(client, monkeypatch, folder):
    paths = {
        "home": "/",
        "finder": "/initiatieven/",
        "wrong value": "/initiatieven/?thema=bestaat-niet",
        "detail": Initiative.objects.get(code="INI-02").get_absolute_url(),
        "feed": "/initiatieven/feed/",
        "wrong feed": "/initiatieven/feed/?thema=bestaat-niet",
        "robots": "/robots.txt",
        "sitemap": "/sitemap.xml",
        "security.txt": "/.well-known/security.txt",
        "login": "/beheer/login/",
        "to login": "/beheer/",
        "redirect": "/initiatieven",
    }
    by_name = {name: client.get(path) for name, path in paths.items()}
    by_name |= {
        "fragment": client.get("/initiatieven/?q=werk", headers={"hx-request": "true"}),
        "400": page_400(client),
        "404": page_404(client),
        "405": client.post("/"),
        "410": page_410(client),
        "static": static_file(folder),
        "500": page_500(client, monkeypatch),
    }
    return by_name


def test_each_response_has_its_status(responses):
    statuses = {name: response.status_code for name, response in responses.items()}

    errors = {"wrong feed": 400, "400": 400, "404": 404, "405": 405, "410": 410, "500": 500}
    assert statuses == dict.fromkeys(responses, 200) | errors | {"to login": 302, "redirect": 301}


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("X-Content-Type-Options", {"nosniff"}),
        ("Referrer-Policy", {"same-origin", "no-referrer"}),
        ("X-Frame-Options", {"DENY"}),
        ("Cross-Origin-Opener-Policy", {"same-origin"}),
    ],
)
def test_header_on_every_response(responses, header, values):
    assert {name for name, response in responses.items() if response.headers.get(header) not in values} == set()


def test_every_response_says_how_long_it_may_be_cached(responses, settings):
    """Without it a browser stores a 301, 404 or 410 as long as it likes, and what was withdrawn may come back."""
    settings.SECURE_SSL_REDIRECT = True
    responses["to https"] = Client().get("/over/")
    assert responses["to https"].status_code == 301
    unsaid = {name for name, response in responses.items() if not response.headers.get("Cache-Control")}

    assert unsaid == set()
    for name in ("404", "410", "405", "400", "500", "redirect", "to https", "wrong feed"):
        assert responses[name].headers["Cache-Control"] == "no-cache", name


def test_permissions_policy_on_every_response(responses):
    for name, response in responses.items():
        policy = response.headers.get("Permissions-Policy", "")
        assert {"camera=()", "geolocation=()", "microphone=()"} <= set(policy.split(", ")), name


def test_content_security_policy_on_every_response(responses):
    """The rules of internet.nl."""
    for name, response in responses.items():
        policy = response.headers["Content-Security-Policy"]
        rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
        sources = {source for values in rules.values() for source in values}

        assert rules["default-src"] == ["'none'"], name
        assert rules["base-uri"] in (["'none'"], ["'self'"]), name
        assert rules["form-action"] in (["'none'"], ["'self'"]), name
        assert rules["frame-ancestors"] in (["'none'"], ["'self'"]), name
        assert sources <= {"'none'", "'self'"}, f"{name} allows more than itself: no *, http:, data: or unsafe-…"


def test_no_cookie_for_a_visitor(public_pages):
    assert {path for path, response in public_pages.items() if response.cookies} == set()


def test_shared_caches_may_store_public_pages(public_pages):
    for path, response in public_pages.items():
        assert "Cookie" not in response.headers.get("Vary", ""), path
        assert "private" not in response.headers.get("Cache-Control", ""), path


def test_finder_varies_on_the_header_that_changes_its_response(client):
    assert "HX-Request" in client.get("/initiatieven/").headers["Vary"]


def foreign_resources(html):
    """The addresses that a browser loads by itself and that are not on this site."""
    page = Document(html)
    links = [link["href"] for link in page.find("link") if LOADING_LINKS & set(link["rel"].split())]
    loaded = [element[attribute] for element in page.find(*LOADING) for attribute in ("src", "srcset")]
    return [address for address in [*links, *loaded] if address and not re.match(r"/(?!/)", address)]


def test_no_third_party(client, public_pages):
    pages = [*public_pages.values()]
    pages += [page_400(client), page_404(client), page_410(client), client.get("/beheer/login/")]
    html = [page for page in pages if page.headers["Content-Type"].startswith("text/html")]

    assert len(html) > 20
    assert [address for page in html for address in foreign_resources(page.content.decode())] == []


def test_no_third_party_in_style_sheets():
    sheets = list((portal_settings.BASE_DIR / "static").rglob("*.css"))

    assert sheets
    for sheet in sheets:
        css = sheet.read_text()
        assert "@import" not in css, sheet
        assert re.findall(r"url\(\s*['\"]?(?:\w+:|//)[^)]*", css) == [], sheet


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_public_pages_are_read_only(method):
    strict = Client(enforce_csrf_checks=True)
    forms = {path for path in public_paths(limit=1) if hasattr(resolve(path).func, "takes_forms")}
    assert len(forms) >= 2
    for path in set(public_paths(limit=1)) - (forms if method == "POST" else set()):
        response = strict.generic(method, path)
        assert response.status_code == 405, path
        assert response.headers["Allow"] == "GET, HEAD", path


def test_head_is_get_without_the_page(client):
    response = client.head("/")

    assert response.status_code == 200
    assert response.content == b""


def test_login_still_takes_a_post(client):
    response = client.post("/beheer/login/", {"username": "niemand", "password": "fout"})

    assert response.status_code == 200


def test_a_failure_shows_a_dutch_page_and_nothing_of_the_code(client, monkeypatch):
    html = page_500(client, monkeypatch).content.decode()

    assert 'lang="nl"' in html
    assert Document(html).find("h1")[0].text
    assert "secret" not in html
    assert "Traceback" not in html
    assert "RuntimeError" not in html


@pytest.mark.parametrize("page", [page_400, page_404, page_410])
def test_error_pages_are_dutch_and_help(client, page):
    document = Document(page(client).content.decode())

    assert document.find("html")[0]["lang"] == "nl"
    assert document.find("main")[0].find("a"), "a visitor must be able to go on"
    assert document.find("input", name="q"), "a visitor must be able to search"


def test_security_txt(client):
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    expires = parse_datetime(fields["Expires"])

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"].startswith(("mailto:", "https://"))
    assert fields["Canonical"] == f"{portal_settings.PORTAL_URL}/.well-known/security.txt"
    assert "nl" in fields["Preferred-Languages"]
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert client.get("/security.txt").status_code == 404
