"""The links in our mails: signed, with an end, and known to the database by their hash only."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import TimestampSigner

_signer = TimestampSigner(salt="editorial.freshness", sep=".")


def new_token():
    """A token for a new link."""
    return _signer.sign(secrets.token_urlsafe(24))


def hash_of(token):
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def check(token):
    """Whether a token is ours and still counts; raises BadSignature, or SignatureExpired when its time is over."""
    _signer.unsign(token, max_age=timedelta(days=settings.CHECK_LINK_DAYS))
