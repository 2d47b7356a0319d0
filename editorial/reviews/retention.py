"""How long the answers of municipalities, and the mailboxes that no longer agree, are retained."""

from django.conf import settings

from core.dates import months_after

from .models import CheckRequest, ContactAgreement

RENEWAL_MONTHS = 6  # in which an editor may ask whether the agreement holds again; `/privacy/` says so


def erase_old_answers(now):
    """Erase the words of old answers and about them, for people write names; the answer itself stays. Safe to repeat.

    Returns: how many texts were erased.
    """
    old = CheckRequest.objects.filter(answered_at__lt=months_after(now, -settings.PERSONAL_DATA_MONTHS))
    return old.exclude(text="", reason="").update(text="", reason="")


def erase_ended_agreements(now):
    """Erase the mailboxes of which the agreement ended long ago. Safe to repeat.

    Returns: how many were erased.
    """
    limit = months_after(now, -RENEWAL_MONTHS).date()
    return ContactAgreement.objects.filter(valid_until__lt=limit).delete()[0]
