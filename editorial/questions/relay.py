"""State changes of a question: confirmed, relayed to a mailbox or waiting for an editor, then delivered or closed.

Each is one guarded update, so that of two at once only one counts; its mails are in the same transaction.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.outbox.models import Mail
from editorial.outbox.queue import erase_mails_to
from editorial.submissions.form_querysets import UNCONFIRMED_PERIOD

from . import notifications
from .models import Question

State = Question.State
MAX_PER_MAILBOX = 10  # relayed at once in a day; more wait for an editor, so that nobody floods a municipality
DAY = timedelta(days=1)
MAX_WAIT = timedelta(days=30)  # for an editor; the form says so
ADDRESS_PERIOD = timedelta(days=14)  # in which a mail server may still bounce a mail that it accepted
ERASED = {"text": "", "form_digest": ""}


def confirm(question, mailbox):
    """Confirm a question, once: relay it to the mailbox, or leave it waiting for an editor.

    Args: question; mailbox, the agreed one of the municipality; "" when an editor must find one.
    """
    with transaction.atomic():
        if _step(question, State.UNCONFIRMED, state=State.WAITING, confirmed_at=timezone.now(), form_digest=""):
            recent = Question.objects.filter(mailbox=mailbox, relayed_at__gt=timezone.now() - DAY)
            if mailbox and recent.count() < MAX_PER_MAILBOX:
                relay(question, mailbox)


def relay(question, mailbox):
    """Mail a waiting question to a mailbox; returns whether this call did it."""
    with transaction.atomic():
        if not _step(question, State.WAITING, state=State.RELAYED, mailbox=mailbox, relayed_at=timezone.now()):
            return False
        question.mail = notifications.relay(question)
        question.save(update_fields=["mail"])
    return True


def close(question, reason):
    """Close a waiting question and mail the reason to its sender; returns whether this call did it."""
    fields = {"state": State.CLOSED, "reason": reason, "settled_at": timezone.now(), **ERASED}
    with transaction.atomic():
        is_closed = _step(question, State.WAITING, **fields)
        if is_closed:
            notifications.notify_sender(question, "closed")
    return is_closed


def record_bounce(question):
    """Close a delivered question whose mail bounced; its text is erased already, so the sender must ask again."""
    reason = _("De mail kwam niet aan bij de gemeente.")
    fields = {"state": State.CLOSED, "reason": reason, "returned_at": timezone.now(), **ERASED}
    with transaction.atomic():
        is_closed = _step(question, State.DELIVERED, **fields)
        if is_closed:
            notifications.notify_sender(question, "bounced")
    return is_closed


def settle():
    """Update relayed questions from the state of their mails: delivered, or back to waiting; safe to repeat.

    Returns: the set of mailboxes that did not accept a question.
    """
    refused = set()
    for question in Question.objects.filter(state=State.RELAYED).select_related("mail", "initiative"):
        mail = question.mail
        if mail and mail.sent_at:
            _step(question, State.RELAYED, state=State.DELIVERED, settled_at=mail.sent_at, **ERASED)
        elif (mail is None or mail.next_attempt_at is None) and _return(question):
            refused.add(question.mailbox)
    return refused


def _return(question):
    with transaction.atomic():
        is_returned = _step(question, State.RELAYED, state=State.WAITING, returned_at=timezone.now())
        if is_returned:
            notifications.notify_sender(question, "returned")
    return is_returned


def purge(now):
    """Delete unconfirmed questions, close those that waited too long, and erase old mail addresses; safe to repeat.

    Returns: a dict with the numbers of questions deleted and closed, and of senders erased.
    """
    late = Question.objects.waiting().filter(confirmed_at__lt=now - MAX_WAIT).select_related("initiative")
    reason = _("Wij vonden op tijd geen postbus van de gemeente.")
    unconfirmed = Question.objects.filter(state=State.UNCONFIRMED, created_at__lt=now - UNCONFIRMED_PERIOD)
    settled = Question.objects.filter(settled_at__lt=now - ADDRESS_PERIOD)
    return {
        "unconfirmed_questions": unconfirmed.delete()[0],
        "late_questions": sum(close(question, reason) for question in late),
        "askers": settled.exclude(email="").update(email="", token_hash=None),
    }


def forget(question):
    """Erase a question and its sender at their request, with the mails to them, and to the municipality if it waits."""
    with transaction.atomic():
        Mail.objects.filter(pk=question.mail_id, sent_at=None).delete()
        erase_mails_to([question.email])
        question.delete()


def _step(question, before, **fields):
    """Update a question, and this object, if it is in state `before`; returns whether this call did it."""
    is_done = bool(Question.objects.filter(pk=question.pk, state=before).update(**fields))
    if is_done:
        for name, value in fields.items():
            setattr(question, name, value)
    return is_done
