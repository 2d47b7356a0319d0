"""Encrypts the secrets of apps and recovery codes, so that neither the database nor a backup has them in plain text."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

PREFIX = "fernet:"


class DecryptionError(Exception):
    """A secret was encrypted with another SECRET_KEY."""


def encrypt(text):
    """The text encrypted with a key that is derived from SECRET_KEY, with the prefix that tells it apart."""
    return PREFIX + _fernet().encrypt(text.encode()).decode()


def decrypt(stored):
    """The text of a stored value; one without the prefix was stored before there was encryption.

    Raises: DecryptionError.
    """
    if not stored.startswith(PREFIX):
        return stored
    try:
        return _fernet().decrypt(stored.removeprefix(PREFIX)).decode()
    except InvalidToken as error:
        raise DecryptionError from error


def _fernet():
    key = salted_hmac("editorial.login.sealing", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
