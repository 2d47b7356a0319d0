"""However it came to be, the index says the same as one that is built anew, and it repairs itself after a move."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings, strategies

from core.generation import content_change
from initiatives.models import Initiative
from search import index, stamp
from search.backends import engine
from search.checks import check_index
from search.matching import Search
from search.models import Entry, Word
from tests.support import make
from tests.support.index_changes import CHANGES, World, all_answers, save_at_desk

pytestmark = pytest.mark.django_db


def hold_equality(changes):
    """Make the changes, and demand that building the index anew changes no answer; all is rolled back."""
    with transaction.atomic():
        world = World()
        for change in changes:
            world.change(*change)
        assert stamp.is_valid()
        answers = all_answers()
        index.rebuild()
        anew = all_answers()
        assert {word: answer for word, answer in answers.items() if answer != anew.get(word)} == {}
        assert answers == anew
        transaction.set_rollback(True)


QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=QUIET)
@given(strategies.lists(CHANGES, min_size=4, max_size=12))
def test_changes_give_the_same_index_as_a_rebuild(changes):
    hold_equality(changes)


def test_a_municipality_that_no_longer_has_a_predecessor_is_not_found_by_its_name():
    old = make.municipality(name="Oudorp", ended_on="2020-01-01")
    before, now = make.municipality(name="A"), make.municipality(name="B")
    save_at_desk(old, successor=before)
    assert before.pk in {key % (1 << 40) for key in Search("oudorp").matches}

    save_at_desk(old, successor=now)

    assert {key % (1 << 40) for key in Search("oudorp").matches} == {now.pk}


class TestMoves:
    """After each of these the first search finds what there is, and the check said so before."""

    @pytest.fixture(autouse=True)
    def _records(self):
        make.initiative(title="Taalcafé in de bibliotheek")
        make.initiative(title="Iets anders", state="draft")
        assert check_index(["default"]) == []
        yield
        assert [warning.id for warning in check_index(["default"])] == ["search.W001"]
        with content_change():
            pass
        assert len(Search("taalcafe").exact) == 1
        assert check_index(["default"]) == []

    def test_the_table_of_the_engine_is_empty(self):
        with connection.cursor() as cursor:
            engine().clear(cursor)

    def test_the_table_of_the_engine_is_of_another_time(self):
        with connection.cursor() as cursor:
            engine().write_stamp(cursor, "another")

    def test_the_entries_are_gone(self):
        Entry.objects.all().delete()
        Word.objects.all().delete()

    def test_everything_is_gone(self):
        with connection.cursor() as cursor:
            engine().clear(cursor)
        stamp.Stamp.objects.all().delete()
        Entry.objects.all().delete()
        Word.objects.all().delete()

    def test_only_the_records_came_back(self):
        Initiative.objects.filter(state="draft").update(state="published")

    def test_a_change_meanwhile_does_not_hide_it(self):
        with connection.cursor() as cursor:
            engine().clear(cursor)
        make.initiative(title="Nog een")

    def test_a_dump_is_loaded(self, tmp_path):
        dump = tmp_path / "dump.json"
        call_command("dumpdata", "search", output=str(dump), verbosity=0)
        with content_change():
            index.remove(Initiative, Initiative.objects.values_list("pk", flat=True))
        call_command("loaddata", str(dump), verbosity=0)
        assert len(json.loads(dump.read_text())) > 2


def test_without_a_database_to_write_to_a_search_goes_on(client, monkeypatch):
    make.initiative(title="Taalcafé")
    Entry.objects.filter(title="Taalcafé").delete()
    monkeypatch.setattr("search.index.rebuild", lambda: connection.cursor().execute("INSERT INTO search_nothing"))
    User.objects.create(username="x")

    assert client.get("/initiatieven/?q=iets").status_code == 200
