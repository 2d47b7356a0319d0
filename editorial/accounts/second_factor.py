"""The second factors of a user, and whether this session was opened with one."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for these
RECENT_SECONDS = 10 * 60


def is_passed(request):
    """Whether this session was opened with a second factor; always true when the setting turns it off."""
    records = get_authentication_records(request, request.user)
    return not settings.SECOND_FACTOR or any(record["method"] == "mfa" for record in records)


def is_recent(request):
    """Whether the user authenticated a short while ago."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < RECENT_SECONDS


def factors(user):
    """The app and the passkeys of a user."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).order_by("pk")


def is_enrolled(user):
    """Whether a user has a second factor."""
    return factors(user).exists()


def has_app(user):
    """Whether a user has an authenticator app."""
    return factors(user).filter(type=Authenticator.Type.TOTP).exists()


def is_removable(factor):
    """Whether the user has another second factor, or needs none."""
    return not settings.SECOND_FACTOR or factors(factor.user).exclude(pk=factor.pk).exists()


def remove(factor):
    """Delete a second factor; the recovery codes go with the last one."""
    factor.delete()
    if not is_enrolled(factor.user):
        remove_all(factor.user)


def remove_all(user):
    """Delete all second factors and the recovery codes: the next login asks for a new one."""
    return Authenticator.objects.filter(user=user).delete()
