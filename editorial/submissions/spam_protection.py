"""What keeps machines from filling our queue, and our mail from bothering others, without knowing who a visitor is."""

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
FASTEST = timedelta(seconds=3)
SLOWEST = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
PER_HOUR = 5  # forms from one address
MAILS_PER_HOUR = 60  # from all addresses together
MAILS_PER_PERSON = 3  # a day, to one address that has not answered

TOO_FAST = _("U was wel erg snel. Kijk uw antwoorden nog eens na en verstuur het formulier opnieuw.")
TOO_SLOW = _("Het formulier stond te lang open. Uw antwoorden staan er nog. Verstuur het formulier opnieuw.")


def stamp():
    """A signed mark of the moment that a form is shown."""
    return signing.TimestampSigner(salt=SALT).sign("formulier")


def what_is_wrong(stamped):
    """Why a form can't have been filled in by somebody who read it, as a sentence; None when it can."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(stamped, max_age=SLOWEST)
    except signing.BadSignature:
        return TOO_SLOW
    try:
        signer.unsign(stamped, max_age=FASTEST)
    except signing.SignatureExpired:
        return None
    return TOO_FAST


def is_rate_limited(request, email):
    """Whether this form is one too many; if not, it is counted.

    Args: request; email, the address that we would mail, may be empty.
    """
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - A_DAY).delete()
    attempt = Attempt.objects.create(who=_unreadable(request, now))
    lately = Attempt.objects.filter(who__in=[attempt.who, _unreadable(request, now - A_DAY)], at__gt=now - AN_HOUR)
    if lately.count() > PER_HOUR or (email and _is_mail_too_many(email, now)):
        attempt.delete()
        return True
    return False


def _is_mail_too_many(email, now):
    mailed = Submission.objects.exclude(email="")
    waiting = mailed.filter(email__iexact=email, confirmed_at=None, created_at__gt=now - A_DAY)
    last_hour = mailed.filter(created_at__gt=now - AN_HOUR)
    return waiting.count() >= MAILS_PER_PERSON or last_hour.count() >= MAILS_PER_HOUR


def _unreadable(request, moment):
    """An address under the key of a day: the same all day, and nobody's after it."""
    text = f"{timezone.localdate(moment)} {_origin(request)}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()


def _origin(request):
    """Where a request comes from; of IPv6 the network, for one household has countless addresses in it."""
    address = origin(request)
    return str(ip_network((address, 64), strict=False)) if ":" in address else address
