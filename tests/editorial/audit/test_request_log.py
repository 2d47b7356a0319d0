"""What a request to the desk did is recorded where it happens: once, and not when it was rolled back."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.logged_admin import LoggedAdmin
from editorial.audit import request_log
from editorial.audit.models import AuditEntry
from initiatives.models import Initiative
from tests.editorial.accounts.test_roles import SUBMITTER, person
from tests.support import desk, make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _logged_in(client):
    client.force_login(make.editor(superuser=True))


@pytest.fixture
def shown():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality()])


def lines():
    """What the log says, oldest first."""
    return list(AuditEntry.objects.order_by("pk").values_list("action", "object_key", "result"))


def test_every_admin_of_the_desk_logs_to_its_site():
    unlogged = [
        model for model, model_admin in admin.site._registry.items() if not isinstance(model_admin, LoggedAdmin)
    ]

    assert unlogged == []


def test_saving_a_draft_is_one_line(client, shown):
    desk.save(client, shown, title="Anders")

    assert lines() == [("wijzigen", str(shown.pk), "ok")]


def test_a_save_that_is_rolled_back_for_a_conflict_is_refused(client, shown):
    data = desk.opened(client, desk.address(shown)) | {"opened_on": "9-9", "title": "Anders"}
    sent = {name: value for name, value in data.items() if value is not None}

    assert client.post(desk.address(shown), sent).status_code == 409

    assert lines() == [("wijzigen", str(shown.pk), "refused")]


def test_saving_nothing_is_refused(client, shown):
    desk.save(client, shown)

    assert lines() == [("wijzigen", str(shown.pk), "refused")]


def test_each_record_that_a_list_deletes_is_recorded(client):
    places = [make.municipality(), make.municipality()]
    keys = sorted(str(place.pk) for place in places)

    desk.act(client, "delete_selected", *places, post="yes")

    assert sorted(key for _action, key, _result in lines()) == keys
    assert {result for _action, _key, result in lines()} == {"ok"}


def test_a_page_that_asks_to_confirm_is_no_line(client, shown):
    desk.act(client, "withdraw", shown)

    assert Initiative.objects.published().exists()
    assert lines() == []


def test_what_an_action_logs_before_an_error_is_rolled_back_with_it(client, shown, monkeypatch):
    client.raise_request_exception = False
    model_admin = type(admin.site.get_model_admin(Initiative))
    after_change = model_admin.after_change

    def fail(self, request, obj, *args):
        after_change(self, request, obj, *args)
        raise RuntimeError

    monkeypatch.setattr(model_admin, "after_change", fail)
    desk.act(client, "withdraw", shown, confirm="1", reason="Gestopt.")

    assert lines() == [("Intrekken, met een reden", "", "error")]


def test_outside_a_request_to_the_desk_nothing_is_recorded(rf, shown):
    request = rf.post("/")
    request.user = make.editor(username="ander")

    admin.site.get_model_admin(Initiative).log_change(request, shown, "x")

    assert lines() == []


@pytest.mark.parametrize("action", ["download_csv", "download_xlsx"])
def test_a_download_is_done_though_no_record_changed(client, shown, action):
    desk.act(client, action, shown)

    [(words, key, result)] = lines()
    assert words.startswith("Downloaden als werkblad")
    assert (key, result) == ("", "ok")


def test_an_action_on_nothing_is_refused_by_its_label(client):
    client.post(desk.address(Initiative, "changelist"), {"action": "withdraw", "index": 0})

    assert lines() == [("Intrekken, met een reden", "", "refused")]


def test_a_list_that_is_sent_without_an_action_is_refused(client, shown):
    desk.act(client, "geen-actie", shown)

    assert lines() == [("lijst", "", "refused")]


def test_a_password_that_is_not_changed_is_refused(client):
    client.post(reverse("admin:password_change"), {"old_password": "fout"})

    assert lines() == [("wachtwoord wijzigen", "", "refused")]


@pytest.mark.parametrize(("verb", "words"), [("publish", "publiceer"), ("bestaat-niet", "versie")])
def test_a_verb_is_named_also_when_its_revision_is_missing(client, shown, verb, words):
    address = reverse("admin:initiative_revision", args=[shown.pk, 9])

    assert client.post(address, {"verb": verb}).status_code == 404
    assert lines() == [(words, "", "refused")]


def test_a_submitter_is_refused_by_the_words_of_the_page(client):
    client.force_login(person(SUBMITTER))
    account = make.editor(username="ander")

    for name in ("change", "delete", "password_change"):
        client.post(reverse(f"admin:auth_user_{name}", args=[account.pk]))
    client.post(reverse("admin:auth_user_changelist"), {"action": "delete_selected"})

    words = [action for action, _key, result in lines() if result == "refused"]
    assert words == ["wijzigen", "verwijderen", "wachtwoord wijzigen", "lijst"]


def test_an_address_of_before_does_nothing_with_what_is_sent_to_it(client):
    client.post("/beheer/editorial/submission/1/change/")

    assert lines() == [("", "", "refused")]


def test_outside_a_request_to_the_desk_nothing_is_named_or_done():
    request_log.name_action("wijzigen")
    request_log.record_done()

    assert lines() == []
