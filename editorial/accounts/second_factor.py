"""Whether somebody gave a second factor at this login, and which ones they have."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for these
RECENT = 10 * 60  # seconds


def is_passed(request):
    """Whether this session was opened with a second factor; always so where the setting takes the factor away."""
    records = get_authentication_records(request, request.user)
    return not settings.SECOND_FACTOR or any(record["method"] == "mfa" for record in records)


def is_recent(request):
    """Whether somebody proved a short while ago who they are."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < RECENT


def factors(user):
    """The app and the passkeys of somebody."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).order_by("pk")


def is_enrolled(user):
    """Whether somebody has a second factor."""
    return factors(user).exists()


def has_app(user):
    """Whether somebody has an app that makes codes."""
    return factors(user).filter(type=Authenticator.Type.TOTP).exists()


def may_lose(factor):
    """Whether somebody keeps another second factor without this one, as long as one is asked for."""
    return not settings.SECOND_FACTOR or factors(factor.user).exclude(pk=factor.pk).exists()


def remove(factor):
    """Take one second factor away; the recovery codes go with the last one."""
    factor.delete()
    if not is_enrolled(factor.user):
        forget(factor.user)


def forget(user):
    """Take all second factors and the recovery codes away: the next login asks for a new one."""
    return Authenticator.objects.filter(user=user).delete()
