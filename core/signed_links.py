"""The links in our mails and at the desk that work without an account: signed, and with an end."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

REVISION_SALT = "editorial.versions"  # both salts stay: with others, links that were mailed would stop working
_check_signer = signing.TimestampSigner(salt="editorial.freshness", sep=".")


def token_hash(token):
    """What the database stores of a token: enough to recognise it, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_check_token():
    """A token for the link with which a municipality answers whether an initiative is still right."""
    return _check_signer.sign(secrets.token_urlsafe(24))


def verify_check_token(token):
    """Verify that we signed a token; raises BadSignature, or SignatureExpired after CHECK_LINK_DAYS."""
    _check_signer.unsign(token, max_age=timedelta(days=settings.CHECK_LINK_DAYS))


def review_url(revision):
    """The full address at which anybody reads a revision, for REVIEW_LINK_DAYS days from now."""
    token = signing.dumps(revision.pk, salt=REVISION_SALT)
    return settings.PORTAL_URL + reverse("revisions:review", args=[token])


def review_deadline():
    """The day on which a link of today stops."""
    return timezone.localdate() + timedelta(days=settings.REVIEW_LINK_DAYS)


def revision_pk(token):
    """The key of the revision that a link is of; raises BadSignature, or SignatureExpired after REVIEW_LINK_DAYS."""
    return signing.loads(token, salt=REVISION_SALT, max_age=timedelta(days=settings.REVIEW_LINK_DAYS))
