"""Retention of the answers of municipalities, and of mailboxes whose agreement ended."""

from django.conf import settings

from core.dates import months_after

from .models import CheckRequest, ContactAgreement

RENEWAL_MONTHS = 6  # in which an editor may ask whether the agreement holds again; `/privacy/` says so


def erase_old_answers(now):
    """Erase the texts and reasons of old answers, which may hold names; the answer itself stays. Safe to repeat.

    Returns: how many texts were erased.
    """
    old = CheckRequest.objects.filter(answered_at__lt=months_after(now, -settings.PERSONAL_DATA_MONTHS))
    return old.exclude(text="", reason="").update(text="", reason="")


def erase_ended_agreements(now):
    """Delete the agreements that ended more than RENEWAL_MONTHS ago. Safe to repeat.

    Returns: the number of deleted agreements.
    """
    limit = months_after(now, -RENEWAL_MONTHS).date()
    return ContactAgreement.objects.filter(valid_until__lt=limit).delete()[0]
