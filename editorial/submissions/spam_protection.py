"""Spam protection of public forms: timing check and rate limits, without identifying a visitor."""

import hmac
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.http import origin

from .models import Attempt, Submission

SALT = "contributing.form"
MIN_FILL_TIME = timedelta(seconds=3)
MAX_FILL_TIME = timedelta(days=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MAX_FORMS_PER_HOUR = 5  # from one IP address
MAX_FORMS_PER_NETWORK = 30  # an hour, from the network around it
MAX_UNCONFIRMED_MAILS = 3  # a day, to one mail address
ADDRESS_PREFIX = {4: 32, 6: 64}  # bits: of IPv6 one household has countless addresses
NETWORK_PREFIX = {4: 24, 6: 48}  # the range that one owner of many addresses may have

FILLED_TOO_FAST = _("U was wel erg snel. Kijk uw antwoorden nog eens na en verstuur het formulier opnieuw.")
FORM_EXPIRED = _("Het formulier stond te lang open. Uw antwoorden staan er nog. Verstuur het formulier opnieuw.")


def signed_timestamp():
    """The signed time at which a form is shown."""
    return signing.TimestampSigner(salt=SALT).sign("formulier")


def timing_error(timestamp):
    """Return the message for a form that was sent too fast or stayed open too long; None when its timing is fine."""
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


def form_digest(request, form, kind, initiative=None):
    """Return a hash that identifies one sent form: of its sender, the time it was shown, and what was typed."""
    typed = sorted((name, str(value)) for name, value in form.cleaned_data.items())
    return keyed_hash(repr((origin(request), str(kind), initiative and initiative.pk, typed)))


def is_rate_limited(request, email, forms=Submission.objects):
    """Whether a form exceeds the rate limit of its sender or of the mail address; if not, it is counted.

    Nothing is counted over all senders together: then a few of them could close the forms for everybody.
    Args: request; email, the address that would get a mail, may be empty; forms, the
        manager of the model of the form, with `unconfirmed_of()`.
    """
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - DAY).delete()
    who, network = (_daily_hashes(request, now, prefixes) for prefixes in (ADDRESS_PREFIX, NETWORK_PREFIX))
    attempt = Attempt.objects.create(who=who[0], network=network[0])
    recent = Attempt.objects.filter(at__gt=now - HOUR)
    is_limited = (
        recent.filter(who__in=who).count() > MAX_FORMS_PER_HOUR
        or recent.filter(network__in=network).count() > MAX_FORMS_PER_NETWORK
        or (email and forms.unconfirmed_of(email, now - DAY).count() >= MAX_UNCONFIRMED_MAILS)
    )
    if is_limited:
        attempt.delete()
    return bool(is_limited)


def _daily_hashes(request, now, prefixes):
    """Return the hashes of the network that a request comes from, for today and for yesterday."""
    return [_daily_hash(request, moment, prefixes) for moment in (now, now - DAY)]


def _daily_hash(request, moment, prefixes):
    """Return a hash of a network and a date, which cannot be linked to that of another day."""
    return keyed_hash(f"{timezone.localdate(moment)} {_network(request, prefixes)}")


def keyed_hash(text):
    """A hash of a text that nobody can make without our key."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()


def _network(request, prefixes):
    """The network around the IP address of a request, with the prefix for its version; empty without an address."""
    if not (text := origin(request)):
        return ""
    address = ip_address(text)
    address = getattr(address, "ipv4_mapped", None) or address  # else all visitors over IPv4 were one network
    return str(ip_network((address, prefixes[address.version]), strict=False))
