"""The way of a version from concept to the site: who may do what and when, and what is on the site meanwhile."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from editorial.versions import schedule, snapshot
from editorial.versions.models import FROM, OPEN, Step, Version, keep_row, save_draft
from initiatives.models import Initiative
from search.documents import Kind
from search.finding import Search
from sources.records import State
from tests import desk, make

pytestmark = pytest.mark.django_db


def initiative(**fields):
    return make.initiative(municipalities=[make.municipality()], **fields)


def chief(**fields):
    person = make.editor(**fields)
    person.user_permissions.add(Permission.objects.get(codename="force_version"))
    return User.objects.get(pk=person.pk)


@pytest.fixture
def people():
    return make.editor(username="auteur"), make.editor(username="lezer")


def test_from_concept_to_site(people):
    author, reader = people
    record = initiative(title="Oud")
    version = desk.draft(record, author, title="Nieuw")
    assert [one.state for one in record.versions.all()] == [Step.CONCEPT, Step.LIVE]

    version.submit(author)
    version.approve(reader)
    assert Initiative.objects.get().title == "Oud"
    version.publish(reader, "Nieuwe naam.")

    assert Initiative.objects.published().get().title == "Nieuw"
    assert [one.state for one in record.versions.all()] == [Step.LIVE, Step.SUPERSEDED]
    version.refresh_from_db()
    assert (version.approved_by, version.forced, version.change_note) == (reader, False, "Nieuwe naam.")
    assert Search("Nieuw", Kind.INITIATIVE).exact
    assert not Search("Oud", Kind.INITIATIVE).exact


@pytest.mark.parametrize("state", Step)
@pytest.mark.parametrize("verb", ["submit", "approve", "send_back", "publish", "restore"])
def test_every_step_from_every_state(people, state, verb):
    author, reader = people
    record = initiative()
    first = desk.draft(record, author, title="Nieuw")
    if state == Step.LIVE:
        record.versions.live().update(state=Step.SUPERSEDED)
    content = snapshot.take(record) if state == Step.LIVE else first.snapshot
    Version.objects.filter(pk=first.pk).update(state=state, snapshot=content)
    version = Version.objects.get(pk=first.pk)
    words = ["Anders."] if verb == "send_back" else []

    assert (verb in version.allowed(reader)) == (state in FROM[verb])
    if state in FROM[verb]:
        getattr(version, verb)(reader, *words)
    else:
        with pytest.raises(snapshot.Refused):
            getattr(version, verb)(reader, *words)
        version.refresh_from_db()
        assert version.state == state


def test_the_author_does_not_approve(people):
    author, _reader = people
    version = desk.draft(initiative(), author)
    version.submit(author)

    with pytest.raises(snapshot.Refused, match="eigen versie"):
        version.approve(author)
    with pytest.raises(snapshot.Refused):
        version.publish(author)


def test_two_eyes_by_setting(people, settings):
    settings.FOUR_EYES = False
    author, _reader = people
    record = initiative()
    version = desk.draft(record, author, title="Nieuw")

    version.publish(author)

    assert Initiative.objects.get().title == "Nieuw"
    assert not version.forced


def test_a_chief_publishes_without_approval_and_that_is_noted(people):
    author, _reader = people
    version = desk.draft(initiative(), author, title="Nieuw")

    version.publish(chief(username="chef"))

    assert Version.objects.get(forced=True) == version
    assert Initiative.objects.get().title == "Nieuw"


def test_sending_back_says_why(people):
    author, reader = people
    version = desk.draft(initiative(), author)
    version.submit(author)

    with pytest.raises(snapshot.Refused, match="Schrijf op"):
        version.send_back(reader, " ")
    version.send_back(reader, "Noem de bron.")

    assert Version.objects.get(pk=version.pk).comment == "Noem de bron."


def test_what_is_not_fit_is_refused_with_all_reasons(people):
    author, reader = people
    record = initiative(title="Oud")
    version = desk.draft(record, author, title="Nieuw", summary="", citations=[], themes=[])
    version.submit(author)
    version.approve(reader)

    with pytest.raises(snapshot.Refused) as refused:
        version.publish(reader)

    assert len(refused.value.reasons) == 3
    assert Initiative.objects.get().title == "Oud"
    assert record.citations.exists()
    version.refresh_from_db()
    assert version.state == Step.APPROVED


def test_a_row_that_was_written_by_other_means_is_a_version_first(people):
    author, _reader = people
    record = initiative(title="Een")
    desk.draft(record, author, title="Twee")
    Initiative.objects.update(title="Uit het bestand")

    desk.draft(record, author, title="Drie")

    assert record.versions.live().get().snapshot["title"] == "Uit het bestand"
    assert [one.snapshot["title"] for one in record.versions.all()] == ["Drie", "Uit het bestand", "Twee", "Een"]


def test_a_draft_that_never_was_on_the_site_is_what_its_newest_version_says(people):
    author, _reader = people
    record = initiative(state=State.DRAFT, title="Eerst")
    first = keep_row(record, author)

    version = desk.draft(record, author, title="Dan", tags=["taal"])

    assert (first.state, version.state) == (Step.CONCEPT, Step.CONCEPT)
    assert version.snapshot == snapshot.take(record)
    assert record.versions.open().get() == version
    assert not Initiative.objects.published().exists()


def test_what_changed_in_a_draft_after_its_approval_is_not_published(people):
    author, reader = people
    record = initiative(state=State.DRAFT)
    version = keep_row(record, author)
    version.submit(author)
    version.approve(reader)
    Initiative.objects.update(title="Uit het bestand")

    with pytest.raises(snapshot.Refused, match="vervangen"):
        version.publish(reader)

    assert not Initiative.objects.published().exists()
    assert record.versions.open().get().snapshot["title"] == "Uit het bestand"


def test_who_submits_what_has_no_author_does_not_approve_it(people):
    author, reader = people
    version = keep_row(initiative(state=State.DRAFT))

    version.submit(author)

    assert "approve" not in version.allowed(author)
    assert "approve" in version.allowed(reader)


def test_a_link_belongs_to_both(people):
    author, reader = people
    one, other = initiative(), initiative()
    keep_row(other)
    desk.draft(other, author, title="Onderweg")
    version = desk.draft(one, author, related=[other.pk])
    version.submit(author)
    version.approve(reader)

    version.publish(reader)

    assert other.versions.live().get().snapshot == snapshot.take(other)
    assert other.versions.open().get().snapshot["related"] == [one.pk]


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
    """Whatever editors do, the public row is what the version says that calls itself live."""

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from([State.DRAFT, State.PUBLISHED]),
        st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 5)), min_size=4, max_size=14),
    )
    def test_what_is_live_is_on_the_site(self, begin, steps):
        people = [make.editor(username="auteur"), make.editor(username="lezer"), chief(username="chef")]
        record, places = initiative(tags=["taal"], state=begin), [make.municipality(), make.municipality()]
        other, source = initiative(), make.publication()
        keep_row(record)
        keep_row(other)
        for count, (verb, choice) in enumerate(steps):
            self.do(record, verb, choice, people, places, other, source, count)
            live = record.versions.live().first()
            assert bool(live) == Initiative.objects.published().filter(pk=record.pk).exists()
            assert (live or record.versions.open().get()).snapshot == snapshot.take(record)
            assert other.versions.live().get().snapshot == snapshot.take(other)
            assert record.versions.filter(state__in=OPEN).count() <= 1

    def do(self, record, verb, choice, people, places, other, source, count):
        user = people[choice % 3]
        version = list(record.versions.all())[choice % record.versions.count()]
        if verb == "edit":
            start = (record.versions.open().first() or record.versions.live().get()).snapshot
            save_draft(record, edited(start, choice, places, other, source, count), user)
            return
        if verb == "wait":
            Version.objects.planned().update(publish_at=timezone.now())
            schedule.run()
            return
        if verb != "restore":
            version = record.versions.open().first() or version
        more = {"send_back": ["Anders."], "schedule": [timezone.now() + timedelta(days=1)]}
        try:
            getattr(version, verb)(user, *more.get(verb, []))
        except snapshot.Refused:
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
