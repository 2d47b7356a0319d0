"""A session that ends while somebody types: they log in, and find their form as they left it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from editorial.accounts import form_recovery
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.desk import EditorsClient
from tests.support.login import LOGIN
from themes.models import Theme

pytestmark = pytest.mark.django_db

TYPED = "Een zin die niemand graag twee keer typt."


@pytest.fixture
def user():
    return make.editor(username="typist", password=make.PASSWORD, superuser=True)


@pytest.fixture
def desk_client(user):
    client = EditorsClient()
    client.force_login(user)
    return client


def idle(client, user, clock):
    client.get(reverse("admin:index"))
    clock(settings.SESSION_IDLE_MINUTES * 60 + 61)


def absolute(client, user, clock):
    client.get(reverse("admin:index"))
    session = client.session
    session["desk_started"] -= settings.SESSION_HOURS * 3600 + 1
    session.save()


def password_changed(client, user, clock):
    user.set_password("een heel ander wachtwoord")
    user.save()


def cookie_gone(client, user, clock):
    del client.cookies["sessionid"]


ENDS = [idle, absolute, password_changed, cookie_gone]


def typed(client, url, **changes):
    """What a browser would send of the form at a path, with the mark of whoever opened it."""
    page = client.get(url)
    mark = re.search(r'name="typed_by" value="([^"]+)"', page.text)[1]
    return desk.filled_in(page) | {"typed_by": mark} | changes


def logs_in(client, user):
    """The same browser, logged in again: its session goes on, as in a login through the pages."""
    stored = client.session.get(form_recovery.SESSION_KEY)
    client.force_login(user)
    session = client.session
    session[form_recovery.SESSION_KEY] = stored
    session.save()


def next_address(response):
    return parse_qs(urlsplit(response["Location"]).query)["next"][0]


@pytest.mark.parametrize("end", ENDS)
def test_what_was_typed_is_in_the_form_after_the_login(desk_client, user, clock, end):
    initiative = make.initiative(municipalities=[make.municipality()])
    url = desk.address(initiative)
    data = typed(desk_client, url, approach=TYPED)
    end(desk_client, user, clock)

    refused = desk_client.post(url, data)
    assert "Wat u typte, is niet weg." in desk_client.get(refused["Location"]).text
    assert "een uur" in desk_client.get(refused["Location"]).text
    logs_in(desk_client, user)
    page = desk_client.get(next_address(refused))

    assert refused["Location"].startswith(LOGIN)
    assert page.context["adminform"].form["approach"].value() == TYPED
    assert "Dit is nog niet bewaard." in page.text
    assert not initiative.revisions.exists()

    saved = desk_client.post(next_address(refused), desk.filled_in(page), follow=True)
    assert "error-summary" not in saved.text, re.findall(r"(?s)error-summary.*?</div>", saved.text)
    assert saved.status_code == 200
    assert initiative.revisions.open().get().snapshot["approach"] == TYPED
    assert desk_client.session[form_recovery.SESSION_KEY] == {}


def test_it_survives_a_login_through_the_pages(user, clock, settings):
    settings.SECOND_FACTOR = False
    client, url = Client(), reverse("admin:themes_theme_add")
    client.post(LOGIN, {"login": "typist", "password": make.PASSWORD})
    data = typed(client, url, name=TYPED)
    idle(client, user, clock)

    refused = client.post(url, data)
    response = client.post(refused["Location"], {"login": "typist", "password": make.PASSWORD}, follow=True)

    assert f'value="{TYPED}"' in response.text
    assert not Theme.objects.filter(name=TYPED).exists()


def test_a_new_record_and_its_parts_come_back(desk_client, user):
    url = reverse("admin:initiatives_initiative_add")
    data = typed(desk_client, url, title=TYPED) | desk.part("partners", name="De bibliotheek")
    cookie_gone(desk_client, user, None)

    refused = desk_client.post(url, data)
    logs_in(desk_client, user)
    page = desk_client.get(next_address(refused))

    assert page.context["adminform"].form["title"].value() == TYPED
    assert 'value="De bibliotheek"' in page.text
    assert not Initiative.objects.exists()


def test_what_is_wrong_in_it_is_said_at_once(desk_client, user):
    url = reverse("admin:initiatives_initiative_add")
    data = typed(desk_client, url, title=TYPED)
    cookie_gone(desk_client, user, None)
    refused = desk_client.post(url, data)
    logs_in(desk_client, user)

    assert "Kies een hoofdthema." in desk_client.get(next_address(refused)).text


def test_a_remark_about_a_revision_is_shown_to_be_sent_again(desk_client, user):
    initiative = make.initiative(municipalities=[make.municipality()])
    revision = desk.draft(initiative, make.editor(), summary="Anders.")
    revision.submit(revision.author)
    url = reverse("admin:initiative_revision", args=[initiative.pk, revision.number])
    mark = re.search(r'name="typed_by" value="([^"]+)"', desk_client.get(url).text)[1]
    cookie_gone(desk_client, user, None)

    refused = desk_client.post(url, {"verb": "send_back", "comment": TYPED, "typed_by": mark})
    logs_in(desk_client, user)
    page = desk_client.get(next_address(refused))
    revision.refresh_from_db()

    assert revision.state == "submitted"
    assert f">{TYPED}</textarea>" in page.text
    assert f'name="comment" value="{TYPED}"' in page.text
    assert f'action="{url}"' in page.text


def test_another_user_gets_the_form_as_it_is_stored(desk_client, user):
    initiative = make.initiative(municipalities=[make.municipality()], approach="Wat er stond.")
    url = desk.address(initiative)
    data = typed(desk_client, url, approach=TYPED)
    cookie_gone(desk_client, user, None)
    refused = desk_client.post(url, data)

    logs_in(desk_client, make.editor(username="ander", superuser=True))
    page = desk_client.get(next_address(refused), follow=True)

    assert TYPED not in page.text
    assert "Wat er stond." in page.text


def test_after_an_hour_it_is_gone(desk_client, user, clock):
    initiative = make.initiative(municipalities=[make.municipality()])
    url = desk.address(initiative)
    data = typed(desk_client, url, approach=TYPED)
    cookie_gone(desk_client, user, None)
    refused = desk_client.post(url, data)
    clock(3601)
    logs_in(desk_client, user)

    page = desk_client.get(next_address(refused), follow=True)

    assert TYPED not in page.text
    assert desk_client.session[form_recovery.SESSION_KEY] == {}


def test_it_is_stored_encrypted_and_without_passwords(desk_client, user):
    url = reverse("admin:auth_user_add")
    data = typed(desk_client, url, username="nieuwe.collega", password1="geheim-geheim", password2="geheim-geheim")
    cookie_gone(desk_client, user, None)
    desk_client.post(url, data)

    stored = desk_client.session[form_recovery.SESSION_KEY]
    [(_time, sealed)] = stored.values()
    assert "nieuwe.collega" not in str(stored)
    assert "nieuwe.collega" in form_recovery.encryption.decrypt(sealed)
    assert "geheim" not in form_recovery.encryption.decrypt(sealed)
    assert Session.objects.get(pk=desk_client.session.session_key).expire_date


def test_a_form_that_says_not_whose_it_is_is_not_kept(desk_client, user):
    for mark in ["", "1", f"{user.pk}:vals"]:
        stranger = Client()
        stranger.post(reverse("admin:themes_theme_add"), {"name": TYPED, "typed_by": mark})

        assert form_recovery.SESSION_KEY not in stranger.session


def test_a_form_from_before_a_login_in_another_tab_comes_back(user):
    client = EditorsClient(enforce_csrf_checks=True)
    client.force_login(user)
    initiative = make.initiative(municipalities=[make.municipality()])
    url = desk.address(initiative)
    data = typed(client, url, approach=TYPED) | {"csrfmiddlewaretoken": "x" * 64}

    response = client.post(url, data)
    page = client.get(response["Location"])

    assert page.context["adminform"].form["approach"].value() == TYPED
    assert not initiative.revisions.exists()


def test_no_more_than_a_few_forms_are_kept(desk_client, user):
    url = reverse("admin:themes_theme_add")
    data = typed(desk_client, url)
    cookie_gone(desk_client, user, None)
    for number in range(7):
        desk_client.post(url, data | {"name": f"Thema {number}"})

    assert len(desk_client.session[form_recovery.SESSION_KEY]) == 5


def test_every_form_at_the_desk_says_who_has_it_open():
    folder = settings.BASE_DIR / "templates" / "admin"
    without_text = {"delete_confirmation.html", "sheet_report.html", "sheet_export.html", "background_job.html"}
    without_text.add("conflict.html")  # repeats the mark
    forms = [file for file in folder.rglob("*.html") if '<form method="post"' in file.read_text()]

    assert len(forms) > 4
    assert [file.name for file in forms if "_typed_by.html" not in file.read_text()] == [
        file.name for file in forms if file.name in without_text
    ]
