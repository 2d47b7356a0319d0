"""Logging in at the desk takes a password and a second factor, and does not last."""

import logging
import re
import runpy
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as portal_settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db
LOGIN, CODE, ENROL, CODES = (
    "/beheer/login/",
    "/beheer/account/code/",
    "/beheer/account/tweede-stap/",
    "/beheer/account/herstelcodes/",
)
WRONG = "De gebruikersnaam of het wachtwoord klopt niet."


@pytest.fixture
def browser():
    """A browser without any help: what gets in, got in by the pages."""
    return Client()


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Passwords that cost no time: how Django keeps them is not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock(monkeypatch):
    """The time, which passes only when a test says so."""
    now = [time.time()]
    monkeypatch.setattr("time.time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.fixture
def editor():
    return make.editor(password=make.PASSWORD, superuser=True)


def give_password(browser, name="redacteur", password=make.PASSWORD, **query):
    return browser.post(LOGIN, {"login": name, "password": password}, query_params=query)


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def enrol(browser):
    """Set up an app after the first step: (its secret, the recovery codes)."""
    secret = re.search(r'login-key">(\w+)<', browser.get(ENROL).text)[1]
    answer = browser.post(ENROL, {"code": code_of(secret)}, follow=True)
    return secret, re.findall(r"<li><code>(\w+)</code>", answer.text)


def is_in(browser):
    return browser.get("/beheer/").status_code == 200


def desk_addresses():
    """Every address of the admin, with a number where one is asked."""
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", [pattern]):
            route = str(pattern.pattern) + (str(inner.pattern) if inner is not pattern else "")
            yield "/beheer/" + re.sub(r"<[^>]+>", "1", route.replace("^", "").replace("\\Z", "").replace("$", ""))


class TestWithoutASecondFactor:
    def test_no_page_of_the_desk_opens(self, browser, editor):
        give_password(browser)
        addresses = [path for path in desk_addresses() if "(?P" not in path and path not in {LOGIN, "/beheer/logout/"}]

        opened = {path for path in addresses if "/login/" not in browser.get(path).headers.get("Location", "")}

        assert len(addresses) > 80
        assert opened == set()

    def test_nothing_can_be_sent(self, browser, editor):
        give_password(browser)

        browser.post(reverse("admin:themes_theme_add"), {"name": "Nieuw"})
        answer = browser.post(reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"})

        assert answer.status_code == 302
        assert User.objects.filter(pk=editor.pk).exists()

    def test_it_is_set_up_first(self, browser, editor):
        answer = give_password(browser)
        page = browser.get(answer["Location"], follow=True)

        assert page.redirect_chain[-1][0] == ENROL
        assert "<svg" in page.text
        assert 'autocomplete="one-time-code"' in page.text
        assert 'inputmode="numeric"' in page.text
        assert "no-store" in page["Cache-Control"]

    def test_a_wrong_code_sets_nothing_up(self, browser, editor):
        give_password(browser)
        browser.get(ENROL)

        answer = browser.post(ENROL, {"code": "000000"})

        assert "Deze code klopt niet." in answer.text
        assert not Authenticator.objects.exists()

    def test_a_session_from_before_does_not_count(self, browser, editor):
        give_password(browser)
        other = Client()
        give_password(other)
        enrol(other)

        assert not is_in(browser)
        assert browser.get(CODES).status_code == 302
        assert browser.get(ENROL).status_code == 302
        assert browser.get(LOGIN).status_code == 200

    def test_it_can_be_taken_away_only_for_a_developer(self, browser, editor, settings):
        settings.SECOND_FACTOR = False
        give_password(browser)

        assert is_in(browser)


class TestWithASecondFactor:
    def test_setting_it_up_lets_in_and_shows_the_codes_once(self, browser, editor):
        give_password(browser)
        _secret, codes = enrol(browser)

        assert is_in(browser)
        assert len(codes) == 10
        assert codes[0] not in browser.get(CODES).text

    def test_the_next_login_asks_for_a_code(self, browser, editor, clock):
        give_password(browser)
        secret, _codes = enrol(browser)
        clock(60)
        again = Client()
        first = give_password(again, next=reverse("admin:themes_theme_changelist"))

        assert first["Location"].startswith(CODE)
        assert not is_in(again)
        page = again.get(CODE)
        assert 'inputmode="numeric"' in page.text
        answer = again.post(CODE, {"code": code_of(secret)})
        assert answer["Location"] == reverse("admin:themes_theme_changelist")
        assert is_in(again)

    def test_a_code_of_the_app_works_once(self, browser, editor, clock):
        give_password(browser)
        secret, _codes = enrol(browser)
        clock(60)
        for expected in (True, False):
            again = Client()
            give_password(again)
            again.post(CODE, {"code": code_of(secret)})
            assert is_in(again) == expected

    def test_a_recovery_code_works_once(self, browser, editor):
        give_password(browser)
        _secret, codes = enrol(browser)
        for expected in (True, False):
            again = Client()
            give_password(again)
            again.post(CODE, {"code": codes[0]})
            assert is_in(again) == expected

    def test_wrong_codes_are_limited_and_noted(self, browser, editor, caplog):
        give_password(browser)
        secret, _codes = enrol(browser)
        again = Client()
        give_password(again)
        with caplog.at_level(logging.WARNING):
            for _time in range(5):
                again.post(CODE, {"code": "000000"})
        answer = again.post(CODE, {"code": code_of(secret)})

        assert "U hebt te vaak iets fout ingevuld." in answer.text
        assert not is_in(again)
        assert caplog.text.count("Refused second factor of 'redacteur'") == 6

    def test_it_is_forgotten_when_somebody_lost_it(self, browser, editor, capsys):
        give_password(browser)
        enrol(browser)

        call_command("forget_second_factor", "Redacteur")

        assert not Authenticator.objects.exists()
        with pytest.raises(CommandError):
            call_command("forget_second_factor", "niemand")

    def test_a_superuser_takes_it_away_with_its_recovery_codes(self, browser, editor):
        other = make.editor(username="kwijt", password=make.PASSWORD)
        lost = Client()
        give_password(lost, "kwijt")
        enrol(lost)
        give_password(browser)
        enrol(browser)
        one = Authenticator.objects.get(type="totp", user=other)

        browser.post(reverse("admin:editorial_secondfactor_delete", args=[one.pk]), {"post": "yes"})

        assert not Authenticator.objects.filter(user=other).exists()
        again = Client()
        give_password(again, "kwijt")
        assert len(enrol(again)[1]) == 10

    def test_the_desk_never_shows_the_secret(self, browser, editor):
        give_password(browser)
        secret, _codes = enrol(browser)
        one = Authenticator.objects.get(type="totp")

        page = browser.get(reverse("admin:editorial_secondfactor_change", args=[one.pk]))

        assert page.status_code == 200
        assert secret not in page.text


class TestPassword:
    def test_all_failures_look_the_same(self, browser, editor):
        User.objects.create_user("weg", password=make.PASSWORD, is_active=False)
        answers = [
            give_password(browser, name, password).text
            for name, password in [("redacteur", "fout"), ("niemand", "fout"), ("weg", make.PASSWORD)]
        ]

        assert all(WRONG in text for text in answers)
        plain = {re.sub(r'value="[^"]*"', "", text) for text in answers}
        assert len(plain) == 1

    def test_wrong_ones_are_limited_and_noted(self, browser, editor, caplog):
        with caplog.at_level(logging.WARNING):
            for _time in range(5):
                give_password(browser, password="fout")

        assert "U hebt te vaak iets fout ingevuld." in give_password(browser).text
        assert caplog.text.count("Failed login as 'redacteur' from 127.0.0.1") == 5

    def test_only_staff_comes_in(self, browser):
        User.objects.create_user("gast", password=make.PASSWORD)

        assert give_password(browser, "gast").status_code == 302
        assert not is_in(browser)
        assert browser.get(LOGIN).status_code == 403

    def test_nobody_signs_up(self, browser):
        for path in ("signup", "email", "password/reset"):
            assert browser.get(f"/beheer/account/{path}/", follow=True).redirect_chain[-1][0].startswith(LOGIN)
            assert browser.get(f"/accounts/{path}/").status_code == 404


class TestSession:
    @pytest.fixture
    def inside(self, browser, editor, clock):
        give_password(browser)
        enrol(browser)
        return browser

    def test_it_has_a_new_number(self, browser, editor):
        browser.get(LOGIN)
        give_password(browser)
        before = browser.cookies["sessionid"].value
        enrol(browser)

        assert browser.cookies["sessionid"].value != before
        assert browser.cookies["sessionid"]["httponly"]

    def test_it_ends_when_nothing_is_done(self, inside, clock):
        clock(29 * 60)
        assert is_in(inside)
        clock(29 * 60)
        assert is_in(inside)
        clock(31 * 60)
        assert not is_in(inside)

    def test_it_ends_after_a_day_of_work(self, inside, clock):
        for _time in range(19):
            clock(25 * 60)
            assert is_in(inside)
        clock(25 * 60)
        assert not is_in(inside)

    def test_another_password_ends_the_others(self, inside, editor, client):
        client.force_login(editor)
        new = "vier-gele-kramen"
        inside.post(
            reverse("admin:password_change"),
            {"old_password": make.PASSWORD, "new_password1": new, "new_password2": new},
        )

        assert is_in(inside)
        assert not is_in(client)


@pytest.mark.parametrize("path", [LOGIN, ENROL])
def test_the_policy_is_that_of_every_page(browser, editor, path):
    give_password(browser)
    page = browser.get(path, follow=True)

    assert "script-src 'self';" in page["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", page.text)


def test_cookies_are_bound_to_this_host_with_https(monkeypatch):
    monkeypatch.setenv("PORTAL_URL", "https://portaal.example")
    found = runpy.run_path(str(portal_settings.BASE_DIR / "portal" / "settings.py"))

    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
