"""The second factors of a user, and whether this session was opened with one."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for these
RECENT_SECONDS = 10 * 60
LAST_STEP = "last_step"  # in the data of an app: the time step of the last code that was used


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


def use_code(app, code):
    """Use up a code of an app, and all earlier codes; it must be of this time step or the one before (RFC 6238, 5.2).

    Args: app, its Authenticator; code, accepted by allauth, which also accepts it twice, or one of the next step.
    Returns: whether it could still be used.
    """
    secret, now = decrypt(app.data["secret"]), int(time.time()) // app_settings.TOTP_PERIOD
    codes = {totp.format_hotp_value(totp.hotp_value(secret, step)): step for step in (now - 1, now)}
    step = codes.get(normalize_user_code(code), 0)
    with transaction.atomic():
        stored = Authenticator.objects.select_for_update().get(pk=app.pk)  # two logins at once use it once
        is_usable = step > stored.data.get(LAST_STEP, 0)
        if is_usable:
            stored.data[LAST_STEP] = step
            stored.save(update_fields=["data"])
    return is_usable


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
