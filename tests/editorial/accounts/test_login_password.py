"""The password of a login, and how long a session lasts."""

import logging
import re
import runpy

import pytest
from allauth.account.views import LoginView
from django.conf import settings as portal_settings
from django.contrib.auth.models import User
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from editorial.accounts.urls import urlpatterns
from tests.support import make
from tests.support.login import CODE, ENROL, LOGIN, enrol, is_logged_in, submit_password, totp_code
from tests.support.passkeys import ADD

pytestmark = pytest.mark.django_db
WRONG = "De gebruikersnaam of het wachtwoord klopt niet."


class TestPassword:
    def test_all_failures_look_the_same(self, stranger, editor):
        User.objects.create_user("weg", password=make.PASSWORD, is_active=False)
        texts = [
            submit_password(stranger, name, password).text
            for name, password in [("redacteur", "fout"), ("niemand", "fout"), ("weg", make.PASSWORD)]
        ]

        assert all(WRONG in text for text in texts)
        without_values = {re.sub(r'value="[^"]*"', "", text) for text in texts}
        assert len(without_values) == 1

    def test_wrong_ones_are_limited_and_logged(self, stranger, editor, caplog):
        with caplog.at_level(logging.WARNING):
            for _time in range(5):
                submit_password(stranger, password="fout")

        assert "U heeft te vaak iets fout ingevuld." in submit_password(stranger).text
        assert caplog.text.count("Failed login from 127.0.0.1") == 5

    def test_only_staff_comes_in(self, stranger):
        User.objects.create_user("gast", password=make.PASSWORD)

        assert submit_password(stranger, "gast").status_code == 302
        assert not is_logged_in(stranger)
        assert stranger.get(LOGIN).status_code == 403

    def test_nobody_signs_up(self, stranger):
        for path in ("signup", "email", "password/reset"):
            assert stranger.get(f"/beheer/account/{path}/", follow=True).redirect_chain[-1][0].startswith(LOGIN)
            assert stranger.get(f"/accounts/{path}/").status_code == 404


class TestPages:
    def test_errors_link_to_their_fields(self, stranger):
        page = stranger.post(LOGIN, {})

        assert '<form method="post" novalidate>' in page.text
        assert "<title>Fout: Inloggen" in page.text
        assert '<h2 id="fouten" tabindex="-1" autofocus>' in page.text
        assert '<a href="#id_login">Vul uw gebruikersnaam in.</a>' in page.text
        assert '<a href="#id_password">Vul uw wachtwoord in.</a>' in page.text
        assert 'aria-describedby="id_login_error"' in page.text
        assert 'id="id_login_error"' in page.text

    def test_too_many_requests_are_stopped_in_dutch(self, stranger, editor):
        for _time in range(30):
            stranger.post(LOGIN, {})

        response = stranger.post(LOGIN, {})

        assert response.status_code == 429
        assert "Wacht een minuut" in response.text

    def test_a_form_from_before_is_refused_in_dutch(self):
        response = Client(enforce_csrf_checks=True).post(LOGIN, {})

        assert response.status_code == 403
        assert "Deze pagina was te oud" in response.text

    def test_every_page_is_our_own(self):
        classes = [pattern.callback.view_class for pattern in urlpatterns if hasattr(pattern.callback, "view_class")]
        files = [get_template(view.template_name).origin.name for view in [*classes, LoginView]]

        assert len(files) == 8
        assert [file for file in files if not file.startswith(str(portal_settings.BASE_DIR / "templates"))] == []


class TestSession:
    @pytest.fixture
    def inside(self, stranger, editor, clock):
        submit_password(stranger)
        enrol(stranger)
        return stranger

    def test_it_has_a_new_key(self, stranger, editor):
        stranger.get(LOGIN)
        submit_password(stranger)
        before = stranger.cookies["sessionid"].value
        enrol(stranger)

        assert stranger.cookies["sessionid"].value != before
        assert stranger.cookies["sessionid"]["httponly"]

    def test_it_ends_when_idle(self, inside, clock):
        clock(29 * 60)
        assert is_logged_in(inside)
        clock(29 * 60)
        assert is_logged_in(inside)
        clock(31 * 60)
        assert not is_logged_in(inside)
        assert "U deed 30 minuten niets." in inside.get(LOGIN).text
        assert "U bent uitgelogd" not in inside.get(LOGIN).text

    def test_it_ends_after_a_day_of_work(self, inside, clock):
        for _time in range(19):
            clock(25 * 60)
            assert is_logged_in(inside)
        clock(25 * 60)
        assert not is_logged_in(inside)
        assert "U was 8 uur ingelogd." in inside.get(LOGIN).text

    def test_it_ends_with_the_account_and_when_somebody_else_changes_the_password(self, inside, editor):
        User.objects.filter(pk=editor.pk).update(is_active=False)
        assert not is_logged_in(inside)
        User.objects.filter(pk=editor.pk).update(is_active=True)
        assert is_logged_in(inside)
        editor.set_password("vier-gele-kramen")
        editor.save()
        assert not is_logged_in(inside)

    def test_its_key_is_worth_nothing_after_logging_out(self, inside):
        key = inside.cookies["sessionid"].value
        inside.post(reverse("admin:logout"))
        stolen = Client()
        stolen.cookies["sessionid"] = key

        assert not is_logged_in(stolen)

    def test_its_pages_are_not_stored(self, inside):
        assert {"no-store", "private"} <= {*inside.get(reverse("admin:index")).headers["Cache-Control"].split(", ")}

    @pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example/", "/\\\\elders.example/"])
    def test_a_login_leads_nowhere_else(self, stranger, editor, clock, elsewhere):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        clock(60)
        again = Client()
        submit_password(again, next=elsewhere)
        response = again.post(CODE, {"code": totp_code(secret)})

        assert response.status_code == 302
        assert "elders.example" not in response["Location"]

    def test_another_password_ends_the_others(self, inside, editor, client):
        client.force_login(editor)
        new = "vier-gele-kramen"
        inside.post(
            reverse("admin:password_change"),
            {"old_password": make.PASSWORD, "new_password1": new, "new_password2": new},
        )

        assert is_logged_in(inside)
        assert not is_logged_in(client)


@pytest.mark.parametrize("path", [LOGIN, ENROL, ADD])
def test_the_policy_is_that_of_every_page(stranger, editor, path):
    submit_password(stranger)
    page = stranger.get(path, follow=True)

    assert "script-src 'self';" in page["Content-Security-Policy"]
    data = r'<script id="[a-z-]+" type="application/json">'
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", re.sub(data, "", page.text))


def test_cookies_are_bound_to_this_host_with_https(monkeypatch):
    monkeypatch.setenv("PORTAL_URL", "https://portaal.example")
    settings = runpy.run_path(str(portal_settings.BASE_DIR / "portal" / "settings.py"))

    assert (settings["SESSION_COOKIE_NAME"], settings["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
