"""Who may come to the desk, what they may do there, and the preview that only they see."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from core.records import State
from municipalities.models import Municipality
from tests.support import desk, make

pytestmark = pytest.mark.django_db


def test_strangers_are_asked_to_log_in(client):
    response = client.get(reverse("admin:index"))

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_a_fresh_database_has_the_group():
    may = set(Group.objects.get(name="redacteur").permissions.values_list("codename", flat=True))

    assert {"add_initiative", "change_initiative", "view_theme", "delete_result", "change_tag"} <= may
    assert not may & {"delete_initiative", "delete_theme", "delete_municipality", "add_user", "change_group"}


def test_editors_see_no_accounts(client):
    client.force_login(make.editor())

    assert client.get(desk.address(User, "changelist")).status_code == 403
    assert "auth/user" not in client.get(reverse("admin:index")).text


def test_superusers_keep_the_accounts(client):
    person = make.editor(superuser=True)
    client.force_login(person)

    assert client.get(desk.address(User, "changelist")).status_code == 200
    assert client.get(desk.address(person)).status_code == 200
    assert client.get(desk.address(Group.objects.get(name="redacteur"))).status_code == 200


def test_a_municipality_stays_on_its_tile(client):
    client.force_login(make.editor())
    municipality = make.municipality(name="Urk", tile_column=3, tile_row=4)

    desk.save(client, municipality, tile_column=9, code="GM9999", latitude=1.5, population=22_000)

    after = Municipality.objects.get(pk=municipality.pk)
    assert (after.tile_column, after.code, after.latitude) == (3, municipality.code, None)
    assert after.population == 22_000


class TestLinksAboveTheForm:
    def test_a_published_record_has_its_page(self, client):
        client.force_login(make.editor())
        shown = make.initiative()

        text = client.get(desk.address(shown)).text

        assert "Bekijk op site" in text
        assert shown.get_absolute_url() in text

    def test_a_draft_has_only_a_preview(self, client):
        client.force_login(make.editor())
        draft = make.initiative(state=State.DRAFT)

        text = client.get(desk.address(draft)).text

        assert "Bekijk op site" not in text
        assert f"/beheer/initiatives/initiative/{draft.pk}/voorbeeld/" in text


class TestPreview:
    def test_it_works(self, client):
        client.force_login(make.editor())
        draft = make.initiative(title="Nog geheim", state=State.DRAFT)

        response = client.get(desk.address(draft, "preview"))

        assert "Nog geheim" in response.text
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]
        assert response.context["is_preview"]

    def test_a_draft_with_next_to_nothing_can_be_seen(self, client):
        client.force_login(make.editor())
        draft = make.initiative(state=State.DRAFT, summary="", kind="", status="", sources=[], themes=[])

        assert client.get(desk.address(draft, "preview")).status_code == 200

    def test_strangers_see_nothing(self, client):
        draft = make.initiative(title="Nog geheim", state=State.DRAFT)

        response = client.get(desk.address(draft, "preview"), follow=True)

        assert "Nog geheim" not in response.text

    def test_staff_that_may_not_edit_see_nothing(self, client):
        client.force_login(User.objects.create_user("kijker", is_staff=True))
        draft = make.initiative(title="Nog geheim", state=State.DRAFT)

        response = client.get(desk.address(draft, "preview"))

        assert response.status_code == 403
        assert "Nog geheim" not in response.text

    def test_what_is_not_there(self, client):
        client.force_login(make.editor())

        assert client.get(reverse("admin:initiatives_initiative_preview", args=[404])).status_code == 404
