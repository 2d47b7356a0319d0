"""The link with which somebody outside the desk reads a version before it is on the site."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

SALT = "editorial.versions"


def link_to(version):
    """The full address at which anybody reads a version, for REVIEW_LINK_DAYS days from now."""
    token = signing.dumps(version.pk, salt=SALT)
    return settings.PORTAL_URL + reverse("versions:review", args=[token])


def end():
    """The day on which a link of now stops."""
    return timezone.localdate() + timedelta(days=settings.REVIEW_LINK_DAYS)


def key_of(token):
    """The key of the version that a link is of; raises BadSignature, or SignatureExpired when its time is over."""
    return signing.loads(token, salt=SALT, max_age=timedelta(days=settings.REVIEW_LINK_DAYS))
