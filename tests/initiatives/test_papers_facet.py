"""Finding examples by the papers that they offer: a facet that is there once there is a paper."""

import csv

import pytest
from django.http import QueryDict
from django.test import Client

from core.generation import content_change
from editorial.revisions.history.models import PublicChange
from editorial.subscriptions.matching import ChangedCatalogue
from editorial.subscriptions.selections import read
from library.models import Paper
from tests.support import desk, make

pytestmark = pytest.mark.django_db
LIST = "/initiatieven/"


def offering(title, *kinds, **fields):
    """An initiative that offers papers of some kinds."""
    initiative = make.initiative(title=title, municipalities=[make.municipality()], **fields)
    for kind in kinds:
        initiative.attachments.create(paper=make.paper(kind=kind))
    return make.published(initiative)


@pytest.fixture
def examples():
    return [
        offering("Hotel", "raadsvoorstel", "raadsvoorstel", "convenant"),
        offering("Boot", "convenant"),
        offering("Kas"),
    ]


def found(client, **parameters):
    text = client.get(LIST, parameters).text
    return [title for title in ("Hotel", "Boot", "Kas") if f"{title}</a>" in text]


@pytest.mark.parametrize(
    ("kinds", "titles"),
    [("raadsvoorstel", ["Hotel"]), ("convenant", ["Hotel", "Boot"]), (["raadsvoorstel", "begroting"], ["Hotel"])],
)
def test_it_finds_by_kind(client, examples, kinds, titles):
    assert found(client, documenten=kinds) == titles


def test_the_facet_is_folded_and_counts(client, examples):
    text = client.get(LIST).text

    assert '<details class="facet" id="facet-documenten">' in text
    assert "raadsvoorstel <small>(1)</small>" in text
    assert "convenant <small>(2)</small>" in text
    assert "bewonersbrief" not in text


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "withdrawn"}])
def test_without_a_paper_on_the_site_there_is_no_facet(client, fields):
    offering("Hotel", "raadsvoorstel", **fields)
    offering("Kas").attachments.create(paper=make.paper(personal_data_checked=False))

    assert "facet-documenten" not in client.get(LIST).text


def test_a_paper_that_is_not_cleared_any_more_counts_no_longer(client, examples):
    assert found(client, documenten="convenant") == ["Hotel", "Boot"]
    with content_change():
        Paper.objects.filter(kind="convenant").update(personal_data_checked=False)

    assert found(client, documenten="convenant") == []
    assert found(client, documenten="raadsvoorstel") == ["Hotel"]


def test_the_export_and_the_feed_have_the_same(client, examples):
    lines = client.get("/initiatieven/export/", {"documenten": "raadsvoorstel"}).getvalue().decode("utf-8-sig")
    [row] = csv.DictReader(lines.splitlines())
    feed = client.get("/initiatieven/feed/", {"documenten": "raadsvoorstel"}).text

    assert row["titel"] == "Hotel"
    assert row["soorten documenten"] == "convenant | raadsvoorstel"
    assert "Hotel" in feed
    assert "Boot" not in feed
    assert client.get("/initiatieven/feed/", {"documenten": "folder"}).status_code == 400


def test_who_follows_it_hears_of_changes_of_what_offers_it(client, examples):
    client.force_login(make.editor())
    desk.save_and_publish(client, examples[0], summary="Anders.", **desk.part("attachments"))
    changes = list(PublicChange.objects.order_by("pk"))
    selections = [read(QueryDict(f"documenten={kind}")) for kind in ("raadsvoorstel", "begroting")]

    assert selections[0] == "documenten=raadsvoorstel"
    assert [ChangedCatalogue(changes).matching(each) for each in selections] == [changes, []]
    assert "raadsvoorstel" in Client().get("/volgen/?documenten=raadsvoorstel").text
