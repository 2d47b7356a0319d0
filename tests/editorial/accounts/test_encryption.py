"""The secrets of apps and recovery codes are encrypted, and another SECRET_KEY locks nobody out for good."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client

from core.encryption import DecryptionError, decrypt, encrypt
from tests.support.login import CODE, CODES, enrol, is_logged_in, submit_password, totp_code
from tests.support.passkeys import Passkey, add, use

pytestmark = pytest.mark.django_db
UNREADABLE = "Het portaal kan uw codes niet meer lezen."


def stored(factor_type, name):
    return Authenticator.objects.get(type=factor_type).data[name]


def test_the_database_has_no_readable_secret(stranger, editor):
    submit_password(stranger)
    secret, _codes = enrol(stranger)

    assert decrypt(stored("totp", "secret")) == secret
    assert secret not in str(list(Authenticator.objects.values()))
    assert stored("recovery_codes", "seed").startswith("fernet:")
    assert encrypt(secret) != encrypt(secret)


def test_a_secret_in_plain_text_still_works(stranger, editor, clock):
    submit_password(stranger)
    secret, _codes = enrol(stranger)
    Authenticator.objects.filter(type="totp").update(data={"secret": secret})
    clock(60)
    again = Client()
    submit_password(again)

    again.post(CODE, {"code": totp_code(secret)})

    assert is_logged_in(again)


def test_another_secret_key_is_reported_and_has_a_way_out(stranger, editor, settings, clock):
    submit_password(stranger)
    secret, codes = enrol(stranger)
    clock(60)
    settings.SECRET_KEY = "another"
    again = Client()
    submit_password(again)

    for code in (totp_code(secret), codes[0], "000000"):
        assert UNREADABLE in again.post(CODE, {"code": code}).text
    assert not is_logged_in(again)

    call_command("forget_second_factor", "redacteur")
    submit_password(again)
    enrol(again)
    assert is_logged_in(again)


def test_a_passkey_works_with_another_secret_key(stranger, editor, settings):
    key = Passkey()
    submit_password(stranger)
    add(stranger, key)
    settings.SECRET_KEY = "another"
    again = Client()
    submit_password(again)
    use(again, key, CODE)

    assert is_logged_in(again)
    assert UNREADABLE in again.get(CODES).text
    assert again.get("/beheer/account/").status_code == 200


def test_a_changed_value_is_not_decrypted():
    encrypted = encrypt("geheim")

    with pytest.raises(DecryptionError):
        decrypt(encrypted[:-4] + "AAAA")
