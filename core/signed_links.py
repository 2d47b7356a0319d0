"""The links in our mails and at the desk that work without an account: signed, and with an end."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

FOLLOWER_LINK_DAYS = 100  # more than three monthly mails: each has a new link
REVISION_SALT = "editorial.versions"  # both salts stay: with others, links that were mailed would stop working
ROUND_SALT = "editorial.rounds"
_check_signer = signing.TimestampSigner(salt="editorial.freshness", sep=".")
_follow_signer = signing.TimestampSigner(salt="subscriptions.follower", sep=".")
_stop_signer = signing.Signer(salt="subscriptions.stop", sep=".")
_file_signer = signing.TimestampSigner(salt="library.files", sep=".")


def token_hash(token):
    """Hash of a token as the database stores it: enough to recognise the token, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_check_token():
    """A token for the link with which a municipality answers whether an initiative is still right."""
    return _check_signer.sign(secrets.token_urlsafe(24))


def verify_check_token(token):
    """Verify that we signed a token; raises BadSignature, or SignatureExpired after CHECK_LINK_DAYS."""
    _check_signer.unsign(token, max_age=timedelta(days=settings.CHECK_LINK_DAYS))


def round_token(round_pk):
    """A token for the link with which a municipality answers about all its examples, made anew for each mail."""
    return signing.dumps(round_pk, salt=ROUND_SALT)


def round_pk(token):
    """The key of the round that a token is of; raises BadSignature, or SignatureExpired after CHECK_LINK_DAYS."""
    return signing.loads(token, salt=ROUND_SALT, max_age=timedelta(days=settings.CHECK_LINK_DAYS))


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


def follower_token(key):
    """For the link to all that a follower follows, which works for FOLLOWER_LINK_DAYS; key, of the follower."""
    return _follow_signer.sign(str(key))


def follower_key(token):
    """The key of the follower that a link is of; raises BadSignature, also when it is too old."""
    return int(_follow_signer.unsign(token, max_age=FOLLOWER_LINK_DAYS * 86_400))


def stop_token(key):
    """For the link with which one subscription ends, which works as long as there is that subscription."""
    return _stop_signer.sign(str(key))


def stop_key(token):
    """The key of the subscription that a link ends; raises BadSignature."""
    return int(_stop_signer.unsign(token))


def seal(token):
    """The token of a file, in a form that shows it to whoever is not a visitor, for an hour."""
    return _file_signer.sign(token)


def unseal(sealed):
    """The token of a file; raises BadSignature, also when it was sealed more than an hour ago."""
    return _file_signer.unsign(sealed, max_age=timedelta(hours=1))
