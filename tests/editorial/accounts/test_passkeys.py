"""A passkey is a second factor like an app: added, used, named and removed by its owner only."""

import json
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from editorial.accounts.models import SecondFactor
from editorial.audit.models import AuditEntry
from tests.support import make
from tests.support.desk import EditorsClient
from tests.support.login import CODE, CODES, ENROL, enrol, is_logged_in, submit_password
from tests.support.passkeys import ADD, Passkey, add, use

pytestmark = pytest.mark.django_db
ACCOUNT, CONFIRM = "/beheer/account/", "/beheer/account/bevestigen/"
REFUSED = "Deze passkey werkt niet voor uw account."


def audit_rows():
    return list(AuditEntry.objects.order_by("pk").values_list("actor", "action", "object", "result"))


def client_at_second_step(name="redacteur"):
    """Another client, which gave the password."""
    client = Client()
    submit_password(client, name)
    return client


def page_of(passkey, page):
    return reverse(f"mfa_{page}_webauthn", args=[passkey.pk])


@pytest.fixture
def key():
    return Passkey()


@pytest.fixture
def inside(stranger, editor):
    """The browser of somebody who logged in with an app."""
    submit_password(stranger)
    enrol(stranger)
    return stranger


@pytest.fixture
def added(inside, key):
    """The passkey that somebody with an app added."""
    add(inside, key)
    return SecondFactor.objects.get(type="webauthn")


class TestAdding:
    def test_it_is_listed_and_recorded(self, inside, key):
        response = add(inside, key, "Mijn <telefoon>")

        assert response["Location"] == ACCOUNT
        assert "Mijn &lt;telefoon&gt;" in inside.get(ACCOUNT).text
        assert audit_rows()[-1] == ("redacteur", "passkey toevoegen", "redacteur: passkey", "ok")

    def test_it_may_be_the_first_second_factor(self, stranger, editor, key):
        submit_password(stranger)
        assert ADD in stranger.get(ENROL).text

        response = add(stranger, key)

        assert response["Location"] == CODES
        assert stranger.get(CODES).text.count("<li><code>") == 10
        assert is_logged_in(stranger)
        assert not Authenticator.objects.filter(type="totp").exists()
        assert len(enrol(stranger)[0]) == 32

    @pytest.mark.parametrize("wrong", [Passkey(origin="http://example.org"), Passkey(host="example.org")])
    def test_another_site_cannot_make_one(self, inside, wrong):
        assert "De passkey is niet toegevoegd." in add(inside, wrong).text
        assert not Authenticator.objects.filter(type="webauthn").exists()

    @pytest.mark.parametrize("odd", ["\x00", "\ud800", "é", float("inf"), float("nan")])
    def test_what_a_database_cannot_store_is_refused(self, inside, odd):
        credential = Passkey().created(inside.get(ADD)) | {"clientExtensionResults": {"x": odd}}

        response = inside.post(ADD, {"name": "Telefoon", "credential": json.dumps(credential)})

        assert "De passkey is niet toegevoegd." in response.text
        assert not Authenticator.objects.filter(type="webauthn").exists()

    def test_it_belongs_to_the_public_name_of_the_portal(self, inside, settings):
        settings.PORTAL_URL = "https://portaal.example"

        add(inside, Passkey(origin="https://portaal.example", host="portaal.example"))
        add(inside, Passkey(origin="http://portaal.example", host="portaal.example"))
        add(inside, Passkey())

        assert Authenticator.objects.filter(type="webauthn").count() == 1

    def test_an_old_credential_is_refused(self, inside, key):
        credential = json.dumps(key.created(inside.get(ADD)))
        inside.get(ADD)

        assert "De passkey is niet toegevoegd." in inside.post(ADD, {"credential": credential}).text

    def test_who_has_one_gives_the_password_again_after_a_while(self, inside, clock):
        clock(11 * 60)
        redirected = inside.get(ADD)

        assert unquote(redirected["Location"]) == f"{CONFIRM}?next={ADD}"
        wrong = inside.post(redirected["Location"], {"password": "fout"})
        assert "Dit wachtwoord klopt niet." in wrong.text
        assert inside.get(ADD).status_code == 302
        assert inside.post(redirected["Location"], {"password": make.PASSWORD})["Location"] == ADD
        assert inside.get(ADD).status_code == 200

    def test_a_password_alone_adds_nothing(self, inside):
        other = Client()
        submit_password(other)

        assert other.get(ADD)["Location"].startswith("/beheer/login/")
        assert other.get(ACCOUNT)["Location"].startswith("/beheer/login/")


class TestLoggingIn:
    def test_it_lets_in_and_a_code_still_does(self, added, key):
        browser = client_at_second_step()
        page = browser.get(CODE)

        assert "Passkey gebruiken" in page.text
        assert 'name="code"' in page.text
        assert use(browser, key, CODE)["Location"] == "/beheer/"
        assert is_logged_in(browser)
        added.refresh_from_db()
        assert added.last_used_at
        assert audit_rows()[-1] == ("redacteur", "inloggen", "", "ok")

    @pytest.mark.parametrize("wrong", ["other key", "other site", "other account"])
    def test_a_wrong_one_is_refused_and_recorded(self, added, key, wrong):
        browser = client_at_second_step()
        used = {"other key": Passkey(), "other site": key, "other account": Passkey()}[wrong]
        if wrong == "other site":
            key.origin = "https://example.org"
        if wrong == "other account":
            make.editor(username="ander", password=make.PASSWORD)
            add(client_at_second_step("ander"), used)

        response = use(browser, used, CODE)

        assert REFUSED in response.text
        assert not is_logged_in(browser)
        assert audit_rows()[-1] == ("redacteur", "tweede stap", "", "refused")

    def test_a_signature_of_another_key_is_refused(self, added, key):
        browser, forged = client_at_second_step(), Passkey()
        forged.id = key.id

        assert REFUSED in use(browser, forged, CODE).text
        assert not is_logged_in(browser)

    def test_a_credential_works_once(self, added, key):
        browser = client_at_second_step()
        data = {"credential": json.dumps(key.used(browser.get(CODE)))}
        browser.post(CODE, data)
        again = client_at_second_step()
        again.get(CODE)

        assert REFUSED in again.post(CODE, data).text
        assert not is_logged_in(again)

    def test_wrong_ones_are_limited_together_with_codes(self, added, key):
        browser = client_at_second_step()
        for _time in range(3):
            browser.post(CODE, {"code": "000000"})
        for _time in range(2):
            use(browser, Passkey(), CODE)

        assert "U heeft te vaak iets fout ingevuld." in use(browser, key, CODE).text
        assert not is_logged_in(browser)

    def test_what_no_browser_sends_is_refused(self, added, key):
        good = key.used(client_at_second_step().get(CODE))
        odd = ["", "x", "null", "[]", "1", "{}", '{"id": 1, "rawId": [], "response": {}}']
        parts = good["response"]
        odd += [json.dumps(good | {"response": parts | {name: value}}) for name in parts for value in ("", "AA", 1)]

        for path in (CODE, ADD):
            for value in odd:
                browser = client_at_second_step() if path == CODE else EditorsClient()
                if path == ADD:
                    browser.force_login(added.user)
                browser.get(path)
                assert browser.post(path, {"credential": value}).status_code == 200, value
        assert Authenticator.objects.filter(type="webauthn").count() == 1

    def test_who_has_no_passkey_is_not_offered_one(self, inside):
        page = client_at_second_step().get(CODE)

        assert "passkey-button" not in page.text
        assert "passkey.js" not in page.text

    def test_nothing_is_revealed_before_the_password(self, added, stranger):
        known, unknown = (Client() for _ in range(2))
        texts = [
            submit_password(browser, name, "fout").text for browser, name in ((known, "redacteur"), (unknown, "x"))
        ]

        assert not any("passkey-" in text for text in texts)
        assert known.get(CODE)["Location"].startswith("/beheer/login/")
        assert known.post(CODE, {"credential": "{}"})["Location"].startswith("/beheer/login/")

    def test_with_only_passkeys_the_code_is_a_recovery_code(self, stranger, editor, key):
        submit_password(stranger)
        add(stranger, key)
        code = stranger.get(CODES).text.split("<li><code>")[1].split("<")[0]
        browser = client_at_second_step()

        assert "Herstelcode" in browser.get(CODE).text
        browser.post(CODE, {"code": code})
        assert is_logged_in(browser)
        assert "U heeft nog 9 herstelcodes." in browser.get(ACCOUNT).text


class TestManaging:
    def test_it_gets_another_name(self, inside, added):
        inside.post(page_of(added, "edit"), {"name": "Sleutelbos"})

        assert "Sleutelbos" in inside.get(ACCOUNT).text
        assert "Vul een naam in." in inside.post(page_of(added, "edit"), {"name": " "}).text
        assert audit_rows()[-1] == ("redacteur", "passkey een andere naam geven", "redacteur: passkey", "ok")

    def test_it_is_removed(self, inside, added):
        inside.post(page_of(added, "remove"))

        assert not Authenticator.objects.filter(type="webauthn").exists()
        assert Authenticator.objects.filter(type="recovery_codes").exists()
        assert audit_rows()[-1] == ("redacteur", "passkey verwijderen", "redacteur: passkey", "ok")

    def test_the_last_one_stays(self, stranger, editor, key):
        submit_password(stranger)
        add(stranger, key)
        last = SecondFactor.objects.get(type="webauthn")

        response = stranger.post(page_of(last, "remove"), follow=True)

        assert "Dit is uw enige tweede stap." in response.text
        assert Authenticator.objects.filter(pk=last.pk).exists()
        assert audit_rows()[-1] == ("redacteur", "passkey verwijderen", "redacteur: passkey", "refused")

    @pytest.mark.parametrize("page", ["edit", "remove"])
    def test_that_of_somebody_else_is_not_found(self, added, page):
        make.editor(username="ander", password=make.PASSWORD)
        other = client_at_second_step("ander")
        enrol(other)

        paths = [page_of(added, page), reverse(f"mfa_{page}_webauthn", args=[9999])]

        assert [other.post(path, {"name": "x"}).status_code for path in paths] == [404, 404]
        assert Authenticator.objects.get(pk=added.pk).data["name"] == "Telefoon"

    def test_the_command_removes_it_with_the_rest(self, added):
        call_command("forget_second_factor", "redacteur")

        assert not Authenticator.objects.exists()
        assert audit_rows()[-1] == ("forget_second_factor", "tweede stap vergeten", "redacteur", "ok")

    def test_a_superuser_removes_one(self, inside, key):
        other = make.editor(username="kwijt", password=make.PASSWORD)
        lost = client_at_second_step("kwijt")
        add(lost, key)
        factor = SecondFactor.objects.get(user=other, type="webauthn")
        shown = inside.get(reverse("admin:accounts_secondfactor_changelist")).text

        inside.post(reverse("admin:accounts_secondfactor_delete", args=[factor.pk]), {"post": "yes"})

        assert "passkey" in shown
        assert "Telefoon" in shown
        assert not Authenticator.objects.filter(user=other).exists()
        assert client_at_second_step("kwijt").get(ENROL).status_code == 200
