"""The Atom feed of the finder: its form, its order, and that it is the selection of the finder."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from initiatives.models import Initiative
from tests.support import make
from tests.support.document import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

FINDER = "/initiatieven/"
FEED = f"{FINDER}feed/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def touch(code):
    """Note a change of an initiative as the desk does, so that it is the last that changed."""
    initiative = Initiative.objects.get(code=code)
    initiative.content_changed_on = timezone.localdate() + timedelta(days=1)
    initiative.save()
    make.published(initiative)


def feed(client, query=""):
    """The feed as a tree."""
    response = client.get(f"{FEED}{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def texts(tree, path):
    return [element.text for element in tree.findall(path, ATOM)]


def test_feed_is_atom(client):
    tree = feed(client)
    links = {link.get("rel"): link.get("href") for link in tree.findall("a:link", ATOM)}
    entries = tree.findall("a:entry", ATOM)

    assert links == {"self": f"{settings.PORTAL_URL}{FEED}", "alternate": f"{settings.PORTAL_URL}{FINDER}"}
    assert texts(tree, "a:title") != [""]
    assert texts(tree, "a:author/a:name") != [""]
    assert len(entries) == 50
    for entry in entries:
        assert entry.findtext("a:id", "", ATOM).startswith("tag:")
        assert entry.findtext("a:title", "", ATOM)
        assert entry.findtext("a:summary", "", ATOM)
        assert entry.find("a:link", ATOM).get("href").startswith(f"{settings.PORTAL_URL}{FINDER}")
    ids = texts(tree, "a:entry/a:id")
    assert len(set(ids)) == len(ids)


def test_feed_is_in_order_of_change(client):
    touch("INI-05")
    tree = feed(client)
    changed = [parse_datetime(text) for text in texts(tree, "a:entry/a:updated")]

    assert texts(tree, "a:entry/a:id")[0].endswith(":INI-05")
    assert changed == sorted(changed, reverse=True)
    assert parse_datetime(tree.findtext("a:updated", "", ATOM)) == changed[0]


def test_feed_id_stays_when_the_address_changes(client):
    touch("INI-05")
    before = feed(client).find("a:entry", ATOM)
    Initiative.objects.filter(code="INI-05").update(slug="nieuw-adres")
    after = feed(client).find("a:entry", ATOM)

    assert after.find("a:link", ATOM).get("href") == f"{settings.PORTAL_URL}{FINDER}nieuw-adres/"
    assert after.findtext("a:id", "", ATOM) == before.findtext("a:id", "", ATOM)


@pytest.mark.parametrize("query", ["?thema=opvang", "?q=werk", "?status=lopend&soort=project", "?land=nederland"])
def test_feed_takes_the_parameters_of_the_finder(client, query):
    page = Document(client.get(f"{FINDER}{query}").text)
    total = int(page.ids["results-count"].text.split()[0])
    tree = feed(client, query)

    assert 0 < len(tree.findall("a:entry", ATOM)) == min(total, 50)
    assert tree.find("a:link[@rel='self']", ATOM).get("href") == f"{settings.PORTAL_URL}{FEED}{query}"


def test_feed_without_results_is_a_feed(client):
    assert feed(client, "?q=xyzzy").findall("a:entry", ATOM) == []


def test_feed_of_a_wrong_choice_says_what_is_wrong(client):
    response = client.get(f"{FEED}?thema=bestaat-niet")

    assert response.status_code == 400
    assert "bestaat-niet" in response.text
