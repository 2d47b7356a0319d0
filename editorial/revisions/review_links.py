"""The link with which somebody outside the desk reads a revision before it is on the site."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

SALT = "editorial.versions"  # as in the links that were mailed before


def review_url(revision):
    """The full address at which anybody reads a revision, for REVIEW_LINK_DAYS days from now."""
    token = signing.dumps(revision.pk, salt=SALT)
    return settings.PORTAL_URL + reverse("revisions:review", args=[token])


def review_deadline():
    """The day on which a link of now stops."""
    return timezone.localdate() + timedelta(days=settings.REVIEW_LINK_DAYS)


def revision_pk(token):
    """The key of the revision that a link is of; raises BadSignature, or SignatureExpired when its time is over."""
    return signing.loads(token, salt=SALT, max_age=timedelta(days=settings.REVIEW_LINK_DAYS))
