"""Who has an initiative open is shown to the next editor who opens it, and stored no longer than needed."""

import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from core import generation
from core.records import State
from core.usage import usage
from editorial.accounts.models import MunicipalityAccess
from editorial.accounts.roles import SUBMITTERS
from editorial.audit.models import AuditEntry
from editorial.revisions.presence.models import Presence, PresenceQuerySet, note
from initiatives.models import Initiative
from tests.editorial.accounts.test_roles import person
from tests.support import desk, make
from tests.support.desk import EditorsClient
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne():
    user = make.editor(username="anne")
    user.first_name, user.last_name = "Anne", "de Vries"
    user.save()
    return user


@pytest.fixture
def shown():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality()])


def browser(user):
    client = EditorsClient()
    client.force_login(user)
    return client


@pytest.fixture
def mine(anne):
    return browser(anne)


@pytest.fixture
def other():
    return browser(make.editor(username="ander"))


def opened(client, record):
    """The form as a browser would send it, with what says which form it is."""
    response = client.get(desk.address(record))
    fields = Document(response.text).find("input", type="hidden")
    hidden = {field["name"]: field["value"] for field in fields if field["name"] in {"presence_form", "opened_on"}}
    return desk.filled_in(response) | hidden


def send(client, record, data):
    return client.post(desk.address(record), {name: value for name, value in data.items() if value is not None})


def notice(client, record):
    """The note about other editors above a form."""
    notes = Document(client.get(desk.address(record)).text).find("div", **{"class": "desk-note"})
    return " ".join(note.text for note in notes)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.DRAFT])
def test_the_next_editor_sees_who_is_busy_since_when(mine, other, shown, state):
    record = make.initiative(state=state, municipalities=[make.municipality()])
    opened(mine, record)
    since = timezone.localtime(Presence.objects.get().since)

    assert f"Anne de Vries is hiermee bezig sinds {since:%H:%M}." in notice(other, record)
    assert "ander" in notice(mine, record)
    assert "Anne" not in notice(mine, record)
    assert notice(other, shown) == ""


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_it_says_what_happens_when_both_save(mine, other, state):
    record = make.initiative(state=state)
    opened(mine, record)

    assert "beide teksten naast elkaar" in notice(other, record)


def test_it_leads_to_the_revisions(mine, other, shown):
    desk.draft(shown, title="Anders")
    opened(mine, shown)

    page = Document(other.get(desk.address(shown)).text)

    assert "versies" in next(link["href"] for link in page.find("a") if "vergelijk" in link.text)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.DRAFT])
def test_who_saved_is_no_longer_busy(mine, other, state):
    record = make.initiative(state=state, municipalities=[make.municipality()])

    assert send(mine, record, opened(mine, record) | {"title": "Anders"}).status_code == 302

    assert notice(other, record) == ""


def test_who_goes_on_or_has_an_error_stays_busy(mine, other, shown):
    first = opened(mine, shown)
    since = Presence.objects.get().since

    assert "Taalcoaches" in send(mine, shown, first | {"title": "", "_save": ""}).text
    assert "Anne" in notice(other, shown)
    send(mine, shown, opened(mine, shown) | {"title": "Anders", "_continue": ""})
    assert "Anne" in notice(other, shown)
    assert Presence.objects.get(user__username="anne").since == since


class TestHeartbeats:
    def heartbeat(self, client, record, form, **more):
        return client.post(desk.address(record, "presence"), {"presence_form": form, **more})

    def test_who_leaves_is_no_longer_busy(self, mine, other, shown):
        form = opened(mine, shown)["presence_form"]

        assert self.heartbeat(mine, shown, form, left="1").status_code == 204
        assert notice(other, shown) == ""

    def test_a_form_that_was_opened_again_stays_open_when_the_first_is_left(self, mine, other, shown):
        first = opened(mine, shown)["presence_form"]
        opened(mine, shown)

        self.heartbeat(mine, shown, first, left="1")

        assert "Anne" in notice(other, shown)

    def test_a_sign_of_life_keeps_it_and_changes_nothing_else(self, mine, other, shown):
        form = opened(mine, shown)["presence_form"]
        Presence.objects.update(seen=timezone.now() - datetime.timedelta(minutes=29))
        number, lines = generation.read(), AuditEntry.objects.count()

        self.heartbeat(mine, shown, form)

        assert (generation.read(), AuditEntry.objects.count()) == (number, lines)
        assert timezone.now() - Presence.objects.get().seen < datetime.timedelta(minutes=1)

    def test_only_who_may_change_it_is_noted(self, client, shown, mine):
        assert "/login/" in self.heartbeat(client, shown, "x")["Location"]
        assert self.heartbeat(browser(person(SUBMITTERS)), shown, "x").status_code == 403
        assert mine.get(desk.address(shown, "presence")).status_code == 405
        assert not Presence.objects.exists()


def test_without_a_sign_it_ends_by_itself_and_is_forgotten(mine, other, shown, anne):
    opened(mine, shown)
    Presence.objects.update(seen=timezone.now() - datetime.timedelta(minutes=31))

    assert notice(other, shown) == ""
    assert not Presence.objects.filter(user=anne).exists()


def test_the_daily_clean_up_forgets_them_too(shown, anne):
    note(anne, shown, "x")
    Presence.objects.update(seen=timezone.now() - datetime.timedelta(days=1))

    call_command("purge_personal_data")

    assert not Presence.objects.exists()


def test_a_note_that_fails_breaks_nothing(mine, shown, monkeypatch):
    def fail(_self):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(PresenceQuerySet, "past", fail)

    data = opened(mine, shown)
    assert send(mine, shown, data | {"title": "Anders"}).status_code == 302
    assert shown.revisions.open().get().snapshot["title"] == "Anders"


@pytest.mark.django_db(transaction=True)
def test_a_record_that_is_deleted_meanwhile_breaks_nothing(shown, anne):
    Initiative.objects.filter(pk=shown.pk).delete()

    note(anne, shown, "x")


def test_submitters_read_no_names(mine):
    urk = make.municipality(name="Urk")
    sender = person(SUBMITTERS)
    MunicipalityAccess.objects.create(user=sender, municipality=urk)
    draft = make.initiative(state=State.DRAFT, municipalities=[urk])
    opened(mine, draft)

    text = notice(browser(sender), draft)

    assert "Iemand anders is hiermee bezig" in text
    assert "Anne" not in text
    assert "inzender" in notice(mine, draft)


def test_it_keeps_nothing_from_being_deleted(mine, shown, anne):
    opened(mine, shown)

    assert usage(shown) == []
    anne.delete()
    assert not Presence.objects.exists()


def test_a_new_and_a_missing_initiative_note_nothing(mine):
    mine.get(desk.address(Initiative, "add"))
    mine.get("/beheer/initiatives/initiative/999999/change/")
    mine.get("/beheer/initiatives/initiative/geen-nummer/change/")

    assert not Presence.objects.exists()
