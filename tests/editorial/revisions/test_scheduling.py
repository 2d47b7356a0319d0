"""The schedule: publishing and withdrawing at a moment, whoever comes first after it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from core.models import Generation
from core.records import State
from editorial.audit.models import AuditEntry
from editorial.revisions import scheduling, snapshot
from editorial.revisions.models import Revision, RevisionState
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = [pytest.mark.django_db, pytest.mark.page_cache]
DAY = timedelta(days=1)


@pytest.fixture
def people():
    return make.editor(username="auteur"), make.editor(username="lezer")


def approved(people, record, **changes):
    author, reader = people
    revision = desk.draft(record, author, **changes)
    revision.submit(author)
    revision.approve(reader)
    return revision


def shown(**fields):
    return make.initiative(title="Oud", municipalities=[make.municipality()], **fields)


def test_a_revision_is_published_at_its_moment_without_any_job(client, people, go_on):
    record = shown()
    revision = approved(people, record, title="Nieuw")
    revision.schedule(people[1], timezone.now() + DAY, "Nieuwe naam.")
    assert revision.allowed(people[0]) == ["publish", "schedule", "cancel", "send_back"]

    go_on(DAY - timedelta(minutes=1))
    before = client.get("/initiatieven/")
    assert "Oud" in before.text
    assert client.get("/initiatieven/", headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    go_on(timedelta(minutes=2))
    after = client.get("/initiatieven/", headers={"If-None-Match": before.headers["ETag"]})

    assert "Nieuw" in after.text
    revision.refresh_from_db()
    assert (revision.state, revision.publish_at, revision.change_note) == (RevisionState.LIVE, None, "Nieuwe naam.")
    assert revision.approved_by == people[1]
    assert AuditEntry.objects.get(action="publiceren zoals gepland").object == "Nieuw"


def test_a_draft_is_published_at_its_moment_too(client, people, go_on):
    record = shown(state=State.DRAFT)
    approved(people, record).schedule(people[1], timezone.now() + DAY)
    assert client.get(record.get_absolute_url()).status_code == 404

    go_on(DAY)

    assert client.get(record.get_absolute_url()).status_code == 200


def test_after_the_moment_a_page_needs_one_query_again(client, people, go_on):
    approved(people, shown(), title="Nieuw").schedule(people[1], timezone.now() + DAY)
    go_on(DAY)
    client.get("/initiatieven/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/initiatieven/")

    assert len(queries) == 1


def test_an_initiative_is_withdrawn_at_its_moment(client, go_on):
    moment = timezone.localtime() + DAY
    record = shown(offline_at=moment)
    scheduling.run()
    feed = client.get("/initiatieven/feed/").text
    assert "Oud" in feed

    go_on(DAY)

    assert "Oud" not in client.get("/initiatieven/feed/").text
    response = client.get(record.get_absolute_url())
    assert response.status_code == 410
    assert f"Dit voorbeeld stond tot {date_format(moment, 'j F Y')} op de site." in response.text
    record.refresh_from_db()
    assert record.state == State.WITHDRAWN
    assert AuditEntry.objects.get().action == "van de site af zoals gepland"


def test_it_is_hidden_also_when_nothing_can_be_written(client, monkeypatch, go_on):
    def fail():
        raise DatabaseError

    record = shown(offline_at=timezone.now() + DAY)
    other = make.initiative(title="Blijft")
    scheduling.run()
    assert "Oud" in client.get("/initiatieven/").text

    monkeypatch.setattr("editorial.revisions.scheduling.run", fail)
    go_on(DAY)

    page = client.get("/initiatieven/")
    assert "Oud" not in page.text
    assert other.title in page.text
    assert client.get(record.get_absolute_url()).status_code == 410
    record.refresh_from_db()
    assert (record.state, record.is_published) == (State.PUBLISHED, False)


def test_a_revision_that_cannot_be_published_is_sent_back_alone(
    client, people, go_on, django_capture_on_commit_callbacks
):
    first, second = shown(), shown()
    revision = approved(people, first, title="Kan niet meer")
    revision.schedule(people[1], timezone.now() + DAY)
    approved(people, second, title="Kan wel").schedule(people[1], timezone.now() + DAY)
    revision.snapshot["municipalities"] = [999_999]
    revision.save()

    go_on(DAY)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.get("/initiatieven/").text

    assert "Kan wel" in page
    assert "Kan niet meer" not in page
    revision.refresh_from_db()
    assert (revision.state, revision.publish_at) == (RevisionState.RETURNED, None)
    assert "kon niet op de site" in revision.comment
    assert snapshot.take(first)["title"] == "Oud"
    assert [sent.subject for sent in mail.outbox] == ["Teruggestuurd: Kan niet meer", "Gepubliceerd: Kan wel"]
    assert "kon niet op de site" in mail.outbox[0].body


def test_what_is_incomplete_cannot_be_scheduled(people):
    revision = approved(people, shown(), summary="")

    with pytest.raises(snapshot.RevisionRefused, match="Schrijf een samenvatting"):
        revision.schedule(people[1], timezone.now() + DAY)

    assert not Revision.objects.planned().exists()


@pytest.mark.parametrize("way", ["cancel", "send_back", "edit", "publish"])
def test_a_cancelled_schedule_changes_nothing_at_its_moment(client, people, go_on, way):
    record = shown()
    revision = approved(people, record, title="Nieuw")
    revision.schedule(people[1], timezone.now() + DAY)
    if way == "edit":
        desk.draft(record, people[0], title="Nog iets anders")
    else:
        getattr(revision, way)(people[1], *(["Toch niet."] if way == "send_back" else []))
    before = snapshot.take(record)

    go_on(2 * DAY)
    client.get("/")

    assert snapshot.take(record) == before
    assert not Revision.objects.planned().exists()
    assert Generation.objects.get().due is None


def test_the_command_only_tidies(people, go_on):
    approved(people, shown(), title="Nieuw").schedule(people[1], timezone.now() + DAY)
    shown(offline_at=timezone.now() + DAY)
    go_on(DAY)
    out = StringIO()

    call_command("apply_schedule", stdout=out)
    call_command("apply_schedule", stdout=out)

    assert out.getvalue().splitlines() == [
        "gepubliceerd: 1, teruggestuurd: 0, van de site af: 1",
        "gepubliceerd: 0, teruggestuurd: 0, van de site af: 0",
    ]


def test_each_moment_counts_not_only_the_first(client, people, go_on):
    shown(offline_at=timezone.now() + 3 * DAY)
    scheduling.run()
    for days, title in [(2, "Twee"), (1, "Een")]:
        approved(people, shown(), title=title).schedule(people[1], timezone.now() + days * DAY)
    titles_by_day = []
    for _day in range(3):
        go_on(DAY)
        page = client.get("/initiatieven/").text
        titles_by_day.append([title for title in ("Een", "Twee") if title in page])

    assert titles_by_day == [["Een"], ["Een", "Twee"], ["Een", "Twee"]]
    assert Initiative.objects.filter(state=State.WITHDRAWN).count() == 1
    assert Generation.objects.get().due is None


class TestAtTheDesk:
    @pytest.fixture(autouse=True)
    def _logged_in(self, client, people):
        client.force_login(people[1])

    def do(self, client, revision, **fields):
        return client.post(
            f"/beheer/initiatives/initiative/{revision.initiative_id}/versies/{revision.number}/", fields, follow=True
        )

    def test_scheduling_and_cancelling(self, client, people):
        record = shown()
        revision = approved(people, record, title="Nieuw")

        page = self.do(client, revision, verb="schedule", publish_at="2031-06-02T08:00", change_note="Nieuwe naam.")

        assert "Komt vanzelf op de site op maandag 2 juni 2031 08:00 uur." in " ".join(page.text.split())
        revision.refresh_from_db()
        assert timezone.localtime(revision.publish_at).isoformat() == "2031-06-02T08:00:00+02:00"
        assert "Bewaart u hier iets anders, dan gaat dat niet door." in client.get(desk.address(record)).text
        listed = client.get(desk.address(Initiative, "changelist", versie="planned"))
        assert set(listed.context["cl"].result_list) == {record}

        self.do(client, revision, verb="cancel")
        revision.refresh_from_db()
        assert (revision.state, revision.publish_at) == (RevisionState.APPROVED, None)

    @pytest.mark.parametrize(
        ("moment", "sentence"),
        [
            ("", "Kies een dag en een tijd."),
            ("maandag", "Schrijf dag en tijd zo"),
            ("2020-01-01T08:00", "Dit moment is al voorbij."),
        ],
    )
    def test_a_wrong_moment_is_refused(self, client, people, moment, sentence):
        revision = approved(people, shown(), title="Nieuw")

        assert sentence in self.do(client, revision, verb="schedule", publish_at=moment).text

        revision.refresh_from_db()
        assert revision.publish_at is None

    def test_the_end_is_part_of_the_form_and_of_the_revision(self, client, people):
        record = shown()

        desk.save(client, record, offline_at="2031-06-02T08:00")
        record.refresh_from_db()
        assert record.offline_at is None
        assert 'value="2031-06-02T08:00"' in client.get(desk.address(record)).text
        desk.publish(record)

        record.refresh_from_db()
        assert timezone.localtime(record.offline_at).isoformat() == "2031-06-02T08:00:00+02:00"
        assert Generation.objects.get().due == record.offline_at.timestamp() * 1_000_000

    def test_what_is_withdrawn_is_not_published_again_by_schedule(self, client, people, go_on):
        record = shown()
        approved(people, record, title="Nieuw").schedule(people[1], timezone.now() + DAY)

        desk.save(client, record, state=State.WITHDRAWN, withdrawal_reason="Gestopt.")
        go_on(2 * DAY)

        assert client.get(record.get_absolute_url()).status_code == 410

    def test_an_end_that_is_over_cannot_be_published(self, client, people):
        revision = approved(people, shown(), offline_at="2020-01-01T08:00:00+00:00")

        with pytest.raises(snapshot.RevisionRefused, match="is al voorbij"):
            revision.publish(people[1])
