"""The way of a revision from concept to the site: who may do what and when, and what is on the site meanwhile."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.records import State
from editorial.revisions import scheduling, snapshot
from editorial.revisions.models import ALLOWED_STATES, OPEN, Revision, RevisionState, ensure_revision, save_draft
from initiatives.models import Initiative
from search.documents import DocumentKind
from search.matching import Search
from tests.support import desk, make

pytestmark = pytest.mark.django_db


def initiative(**fields):
    return make.initiative(municipalities=[make.municipality()], **fields)


def chief(**fields):
    person = make.editor(**fields)
    person.user_permissions.add(Permission.objects.get(codename="force_revision"))
    return User.objects.get(pk=person.pk)


@pytest.fixture
def people():
    return make.editor(username="auteur"), make.editor(username="lezer")


def test_from_concept_to_site(people):
    author, reader = people
    record = initiative(title="Oud")
    revision = desk.draft(record, author, title="Nieuw")
    assert [revision.state for revision in record.revisions.all()] == [RevisionState.DRAFT, RevisionState.LIVE]

    revision.submit(author)
    revision.approve(reader)
    assert Initiative.objects.get().title == "Oud"
    revision.publish(reader, "Nieuwe naam.")

    assert Initiative.objects.published().get().title == "Nieuw"
    assert [revision.state for revision in record.revisions.all()] == [RevisionState.LIVE, RevisionState.SUPERSEDED]
    revision.refresh_from_db()
    assert (revision.approved_by, revision.forced, revision.change_note) == (reader, False, "Nieuwe naam.")
    assert Search("Nieuw", DocumentKind.INITIATIVE).exact
    assert not Search("Oud", DocumentKind.INITIATIVE).exact


@pytest.mark.parametrize("state", RevisionState)
@pytest.mark.parametrize("verb", ["submit", "approve", "send_back", "publish", "restore"])
def test_every_verb_from_every_state(people, state, verb):
    author, reader = people
    record = initiative()
    first = desk.draft(record, author, title="Nieuw")
    if state == RevisionState.LIVE:
        record.revisions.live().update(state=RevisionState.SUPERSEDED)
    content = snapshot.take(record) if state == RevisionState.LIVE else first.snapshot
    Revision.objects.filter(pk=first.pk).update(state=state, snapshot=content)
    revision = Revision.objects.get(pk=first.pk)
    words = ["Anders."] if verb == "send_back" else []

    assert (verb in revision.allowed(reader)) == (state in ALLOWED_STATES[verb])
    if state in ALLOWED_STATES[verb]:
        getattr(revision, verb)(reader, *words)
    else:
        with pytest.raises(snapshot.RevisionRefused):
            getattr(revision, verb)(reader, *words)
        revision.refresh_from_db()
        assert revision.state == state


def test_the_author_does_not_approve(people):
    author, _reader = people
    revision = desk.draft(initiative(), author)
    revision.submit(author)

    with pytest.raises(snapshot.RevisionRefused, match="eigen versie"):
        revision.approve(author)
    with pytest.raises(snapshot.RevisionRefused):
        revision.publish(author)


def test_two_eyes_by_setting(people, settings):
    settings.FOUR_EYES = False
    author, _reader = people
    record = initiative()
    revision = desk.draft(record, author, title="Nieuw")

    revision.publish(author)

    assert Initiative.objects.get().title == "Nieuw"
    assert not revision.forced


def test_a_chief_editor_publishes_without_approval_and_that_is_recorded(people):
    author, _reader = people
    revision = desk.draft(initiative(), author, title="Nieuw")

    revision.publish(chief(username="chef"))

    assert Revision.objects.get(forced=True) == revision
    assert Initiative.objects.get().title == "Nieuw"


def test_sending_back_gives_the_reason(people):
    author, reader = people
    revision = desk.draft(initiative(), author)
    revision.submit(author)

    with pytest.raises(snapshot.RevisionRefused, match="Schrijf op"):
        revision.send_back(reader, " ")
    revision.send_back(reader, "Noem de bron.")

    assert Revision.objects.get(pk=revision.pk).comment == "Noem de bron."


def test_what_is_incomplete_is_refused_with_all_reasons(people):
    author, reader = people
    record = initiative(title="Oud")
    revision = desk.draft(record, author, title="Nieuw", summary="", citations=[], themes=[])
    revision.submit(author)
    revision.approve(reader)

    with pytest.raises(snapshot.RevisionRefused) as refused:
        revision.publish(reader)

    assert len(refused.value.reasons) == 3
    assert Initiative.objects.get().title == "Oud"
    assert record.citations.exists()
    revision.refresh_from_db()
    assert revision.state == RevisionState.APPROVED


def test_a_row_that_was_written_by_other_means_is_a_revision_first(people):
    author, _reader = people
    record = initiative(title="Een")
    desk.draft(record, author, title="Twee")
    Initiative.objects.update(title="Uit het bestand")

    desk.draft(record, author, title="Drie")

    assert record.revisions.live().get().snapshot["title"] == "Uit het bestand"
    assert [revision.snapshot["title"] for revision in record.revisions.all()] == [
        "Drie",
        "Uit het bestand",
        "Twee",
        "Een",
    ]


def test_a_draft_that_never_was_on_the_site_is_what_its_newest_revision_says(people):
    author, _reader = people
    record = initiative(state=State.DRAFT, title="Eerst")
    first = ensure_revision(record, author)

    revision = desk.draft(record, author, title="Dan", tags=["taal"])

    assert (first.state, revision.state) == (RevisionState.DRAFT, RevisionState.DRAFT)
    assert revision.snapshot == snapshot.take(record)
    assert record.revisions.open().get() == revision
    assert not Initiative.objects.published().exists()


def test_what_changed_in_a_draft_after_its_approval_is_not_published(people):
    author, reader = people
    record = initiative(state=State.DRAFT)
    revision = ensure_revision(record, author)
    revision.submit(author)
    revision.approve(reader)
    Initiative.objects.update(title="Uit het bestand")

    with pytest.raises(snapshot.RevisionRefused, match="vervangen"):
        revision.publish(reader)

    assert not Initiative.objects.published().exists()
    assert record.revisions.open().get().snapshot["title"] == "Uit het bestand"


def test_who_submits_what_has_no_author_does_not_approve_it(people):
    author, reader = people
    revision = ensure_revision(initiative(state=State.DRAFT))

    revision.submit(author)

    assert "approve" not in revision.allowed(author)
    assert "approve" in revision.allowed(reader)


def test_a_link_belongs_to_both(people):
    author, reader = people
    first, second = initiative(), initiative()
    ensure_revision(second)
    desk.draft(second, author, title="Onderweg")
    revision = desk.draft(first, author, related=[second.pk])
    revision.submit(author)
    revision.approve(reader)

    revision.publish(reader)

    assert second.revisions.live().get().snapshot == snapshot.take(second)
    assert second.revisions.open().get().snapshot["related"] == [first.pk]


VERBS = [
    "edit",
    "edit",
    "submit",
    "approve",
    "send_back",
    "publish",
    "publish",
    "schedule",
    "wait",
    "cancel",
    "restore",
]


class TestAnySequence(TestCase):
    """Whatever editors do, the public row is what the revision says that calls itself live."""

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from([State.DRAFT, State.PUBLISHED]),
        st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 5)), min_size=4, max_size=14),
    )
    def test_what_is_live_is_on_the_site(self, begin, steps):
        people = [make.editor(username="auteur"), make.editor(username="lezer"), chief(username="chef")]
        record, places = initiative(tags=["taal"], state=begin), [make.municipality(), make.municipality()]
        other, source = initiative(), make.publication()
        ensure_revision(record)
        ensure_revision(other)
        for count, (verb, choice) in enumerate(steps):
            self.do(record, verb, choice, people, places, other, source, count)
            live = record.revisions.live().first()
            assert bool(live) == Initiative.objects.published().filter(pk=record.pk).exists()
            assert (live or record.revisions.open().get()).snapshot == snapshot.take(record)
            assert other.revisions.live().get().snapshot == snapshot.take(other)
            assert record.revisions.filter(state__in=OPEN).count() <= 1

    def do(self, record, verb, choice, people, places, other, source, count):
        user = people[choice % 3]
        revision = list(record.revisions.all())[choice % record.revisions.count()]
        if verb == "edit":
            start = (record.revisions.open().first() or record.revisions.live().get()).snapshot
            save_draft(record, edited(start, choice, places, other, source, count), user)
            return
        if verb == "wait":
            Revision.objects.planned().update(publish_at=timezone.now())
            scheduling.run()
            return
        if verb != "restore":
            revision = record.revisions.open().first() or revision
        more = {"send_back": ["Anders."], "schedule": [timezone.now() + timedelta(days=1)]}
        try:
            getattr(revision, verb)(user, *more.get(verb, []))
        except snapshot.RevisionRefused:
            return


def edited(start, choice, places, other, source, count):
    """A snapshot with one thing changed."""
    partner = {"id": count + 10_000, "name": f"Partner {count}", "role": "", "organisation": None}
    changes = [
        {"title": f"Titel {count}"},
        {"municipalities": [places[count % 2].pk]},
        {"tags": [f"woord {count}"]},
        {"partners": [*start["partners"][-1:], partner]},
        {"related": [] if start["related"] else [other.pk]},
        {"citations": [{"id": count + 10_000, "publication": source.pk, "heading": f"Kop {count}"}]},
    ]
    return {**start, **changes[choice]}
