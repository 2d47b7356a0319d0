"""What submitters and administrators meet in the admin; `test_permissions.py` has who may do what."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.urls import reverse

from core.records import State
from editorial.accounts.models import MunicipalityAccess
from editorial.accounts.roles import ensure_groups
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db
SUBMITTER, EDITOR, CHIEF, ADMINISTRATOR = "inzender-gemeente", "redacteur", "eindredacteur", "beheerder"


def person(role):
    """Somebody with this role only."""
    user = User.objects.create_user(role, f"{role}@example.org", is_staff=True)
    user.groups.set([ensure_groups(apps, role)])
    return user


def come_as(client, role):
    client.force_login(person(role))


@pytest.mark.parametrize(
    ("role", "state"), [(SUBMITTER, "draft"), (EDITOR, "draft"), (CHIEF, "published"), (ADMINISTRATOR, "draft")]
)
def test_publishing_from_the_list(client, role, state):
    come_as(client, role)
    draft = make.initiative(state=State.DRAFT, municipalities=[make.municipality()])

    desk.act(client, "publish", draft, confirm="1")

    draft.refresh_from_db()
    assert draft.state == state


class TestSubmitter:
    @pytest.fixture
    def urk(self, client):
        user, urk = person(SUBMITTER), make.municipality(name="Urk")
        MunicipalityAccess.objects.create(user=user, municipality=urk)
        client.force_login(user)
        return urk

    def test_sees_only_own_drafts(self, client, urk):
        other = make.municipality(name="Tiel")
        own = make.initiative(title="Van ons", state=State.DRAFT, municipalities=[urk])
        hidden = [
            make.initiative(title="Van hen", state=State.DRAFT, municipalities=[other]),
            make.initiative(title="Van beide", state=State.DRAFT, municipalities=[urk, other]),
            make.initiative(title="Op de site", municipalities=[urk]),
        ]

        text = client.get(desk.address(Initiative, "changelist")).text

        assert own.title in text
        for record in hidden:
            assert record.title not in text
            assert client.get(desk.address(record)).status_code == 302
            assert client.post(desk.address(record), {"title": "Gekaapt"}).status_code == 302
            assert client.get(desk.address(record, "preview")).status_code == 403
            assert not Initiative.objects.filter(title="Gekaapt").exists()

    def test_does_not_assess_the_evidence(self, client, urk):
        own = make.initiative(state=State.DRAFT, municipalities=[urk])
        names = set(client.get(desk.address(own)).context["adminform"].form.fields)
        assert "approach" in names
        assert not {"evidence", "assessment_reason", "was_counted"} & names

        desk.save(client, own, evidence="onderzocht", summary="Van ons.")
        own.refresh_from_db()
        assert (own.summary, own.evidence) == ("Van ons.", "niet-beoordeeld")

    def test_has_no_field_that_only_editors_fill_in(self, client, urk):
        own = make.initiative(state=State.DRAFT, municipalities=[urk])
        editors = {"state", "withdrawal_reason", "offline_at", "internal_note", "checked_on", "next_check", "evidence"}

        for address in (desk.address(own), desk.address(Initiative, "add")):
            names = set(client.get(address).context["adminform"].form.fields)
            assert "contact_email" in names
            assert not editors & names

    @pytest.mark.parametrize(("state", "offered"), [(State.PUBLISHED, ["Bronnenboek"]), (State.DRAFT, [])])
    def test_is_offered_only_what_visitors_know(self, client, urk, state, offered):
        make.publication(title="Bronnenboek", state=state)
        field = {"app_label": "initiatives", "model_name": "citation", "field_name": "publication", "term": "bronnen"}

        response = client.get(reverse("admin:autocomplete"), field)

        assert [result["text"].split(",")[0] for result in response.json()["results"]] == offered

    def test_changes_an_own_draft_but_never_its_state(self, client, urk):
        draft = make.initiative(state=State.DRAFT, municipalities=[urk])

        desk.save(client, draft, title="Nieuwe titel", state=State.PUBLISHED, checked_on="2026-01-01")

        draft.refresh_from_db()
        assert (draft.title, draft.state, draft.checked_on) == ("Nieuwe titel", State.DRAFT, None)

    def test_cannot_give_a_draft_to_another_municipality(self, client, urk):
        draft = make.initiative(state=State.DRAFT, municipalities=[urk])
        other = make.municipality(name="Tiel")

        for municipalities in ([other.pk], [urk.pk, other.pk], []):
            assert "minstens één" in desk.errors(desk.save(client, draft, municipalities=municipalities))
        assert list(draft.municipalities.all()) == [urk]

    def test_looks_up_but_reads_no_other_list(self, client, urk):
        query = {"app_label": "initiatives", "model_name": "initiative", "field_name": "municipalities", "term": "Urk"}

        assert "Urk" in client.get(reverse("admin:autocomplete"), query).text
        assert "initiatives/initiative" in client.get(reverse("admin:index")).text
        assert "themes/theme" not in client.get(reverse("admin:index")).text


class TestAdministrator:
    def test_makes_no_superuser(self, client):
        client.force_login(person(ADMINISTRATOR))
        editor = make.editor()

        desk.save(client, editor, is_superuser="on", first_name="Anne")

        editor.refresh_from_db()
        assert (editor.first_name, editor.is_superuser) == ("Anne", False)

    def test_touches_no_superuser(self, client):
        client.force_login(person(ADMINISTRATOR))
        chief = make.editor(superuser=True, username="baas")
        new = {"password1": make.PASSWORD, "password2": make.PASSWORD, "usable_password": "true"}

        assert client.post(desk.address(chief), {"username": "weg"}).status_code == 403
        assert client.post(reverse("admin:auth_user_password_change", args=[chief.pk]), new).status_code == 403
        assert client.post(desk.address(chief, "delete"), {"post": "yes"}).status_code == 403

    def test_changes_not_what_a_group_may_do(self, client):
        client.force_login(person(ADMINISTRATOR))
        group = Group.objects.get(name=ADMINISTRATOR)

        assert client.post(desk.address(group), {"name": "alles"}).status_code == 403

    def test_sees_roles_in_the_list(self, client):
        client.force_login(person(ADMINISTRATOR))
        make.editor()

        text = client.get(desk.address(User, "changelist")).text

        assert "Laatste aanmelding" in text or "last_login" in text
        assert EDITOR in text
