"""Followers whose mailbox refuses our mail for good: after MAX_REFUSALS in a row their address is erased.

They are found by the hash of the address, so that no table says which address follows what.
"""

from django.db.models import F
from django.utils import timezone

from core.encryption import DecryptionError
from editorial.outbox.models import Mail

from .following import unsubscribe
from .models import Follower, address_hash

MAX_REFUSALS = 5  # in a row


def end_refused():
    """Count the refusals of each mailbox, and erase followers with MAX_REFUSALS in a row; safe to repeat.

    A mailbox counts once in a run, however many mails it refused. Returns: how many followers were erased.
    """
    for follower in Follower.objects.filter(refusals__gt=0):
        if _took_a_mail(follower):
            Follower.objects.filter(pk=follower.pk).update(refusals=0)
    hashes = {
        address_hash(mail.recipient) for mail in _of_followers().filter(is_refused=True) if _is_first_to_see(mail)
    }
    refusing = Follower.objects.filter(address_hash__in=hashes)
    refusing.update(refusals=F("refusals") + 1, refused_at=timezone.now())
    gone = list(Follower.objects.filter(refusals__gte=MAX_REFUSALS))
    for follower in gone:
        unsubscribe(follower.subscriptions.all())
    return len(gone)


def _of_followers():
    return Mail.objects.filter(kind=Mail.Kind.FOLLOW)


def _took_a_mail(follower):
    """Whether a mail arrived since the last that was refused."""
    try:
        return _of_followers().filter(recipient__iexact=follower.email, sent_at__gt=follower.refused_at).exists()
    except DecryptionError:  # written with another SECRET_KEY
        return False


def _is_first_to_see(mail):
    return bool(Mail.objects.filter(pk=mail.pk, is_refused=True).update(is_refused=False))
