"""The secrets of apps and recovery codes are unreadable in the database, and another SECRET_KEY is no dead end."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client

from editorial.accounts.encryption import UnreadableError, seal, unseal
from tests.support.logging_in import CODE, CODES, code_of, enrol, give_password, is_in
from tests.support.passkeys import Passkey, add, use

pytestmark = pytest.mark.django_db
UNREADABLE = "Het portaal kan uw codes niet meer lezen."


def kept(kind, name):
    return Authenticator.objects.get(type=kind).data[name]


def test_the_database_has_no_readable_secret(stranger, editor):
    give_password(stranger)
    secret, _codes = enrol(stranger)

    assert unseal(kept("totp", "secret")) == secret
    assert secret not in str(list(Authenticator.objects.values()))
    assert kept("recovery_codes", "seed").startswith("fernet:")
    assert seal(secret) != seal(secret)


def test_a_secret_from_before_still_works(stranger, editor, clock):
    give_password(stranger)
    secret, _codes = enrol(stranger)
    Authenticator.objects.filter(type="totp").update(data={"secret": secret})
    clock(60)
    again = Client()
    give_password(again)

    again.post(CODE, {"code": code_of(secret)})

    assert is_in(again)


def test_another_secret_key_is_told_and_has_a_way_out(stranger, editor, settings, clock):
    give_password(stranger)
    secret, codes = enrol(stranger)
    clock(60)
    settings.SECRET_KEY = "another"
    again = Client()
    give_password(again)

    for code in (code_of(secret), codes[0], "000000"):
        assert UNREADABLE in again.post(CODE, {"code": code}).text
    assert not is_in(again)

    call_command("forget_second_factor", "redacteur")
    give_password(again)
    enrol(again)
    assert is_in(again)


def test_a_passkey_works_with_another_secret_key(stranger, editor, settings):
    key = Passkey()
    give_password(stranger)
    add(stranger, key)
    settings.SECRET_KEY = "another"
    again = Client()
    give_password(again)
    use(again, key, CODE)

    assert is_in(again)
    assert UNREADABLE in again.get(CODES).text
    assert again.get("/beheer/account/").status_code == 200


def test_what_was_changed_is_not_read():
    sealed = seal("geheim")

    with pytest.raises(UnreadableError):
        unseal(sealed[:-4] + "AAAA")
