"""Queueing of mails: each is a row, written in the transaction of the caller."""

import json

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.encryption import encrypt
from core.text import readable

from . import sending
from .models import Mail


def queue_mail(kind, recipient, subject, text, html="", headers=None):
    """Queue a mail to one recipient; it is sent after the commit, and not at all when the transaction fails.

    Args: kind, one of Mail.Kind; recipient, an address; subject, of which line breaks become spaces; text; html, the
        same for whoever reads it so; headers, a dict of those that only this mail has.
    Returns: the mail.
    """
    subject, now = " ".join(readable(str(subject)).split())[:300], timezone.now()
    times = {"created_at": now, "next_attempt_at": now}
    parts = {"body": encrypt(readable(text))}
    parts |= {"html": encrypt(readable(html))} if html else {}
    parts |= {"headers": encrypt(json.dumps(headers))} if headers else {}
    mail = Mail.objects.create(kind=kind, recipient=recipient, subject=subject, **parts, **times)
    send_after_commit()
    return mail


def send_after_commit():
    """Start sending the mails that are due once this transaction is committed; the request does not wait for it."""
    transaction.on_commit(lambda: sending.send_soon(), robust=True)


def erase_mails_to(addresses, is_waiting_too=True):
    """Delete the mails to some addresses about their owners' own forms and subscriptions, at the owners' request.

    Not what others ask a municipality at the same address, of which the outbox must still say whether it arrived, nor
    what waits for a follower: who follows still wants it, and who stops has it cancelled.
    Args: addresses; is_waiting_too, whether that counts for what was not sent yet as well.
    """
    asked_for = Q(kind__in=[Mail.Kind.CONFIRMATION, Mail.Kind.STANDING])
    asked_for = asked_for if is_waiting_too else asked_for & Q(sent_at__isnull=False)
    about_recipient = Mail.objects.filter(asked_for | Q(kind=Mail.Kind.FOLLOW, sent_at__isnull=False))
    for address in filter(None, addresses):
        about_recipient.filter(recipient__iexact=address).delete()


def cancel_unsent(kind, recipient, headers=None):
    """Erase the mails of one kind to an address that were not sent yet, when its owner no longer agrees.

    Args: kind; recipient; headers, a dict: only the mails that have these.
    """
    unsent = Mail.objects.filter(kind=kind, recipient__iexact=recipient, sent_at=None)
    if headers:
        unsent = unsent.filter(pk__in=[mail.pk for mail in unsent if headers.items() <= mail.own_headers.items()])
    unsent.delete()
