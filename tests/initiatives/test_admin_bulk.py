"""Actions on many initiatives at once never pass the four eyes, and stay within the municipalities of the editor."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from core.records import State
from editorial.accounts.models import MunicipalityAccess
from editorial.audit.models import AuditEntry
from editorial.revisions import snapshot
from editorial.revisions.models import Revision, RevisionState, ensure_revision
from initiatives.models import Initiative
from tests.editorial.accounts.test_roles import SUBMITTER, person
from tests.support import desk, make
from tests.support.desk import act
from tests.support.document import Document

pytestmark = pytest.mark.django_db
ACTIONS = ["publish", "withdraw", "mark_checked", "set_next_check", "add_theme", "download_csv", "download_xlsx"]


@pytest.fixture(autouse=True)
def editor(client):
    user = make.editor()
    client.force_login(user)
    return user


@pytest.fixture
def shown():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality()])


def approved(record, **changes):
    revision = desk.draft(record, make.editor(username=f"auteur{record.pk}"), **changes)
    revision.submit(revision.author)
    revision.approve(make.editor(username=f"lezer{record.pk}"))
    return revision


class TestPublishing:
    def test_the_revision_that_was_approved(self, client, shown):
        revision = approved(shown, title="Taalmaatjes")
        (accepted,) = Document(act(client, "publish", shown).text).find("ul", **{"class": "desk-records"})
        assert "Taalcoaches (versie 2)" in " ".join(accepted.text.split())
        assert not AuditEntry.objects.exists()

        act(client, "publish", shown, confirm="1")

        assert Initiative.objects.get().title == "Taalmaatjes"
        revision.refresh_from_db()
        assert (revision.state, revision.forced) == (RevisionState.LIVE, False)

    @pytest.mark.parametrize("state", [RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.RETURNED])
    def test_nothing_that_was_not_approved_not_even_by_a_chief(self, client, shown, state):
        desk.draft(shown, title="Taalmaatjes")
        Revision.objects.open().update(state=state)
        client.force_login(make.editor(username="baas", superuser=True))

        page = act(client, "publish", shown, confirm="1")

        assert f"Versie 2 is nog niet goedgekeurd ({state.label})." in page.text
        assert Initiative.objects.get().title == "Taalcoaches"

    def test_with_two_eyes_a_concept_but_not_what_was_sent_back(self, client, shown, settings):
        settings.FOUR_EYES = False
        desk.draft(shown, title="Taalmaatjes")
        other = make.initiative(title="Fietsen", municipalities=[make.municipality()])
        desk.draft(other, title="Lopen").initiative.revisions.open().update(state=RevisionState.RETURNED)

        act(client, "publish", other, confirm="1")
        act(client, "publish", shown, confirm="1")

        assert set(Initiative.objects.values_list("title", flat=True)) == {"Taalmaatjes", "Fietsen"}

    def test_a_revision_that_is_not_fit_says_why_and_nothing_changes(self, client, shown):
        revision = approved(shown, summary="")

        page = act(client, "publish", shown)

        assert "Schrijf een samenvatting" in page.text
        revision.refresh_from_db()
        assert revision.state == RevisionState.APPROVED
        assert Initiative.objects.get().summary


class TestAddingATheme:
    @pytest.fixture
    def theme(self):
        return make.theme(name="Taal")

    def test_to_a_draft_at_once_and_to_what_is_shown_as_a_concept(self, client, editor, shown, theme):
        draft = make.initiative(state=State.DRAFT)
        before = snapshot.take(shown)
        page = act(client, "add_theme", shown, draft)
        assert page.text.count("(wordt een concept)") == 1

        act(client, "add_theme", shown, draft, confirm="1", theme=theme.pk)

        assert theme in draft.themes.all()
        assert snapshot.take(shown) == before
        concept = shown.revisions.open().get()
        assert concept.snapshot == before | {"themes": sorted([*before["themes"], theme.pk])}
        assert (concept.author, concept.note) == (editor, "Thema toegevoegd: Taal.")
        assert LogEntry.objects.count() == AuditEntry.objects.filter(result="ok").count() == 2

    def test_a_concept_of_an_editor_is_not_replaced(self, client, shown, theme):
        revision = desk.draft(shown, title="Nieuw")

        page = act(client, "add_theme", shown, confirm="1", theme=theme.pk)

        assert "Er is al een concept: versie 2 (concept)." in page.text
        assert shown.revisions.open().get() == revision

    def test_what_has_it_already_is_left_out(self, client, shown, theme):
        other = make.initiative(title="Heeft het al", main_theme=theme)

        page = act(client, "add_theme", shown, other, confirm="1", theme=theme.pk)

        assert "Dit thema staat er al bij." in page.text
        assert not Revision.objects.exists()

    def test_without_a_theme(self, client, shown, theme):
        withdrawn = make.theme(state=State.WITHDRAWN)

        assert "Kies een thema." in act(client, "add_theme", shown, confirm="1").text
        assert act(client, "add_theme", shown, confirm="1", theme=withdrawn.pk).context["form"].errors
        assert not Revision.objects.exists()

    def test_what_was_published_before_is_a_concept_too(self, client, shown, theme):
        ensure_revision(shown)
        Initiative.objects.update(state=State.DRAFT)

        act(client, "add_theme", shown, confirm="1", theme=theme.pk)

        assert theme not in shown.themes.all()
        assert shown.revisions.open().exists()


def test_the_day_of_the_next_check_goes_on_the_site_and_into_the_concept(client, editor, shown):
    revision = desk.draft(shown, title="Nieuw")
    day = timezone.localdate() + datetime.timedelta(days=30)

    act(client, "set_next_check", shown, confirm="1", day=day)

    revision.refresh_from_db()
    live = shown.revisions.live().get()
    assert Initiative.objects.get().next_check == day
    assert revision.snapshot["next_check"] == live.snapshot["next_check"] == day.isoformat()
    assert live.author == editor


@pytest.mark.parametrize("action", ACTIONS)
def test_a_submitter_has_no_bulk_actions(client, action):
    user, urk = person(SUBMITTER), make.municipality(name="Urk")
    MunicipalityAccess.objects.create(user=user, municipality=urk)
    client.force_login(user)
    own_draft = make.initiative(state=State.DRAFT, municipalities=[urk])
    records = [own_draft, make.initiative(), make.initiative(state=State.DRAFT)]
    before = [snapshot.take(record) for record in records], list(Initiative.objects.values_list("state"))
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    fields = {"confirm": "1", "reason": "Weg.", "day": tomorrow, "theme": make.theme().pk}

    response = act(client, action, *records, **fields)

    assert "Content-Disposition" not in response.headers
    assert ([snapshot.take(record) for record in records], list(Initiative.objects.values_list("state"))) == before
    assert not Revision.objects.exists()
