"""The day on which the content of an initiative changed: only publishing other public content moves it."""

from datetime import date

import pytest
from django.core.management import call_command

from core.records import State
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
BEFORE, TODAY = date(2026, 3, 4), date(2026, 11, 29)


@pytest.fixture
def shown():
    initiative = make.initiative(title="Taalcoaches", municipalities=[make.municipality()], content_changed_on=BEFORE)
    initiative.results.create(
        value="72%", unit="van hen", definition="werk", period="2025", publication=make.publication()
    )
    return initiative


def publish(record, **changes):
    author = make.editor(superuser=True)
    revision = desk.draft(record, author, **changes)
    revision.publish(author)
    return changed_on(record)


def changed_on(record):
    return Initiative.objects.get(pk=record.pk).content_changed_on


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"approach": "Anders."}, TODAY),
        ({"end_year": 2025}, TODAY),
        ({"internal_note": "Nog bellen."}, BEFORE),
        ({"suggested_evidence": "cijfers"}, BEFORE),
        ({"checked_on": "2026-11-01"}, BEFORE),
        ({}, BEFORE),
    ],
)
def test_only_other_public_content_moves_it(shown, changes, day):
    assert publish(shown, **changes) == day


def test_what_comes_on_the_site_changed_that_day(shown):
    draft = make.initiative(state=State.DRAFT, municipalities=[make.municipality()], content_changed_on=None)

    assert publish(draft) == TODAY


def test_a_field_of_later_is_no_version_of_its_own(shown):
    publish(shown, approach="Anders.")
    live = shown.revisions.live().get()
    live.snapshot = {name: value for name, value in live.snapshot.items() if name != "end_date"}
    live.save()
    number = desk.draft(shown, summary="Nieuw.").number

    assert number == live.number + 1
    assert shown.revisions.live().get() == live


def test_a_check_does_not_move_it(shown, client):
    client.force_login(make.editor(superuser=True))
    Initiative.objects.filter(pk=shown.pk).update(checked_by_municipality=True)
    desk.act(client, "mark_checked", shown, confirm="1")
    record = Initiative.objects.get(pk=shown.pk)

    assert (record.checked_on, record.checked_by_municipality) == (TODAY, False)
    assert record.content_changed_on == BEFORE


@pytest.mark.usefixtures("content")
def test_loading_does_not_move_it():
    before = dict(Initiative.objects.values_list("code", "content_changed_on"))
    call_command("load_content")

    assert dict(Initiative.objects.values_list("code", "content_changed_on")) == before
    assert None not in before.values()
