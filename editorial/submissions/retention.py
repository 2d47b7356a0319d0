"""How long we know who sent something in."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from core.dates import months_after

from .models import Attempt, Submission
from .spam_protection import A_DAY

UNCONFIRMED = timedelta(days=7)
ANONYMOUS = {"email": "", "role": "", "token_hash": None}


def purge(now):
    """Remove what is no longer needed; safe to repeat.

    Returns: a dict with how many senders were forgotten, initiatives removed that nobody confirmed, addresses removed
    that nobody confirmed, and attempts removed.
    """
    waiting = Submission.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED)
    old = Submission.objects.filter(created_at__lt=months_after(now, -settings.PERSONAL_DATA_MONTHS))
    with transaction.atomic():
        return {
            "removed": waiting.filter(kind=Submission.Kind.INITIATIVE).delete()[0],
            "unanswered": waiting.exclude(email="").update(**ANONYMOUS),
            "forgotten": old.exclude(email="", role="", token_hash=None).update(**ANONYMOUS),
            "attempts": Attempt.objects.filter(at__lt=now - A_DAY).delete()[0],
        }
