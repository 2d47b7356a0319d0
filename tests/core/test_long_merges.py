"""Merging much-used records: in the background, followed on the form of what stays, never half, and undone likewise."""

import pytest
from django.contrib.admin.models import LogEntry
from taggit.models import Tag

from core import admin_merge_work
from core.jobs import background
from core.jobs.background import run_waiting
from core.jobs.models import BackgroundJob
from core.models import Merge
from editorial.audit.models import AuditEntry
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db
Result = BackgroundJob.Result
OUTCOME = "‘nieuwkomers’ is opgegaan in ‘statushouders’."


@pytest.fixture
def two(monkeypatch):
    """Two keywords that are used so much that merging them takes long: one initiative has both."""
    monkeypatch.setattr(admin_merge_work, "MOST_LINKS", 1)
    for title, tags in (("Taalhuis", ["statushouders", "nieuwkomers"]), ("Buurthuis", ["nieuwkomers"])):
        make.initiative(title=title, tags=tags)
    return Tag.objects.get(name="statushouders"), Tag.objects.get(name="nieuwkomers")


@pytest.fixture
def start(admin_client, two):
    """Confirms the merge; returns the address that this leads to."""

    def confirm():
        survivor, gone = two
        response = desk.act(admin_client, "merge", *two, confirm=1, survivor=survivor.pk, slug=gone.pk)
        return response.redirect_chain[-1][0] if response.redirect_chain else response.text

    return confirm


def tags_of(title):
    return sorted(Initiative.objects.get(title=title).tags.names())


def test_from_confirming_to_undoing(admin_client, client, start, two):
    address = start()
    assert address == f"{desk.address(two[0])}?werk={BackgroundJob.objects.get().pk}"
    assert "Het werk wacht tot het kan beginnen." in admin_client.get(address).text
    assert Tag.objects.filter(name="nieuwkomers").exists()
    run_waiting()

    assert OUTCOME in admin_client.get(address).text
    assert tags_of("Buurthuis") == tags_of("Taalhuis") == ["statushouders"]
    assert "Buurthuis" in client.get("/zoeken/", {"q": "statushouders"}).text

    response = desk.act(admin_client, "undo", Merge.objects.get())
    address = response.redirect_chain[-1][0]
    assert "Het werk wacht" in response.text
    run_waiting()
    assert "zijn weer twee records" in admin_client.get(address).text
    assert tags_of("Taalhuis") == ["nieuwkomers", "statushouders"]
    assert tags_of("Buurthuis") == ["nieuwkomers"]


def test_it_is_logged_as_if_the_editor_had_waited(admin_user, start, two):
    start()
    run_waiting()

    lines = AuditEntry.objects.filter(actor=admin_user.username, action="Twee samenvoegen", object_key=two[1].pk)
    assert lines.get().origin == "127.0.0.1"
    history = LogEntry.objects.filter(object_id=two[0].pk, user=admin_user).values_list("change_message", flat=True)
    assert {"Begonnen: Records samenvoegen.", "Samengevoegd met ‘nieuwkomers’."} <= set(history)


def test_stopping_it_changes_nothing(admin_client, start):
    response = admin_client.post(start(), {"stop": "1"}, follow=True)
    assert "Er is niets veranderd." in response.text
    assert run_waiting() == 0

    assert tags_of("Buurthuis") == ["nieuwkomers"]
    assert not Merge.objects.exists()


def test_a_fault_halfway_leaves_nothing_half(monkeypatch, start):
    start()
    monkeypatch.setattr(admin_merge_work, "_index_touched", lambda merged: 1 / 0)
    run_waiting()

    assert BackgroundJob.objects.get().result == Result.FAILED
    assert tags_of("Taalhuis") == ["nieuwkomers", "statushouders"]
    assert not Merge.objects.exists()


def test_a_process_that_died_after_the_merge_says_so_again(monkeypatch, start):
    start()
    with monkeypatch.context() as patch:
        patch.setattr(BackgroundJob, "finish", lambda job, *args, **fields: True)
        background._run(background._claim_next())
    BackgroundJob.objects.update(holder="")
    run_waiting()

    job = BackgroundJob.objects.get()
    assert (job.result, job.outcome) == (Result.DONE, OUTCOME)
    assert Merge.objects.count() == 1


def test_one_record_is_merged_once_at_a_time(start):
    start()

    assert "Het portaal werkt hier nog aan." in start()
    assert BackgroundJob.objects.count() == 1


def test_what_cannot_be_merged_is_said_afterwards(admin_client, two):
    survivor, gone = make.concept(state="draft"), make.concept()
    for word in ("azc", "opvang", "noodopvang"):
        gone.synonyms.create(term=word)
    response = desk.act(admin_client, "merge", survivor, gone, confirm=1, survivor=survivor.pk)
    run_waiting()

    assert "staat op de site" in admin_client.get(response.redirect_chain[-1][0]).text


def test_a_form_that_was_open_already_is_saved(admin_client, start, two):
    data = desk.opened(admin_client, desk.address(two[0])) | {"name": "statushouder"}
    start()
    admin_client.post(desk.address(two[0]), data)

    assert Tag.objects.filter(name="statushouder").exists()
