"""Whether somebody gave a second factor at this login."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings


def is_passed(request):
    """Whether this session was opened with a second factor; always so where the setting takes the factor away."""
    records = get_authentication_records(request, request.user)
    return not settings.SECOND_FACTOR or any(record["method"] == "mfa" for record in records)


def is_enrolled(user):
    """Whether somebody has a second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def forget(user):
    """Take the second factor and its recovery codes away: the next login asks for a new one."""
    return Authenticator.objects.filter(user=user).delete()
