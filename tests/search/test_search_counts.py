"""Searches are counted by words and day, and the desk shows the counts."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from core.daily_counts import RETENTION_DAYS
from search.counting import count_search, searches
from search.models import SearchCount
from tests.support import make

pytestmark = pytest.mark.django_db


def counted():
    searches.write()
    return list(SearchCount.objects.order_by("words").values_list("words", "times", "hits"))


def test_searches_are_counted_with_their_last_number_of_results(client):
    make.initiative(title="Taalles")
    client.get("/initiatieven/?q=Taalles")
    client.get("/zoeken/?q=taalles")
    client.get("/zoeken/?q=onvindbaar")

    assert counted() == [("onvindbaar", 1, 0), ("taalles", 2, 1)]


def test_turning_a_page_or_choosing_a_filter_is_no_new_search(client):
    make.initiative(title="Taalles", status="lopend")
    client.get("/initiatieven/?q=taalles&status=lopend")

    assert counted() == []


@pytest.mark.parametrize(
    "text", ["jan@voorbeeld.example", "0612345678", "06 12 34 56 78", "burgerservicenummer 123456782"]
)
def test_what_looks_personal_is_not_counted(text):
    count_search(text, 1)

    assert counted() == []


def test_nothing_about_the_visitor_is_stored():
    assert {field.name for field in SearchCount._meta.fields} == {"id", "day", "words", "times", "hits"}


def test_old_counts_are_deleted():
    long_ago = timezone.localdate() - timedelta(days=RETENTION_DAYS + 1)
    SearchCount.objects.create(day=long_ago, words="oud", times=1, hits=1)

    assert counted() == []


def test_a_flood_of_words_meets_a_limit(monkeypatch):
    monkeypatch.setattr(searches, "max_pending", 5)
    monkeypatch.setattr(searches, "max_per_day", 3)
    for number in range(20):
        count_search(f"woord{number}", 0)

    assert len(counted()) == 3


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_a_database_that_is_busy_or_gone_costs_only_the_count(monkeypatch, error):
    def fail():
        raise error

    monkeypatch.setattr(searches, "write", fail)
    monkeypatch.setattr("core.daily_counts.connection.close", lambda: None)
    searches._write_in_thread()


def test_the_desk_shows_the_frequent_words_and_those_without_a_result(client):
    count_search("taal", 4)
    count_search("taal", 4)
    count_search("raket", 0)
    searches.write()
    client.force_login(make.editor())
    page = client.get("/beheer/search/searchcount/")

    assert [count["words"] for count in page.context["frequent"]] == ["taal", "raket"]
    assert [count["words"] for count in page.context["without_hits"]] == ["raket"]
    assert "/zoeken/?q=taal" in page.text
    assert client.get("/beheer/search/searchcount/?gevonden=niets").context["cl"].result_count == 1
    assert client.get("/beheer/search/searchcount/add/").status_code == 403


def test_what_was_searched_can_be_downloaded(client):
    count_search("raket", 0)
    count_search("taal", 4)
    searches.write()
    client.force_login(make.editor())
    chosen = SearchCount.objects.values_list("pk", flat=True)
    download = client.post("/beheer/search/searchcount/", {"action": "download_csv", "_selected_action": list(chosen)})

    today = timezone.localdate().isoformat()
    assert download.getvalue().decode("utf-8-sig").splitlines() == [
        "dag,gezocht,keer,gevonden",
        f"{today},raket,1,0",
        f"{today},taal,1,4",
    ]
