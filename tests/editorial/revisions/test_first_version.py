"""What a reviewer sees of a first version, and what publishing says about a check."""

import datetime

import pytest
from django.urls import reverse

from core.records import State
from editorial.revisions.models import ensure_revision
from tests.support import desk, make

pytestmark = pytest.mark.django_db


def page_of(revision):
    return reverse("admin:initiative_revision", args=[revision.initiative_id, revision.number])


@pytest.fixture
def first(today):
    """The first version of an initiative, sent in by another editor."""
    initiative = make.initiative(
        state=State.DRAFT, title="Buurtkeuken", approach="Samen koken.", municipalities=[make.municipality()]
    )
    author = make.editor()
    revision = ensure_revision(initiative, author)
    revision.submit(author)
    return revision


def live(initiative):
    initiative.refresh_from_db()
    return initiative


class TestAFirstVersion:
    def test_everything_in_it_is_new(self, admin_client, first):
        page = admin_client.get(page_of(first))

        assert "Dit is de eerste versie: alles is nieuw" in page.text
        assert "Er is geen verschil." not in page.text
        new = {difference.label: difference.new for difference in page.context["differences"]}
        assert (new["Titel"], new["Aanpak"]) == ("Buurtkeuken", "Samen koken.")
        assert {"Gemeenten", "Bronvermelding", "Hoofdthema"} <= {*new}
        assert '<th scope="col">Was' not in page.text

    def test_its_page_stands_beside_it(self, admin_client, first):
        preview = reverse("admin:initiative_revision_preview", args=[first.initiative_id, first.number])
        page, framed = admin_client.get(page_of(first)), admin_client.get(preview)

        assert f'<iframe src="{preview}"' in page.text
        assert "frame-src 'self'" in page["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
        assert framed["X-Frame-Options"] == "SAMEORIGIN"

    def test_of_what_is_on_the_site_only_what_differs_is_shown(self, admin_client):
        initiative = make.initiative()
        revision = desk.draft(initiative, make.editor(), summary="Anders.")
        page = admin_client.get(page_of(revision))

        assert [difference.label for difference in page.context["differences"]] == ["Samenvatting"]
        assert "<iframe" not in page.text


class TestPublishingIsACheck:
    def test_who_publishes_it_checked_it_today(self, admin_client, admin_user, first, client):
        first.approve(admin_user)
        admin_client.post(page_of(first), {"verb": "publish"})
        initiative = live(first.initiative)

        assert initiative.checked_on == datetime.date(2026, 11, 29)
        assert initiative.next_check == datetime.date(2027, 5, 29)
        assert initiative.checked_by == admin_user
        assert "29 november 2026" in client.get(initiative.get_absolute_url()).text

    def test_the_next_check_is_shown_and_may_be_another_day(self, admin_client, admin_user, first):
        first.approve(admin_user)
        assert 'value="29 mei 2027"' in admin_client.get(page_of(first)).text
        admin_client.post(page_of(first), {"verb": "publish", "next_check": "1/3/27"})

        assert live(first.initiative).next_check == datetime.date(2027, 3, 1)

    @pytest.mark.parametrize("day", ["29-11-2026", "1 maart 2020", "morgen"])
    def test_a_day_that_is_no_next_one_is_refused(self, admin_client, admin_user, first, day):
        first.approve(admin_user)
        page = admin_client.post(page_of(first), {"verb": "publish", "next_check": day})

        assert live(first.initiative).state == State.DRAFT
        assert "Kies een dag na vandaag." in page.text or "Schrijf de dag als" in page.text

    def test_what_the_author_wrote_about_a_check_of_today_stays(self, admin_user):
        initiative = make.initiative(municipalities=[make.municipality()])
        today = datetime.date.today().isoformat()
        author = make.editor()
        dates = {"checked_on": today, "next_check": "2031-01-01", "checked_by": author.pk}
        revision = desk.draft(initiative, author, **dates)
        revision.submit(author)
        revision.approve(admin_user)
        revision.publish(admin_user)
        initiative = live(initiative)

        assert initiative.next_check == datetime.date(2031, 1, 1)
        assert initiative.checked_by == author

    def test_a_later_day_is_written_when_it_is_planned(self, admin_client, admin_user, first):
        first.approve(admin_user)
        plan = {"verb": "schedule", "publish_at": "2999-12-01T08:00", "next_check": "1 maart 2027"}
        admin_client.post(page_of(first), plan)
        first.refresh_from_db()

        assert (first.state, first.snapshot["next_check"]) == ("approved", "2027-03-01")
        assert live(first.initiative).state == State.DRAFT
