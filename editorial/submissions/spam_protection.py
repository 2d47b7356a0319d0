"""Protects the queue against bots, and others against unwanted mail, without identifying a visitor."""

import hmac
from datetime import timedelta
from ipaddress import ip_network

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.audit.log import origin

from .models import Attempt, Submission

SALT = "contributing.form"
MIN_FILL_TIME = timedelta(seconds=3)
MAX_FILL_TIME = timedelta(days=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MAX_FORMS_PER_HOUR = 5  # from one IP address
MAX_MAILS_PER_HOUR = 60  # caused by all forms together
MAX_UNCONFIRMED_MAILS = 3  # a day, to one mail address

FILLED_TOO_FAST = _("U was wel erg snel. Kijk uw antwoorden nog eens na en verstuur het formulier opnieuw.")
FORM_EXPIRED = _("Het formulier stond te lang open. Uw antwoorden staan er nog. Verstuur het formulier opnieuw.")


def signed_timestamp():
    """The signed time at which a form is shown."""
    return signing.TimestampSigner(salt=SALT).sign("formulier")


def timing_error(timestamp):
    """Why a form can't have been filled in by somebody who read it, as a message; None when it can."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(timestamp, max_age=MAX_FILL_TIME)
    except signing.BadSignature:
        return FORM_EXPIRED
    try:
        signer.unsign(timestamp, max_age=MIN_FILL_TIME)
    except signing.SignatureExpired:
        return None
    return FILLED_TOO_FAST


def is_rate_limited(request, email):
    """Whether this form is one too many; if not, it counts for the next.

    Args: request; email, the address that would get a mail, may be empty.
    """
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - DAY).delete()
    attempt = Attempt.objects.create(who=_daily_hash(request, now))
    recent = Attempt.objects.filter(who__in=[attempt.who, _daily_hash(request, now - DAY)], at__gt=now - HOUR)
    if recent.count() > MAX_FORMS_PER_HOUR or (email and _is_mail_limit_reached(email, now)):
        attempt.delete()
        return True
    return False


def _is_mail_limit_reached(email, now):
    mailed = Submission.objects.exclude(email="")
    unconfirmed = mailed.filter(email__iexact=email, confirmed_at=None, created_at__gt=now - DAY)
    last_hour = mailed.filter(created_at__gt=now - HOUR)
    return unconfirmed.count() >= MAX_UNCONFIRMED_MAILS or last_hour.count() >= MAX_MAILS_PER_HOUR


def _daily_hash(request, moment):
    """A hash of an IP address and the day: the same all day, and of no use after it."""
    text = f"{timezone.localdate(moment)} {_network(request)}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()


def _network(request):
    """The IP address of a request; of IPv6 the network, for one household has countless addresses in it."""
    address = origin(request)
    return str(ip_network((address, 64), strict=False)) if ":" in address else address
