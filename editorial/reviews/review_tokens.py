"""The links in our mails: signed, and with an end."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import TimestampSigner

_signer = TimestampSigner(salt="editorial.freshness", sep=".")


def new_token():
    """A token for a new link."""
    return _signer.sign(secrets.token_urlsafe(24))


def verify_token(token):
    """Whether a token is ours and still counts; raises BadSignature, or SignatureExpired when its time is over."""
    _signer.unsign(token, max_age=timedelta(days=settings.CHECK_LINK_DAYS))
