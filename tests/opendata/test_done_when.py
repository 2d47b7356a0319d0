"""All stopped initiatives on reception in Gelderland with what came of them: two clicks, or four lines of Python."""

import html
import io
import urllib.request

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from initiatives.models import Initiative
from tests.support.document import Document

pytestmark = pytest.mark.django_db
FINDER = "/initiatieven/?thema=opvang&provincie=gelderland&status=gestopt&status=afgerond"


@pytest.fixture
def stopped(content):
    """The initiatives that the finder shows for it."""
    shown = Client().get(FINDER).text
    found = [one for one in Initiative.objects.published().order_by("pk") if f'href="{one.get_absolute_url()}' in shown]
    assert found
    return found


def follow(client, path, words):
    """The answer behind the link with some words on a page."""
    return client.get(next(link["href"] for link in Document(client.get(path).text).find("a") if words in link.text))


def test_two_clicks_give_a_sheet_with_what_came_of_them(client, stopped):
    page = follow(client, "/", "Open data")
    book = follow(
        client, page.request["PATH_INFO"], "alle gestopte en afgeronde initiatieven voor opvang in Gelderland"
    )
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book)))
    initiatives, results = [workbook.get_sheet_by_name(name).to_python() for name in ("Initiatieven", "resultaten")]
    header, *rows = initiatives

    assert {row[0] for row in rows} == {one.code for one in stopped}
    assert {row[header.index("toelichting op de status")] for row in rows} == {one.status_reason for one in stopped}
    expected = [result.definition for one in stopped for result in one.results.all()]
    assert sorted(row[results[0].index("definitie")] for row in results[1:]) == sorted(expected)


def test_four_lines_of_python(client, stopped, monkeypatch, capsys):
    shown = client.get("/api/").text.partition('<code id="python">')[2].partition("</code>")[0]
    source = html.unescape(shown)
    monkeypatch.setattr(urllib.request, "urlopen", lambda address: io.BytesIO(client.get(address).content))
    exec(source, {})  # noqa: S102 - it is our own documentation
    printed = capsys.readouterr().out

    assert len(source.splitlines()) == 4
    for initiative in stopped:
        assert initiative.title in printed
        assert all(result.value in printed for result in initiative.results.all())
