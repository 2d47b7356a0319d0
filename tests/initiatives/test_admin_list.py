"""The list of initiatives: columns, filters, search, and a fixed number of queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _logged_in(client):
    client.force_login(make.editor())


def listed_titles(client, **query):
    response = client.get(desk.address(Initiative, "changelist", **query))
    return {initiative.title for initiative in response.context["cl"].result_list}


def test_it_shows_what_an_editor_needs(client):
    make.initiative(
        title="Taalcoaches", municipalities=[make.municipality(name="Zwolle")], checked_on=datetime.date(2026, 3, 1)
    )

    text = client.get(desk.address(Initiative, "changelist")).text

    for shown in ("Taalcoaches", "Lopend", "Zwolle", "01-03-2026", "gepubliceerd"):
        assert shown in text


def test_more_rows_need_no_more_queries(client, django_assert_num_queries):
    address = desk.address(Initiative, "changelist")
    make.initiative(municipalities=[make.municipality()])
    client.get(address)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    with make.together():
        for _ in range(5):
            make.initiative(municipalities=[make.municipality(), make.municipality()])

    with django_assert_num_queries(len(first)):
        client.get(address)


def test_the_filters(client):
    province = make.province(name="Drenthe")
    make.initiative(title="Assen", municipalities=[make.municipality(province=province)], kind=InitiativeKind.PILOT)
    make.initiative(title="Ergens", unnamed_province=province, status=InitiativeStatus.STOPPED)
    make.initiative(title="Elders", **make.assessment(Evidence.COUNTED), state="draft")

    assert listed_titles(client, provincie=province.slug) == {"Assen", "Ergens"}
    assert listed_titles(client, kind__exact="pilot") == {"Assen"}
    assert listed_titles(client, status__exact="gestopt") == {"Ergens"}
    assert listed_titles(client, evidence__exact="cijfers") == {"Elders"}
    assert listed_titles(client, state__exact="draft") == {"Elders"}


def test_what_is_overdue(client):
    make.initiative(title="Te laat", next_check=datetime.date(2020, 1, 1))
    make.initiative(title="Op tijd", next_check=datetime.date(2999, 1, 1))
    make.initiative(title="Onbekend")

    assert listed_titles(client, werk="te-laat") == {"Te laat"}
    assert client.get(desk.address(Initiative, "changelist")).text.count("<strong>te laat</strong>") == 1


@pytest.mark.parametrize("query", ["taalcoach", "buurtbewoners", "INI-77", "Zwolle"])
def test_the_search(client, query):
    make.initiative(
        title="Taalcoaches",
        summary="Voor buurtbewoners.",
        code="INI-77",
        municipalities=[make.municipality(name="Zwolle"), make.municipality(name="Zwollerkerspel")],
    )
    make.initiative(title="Iets anders")

    assert listed_titles(client, q=query) == {"Taalcoaches"}
