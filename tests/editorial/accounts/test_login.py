"""Nobody is in the admin without a second factor, and a second factor works for one user only."""

import logging
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.support import make
from tests.support.login import CODE, CODES, ENROL, LOGIN, enrol, is_logged_in, logs_in_with, submit_password, totp_code

pytestmark = pytest.mark.django_db


def admin_paths():
    """Every path of the admin, with 1 for each argument."""
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", [pattern]):
            route = str(pattern.pattern) + (str(inner.pattern) if inner is not pattern else "")
            yield "/beheer/" + re.sub(r"<[^>]+>", "1", route.replace("^", "").replace("\\Z", "").replace("$", ""))


class TestWithoutASecondFactor:
    def test_no_page_of_the_admin_opens(self, stranger, editor):
        submit_password(stranger)
        paths = [path for path in admin_paths() if "(?P" not in path and path not in {LOGIN, "/beheer/logout/"}]

        opened = {path for path in paths if "/login/" not in stranger.get(path).headers.get("Location", "")}

        assert len(paths) > 80
        assert opened == set()

    def test_nothing_can_be_sent(self, stranger, editor):
        submit_password(stranger)

        stranger.post(reverse("admin:themes_theme_add"), {"name": "Nieuw"})
        response = stranger.post(reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"})

        assert response.status_code == 302
        assert User.objects.filter(pk=editor.pk).exists()

    def test_it_is_set_up_first(self, stranger, editor):
        response = submit_password(stranger)
        page = stranger.get(response["Location"], follow=True)

        assert page.redirect_chain[-1][0] == ENROL
        assert "<svg" in page.text
        assert 'autocomplete="one-time-code"' in page.text
        assert 'inputmode="numeric"' in page.text
        assert "no-store" in page["Cache-Control"]

    def test_a_wrong_code_sets_nothing_up(self, stranger, editor):
        submit_password(stranger)
        stranger.get(ENROL)

        response = stranger.post(ENROL, {"code": "000000"})

        assert "Deze code klopt niet." in response.text
        assert not Authenticator.objects.exists()

    def test_a_session_from_before_does_not_count(self, stranger, editor):
        submit_password(stranger)
        other = Client()
        submit_password(other)
        enrol(other)

        assert not is_logged_in(stranger)
        assert stranger.get(CODES).status_code == 302
        assert stranger.get(ENROL).status_code == 302
        assert stranger.get(LOGIN).status_code == 200

    def test_a_setting_for_developers_turns_it_off(self, stranger, editor, settings):
        settings.SECOND_FACTOR = False
        submit_password(stranger)

        assert is_logged_in(stranger)


class TestWithASecondFactor:
    def test_setting_it_up_lets_in_and_shows_the_codes_once(self, stranger, editor):
        submit_password(stranger)
        _secret, codes = enrol(stranger)

        assert is_logged_in(stranger)
        assert len(codes) == 10
        assert codes[0] not in stranger.get(CODES).text

    def test_the_next_login_asks_for_a_code(self, stranger, editor, clock):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        clock(60)
        again = Client()
        first = submit_password(again, next=reverse("admin:themes_theme_changelist"))

        assert first["Location"].startswith(CODE)
        assert not is_logged_in(again)
        page = again.get(CODE)
        assert 'inputmode="numeric"' in page.text
        response = again.post(CODE, {"code": totp_code(secret)})
        assert response["Location"] == reverse("admin:themes_theme_changelist")
        assert is_logged_in(again)

    def test_a_login_that_stops_halfway_starts_again(self, stranger, editor):
        make.editor(username="ander", password=make.PASSWORD)
        submit_password(stranger)
        enrol(stranger)
        again = Client()
        submit_password(again)

        assert 'name="login"' in again.get(LOGIN).text
        assert again.get(CODE).status_code == 302
        submit_password(again, "ander")
        assert again.get(ENROL).status_code == 200

    def test_a_code_of_the_app_works_once(self, stranger, editor, clock):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        clock(60)
        for expected in (True, False):
            assert logs_in_with(totp_code(secret)) == expected

    def test_a_code_of_the_step_before_works_once(self, stranger, editor, clock):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        clock(90 - time.time() % 30)
        code = totp_code(secret)
        clock(30)
        for expected in (True, False):
            assert logs_in_with(code) == expected

    @pytest.mark.parametrize(("seconds", "wait"), [(-60, 0), (30, 0), (60, 0), (0, 61)])
    def test_no_other_step_works(self, stranger, editor, clock, seconds, wait):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        clock(180 - time.time() % 30)
        code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time() + seconds) // 30))
        clock(wait)

        assert not logs_in_with(code)

    def test_after_a_code_no_older_one_works(self, stranger, editor, clock):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        clock(90 - time.time() % 30)
        older = totp_code(secret)
        clock(30)
        for code, expected in ((totp_code(secret), True), (older, False)):
            assert logs_in_with(code) == expected

    def test_the_code_that_set_it_up_is_used(self, stranger, editor, clock):
        submit_password(stranger)
        clock(90 - time.time() % 30)
        secret, _codes = enrol(stranger)
        clock(29)

        assert not logs_in_with(totp_code(secret))

    def test_a_recovery_code_works_once(self, stranger, editor):
        submit_password(stranger)
        _secret, codes = enrol(stranger)
        for expected in (True, False):
            assert logs_in_with(codes[0]) == expected

    def test_wrong_codes_are_limited_and_logged(self, stranger, editor, caplog):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        again = Client()
        submit_password(again)
        with caplog.at_level(logging.WARNING):
            for _time in range(5):
                again.post(CODE, {"code": "000000"})
        response = again.post(CODE, {"code": totp_code(secret)})

        assert "U heeft te vaak iets fout ingevuld." in response.text
        assert not is_logged_in(again)
        assert caplog.text.count("Refused second factor of 'redacteur'") == 6

    def test_a_command_removes_it_when_somebody_lost_it(self, stranger, editor, capsys):
        submit_password(stranger)
        enrol(stranger)

        call_command("forget_second_factor", "Redacteur")

        assert not Authenticator.objects.exists()
        with pytest.raises(CommandError):
            call_command("forget_second_factor", "niemand")

    def test_a_superuser_removes_it_with_its_recovery_codes(self, stranger, editor):
        other = make.editor(username="kwijt", password=make.PASSWORD)
        lost = Client()
        submit_password(lost, "kwijt")
        enrol(lost)
        submit_password(stranger)
        enrol(stranger)
        factor = Authenticator.objects.get(type="totp", user=other)

        stranger.post(reverse("admin:accounts_secondfactor_delete", args=[factor.pk]), {"post": "yes"})

        assert not Authenticator.objects.filter(user=other).exists()
        again = Client()
        submit_password(again, "kwijt")
        assert len(enrol(again)[1]) == 10

    def test_the_admin_never_shows_the_secret(self, stranger, editor):
        submit_password(stranger)
        secret, _codes = enrol(stranger)
        factor = Authenticator.objects.get(type="totp")

        page = stranger.get(reverse("admin:accounts_secondfactor_change", args=[factor.pk]))

        assert page.status_code == 200
        assert secret not in page.text
