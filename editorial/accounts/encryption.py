"""Keeps the secrets of apps and recovery codes unreadable in the database and its backups."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

MARK = "fernet:"


class UnreadableError(Exception):
    """A secret was sealed with another SECRET_KEY."""


def seal(text):
    """Make a secret unreadable for whoever has no SECRET_KEY."""
    return MARK + _box().encrypt(text.encode()).decode()


def unseal(kept):
    """The secret again, also one that was kept before there was sealing; raises UnreadableError."""
    if not kept.startswith(MARK):
        return kept
    try:
        return _box().decrypt(kept.removeprefix(MARK)).decode()
    except InvalidToken as error:
        raise UnreadableError from error


def _box():
    key = salted_hmac("editorial.login.sealing", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
