"""How long we know who sent something in."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from sources.months import months_after

from .guard import A_DAY
from .models import Attempt, Submission

UNCONFIRMED = timedelta(days=7)
NOBODY = {"email": "", "role": "", "token_hash": None}


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
            "unanswered": waiting.exclude(email="").update(**NOBODY),
            "forgotten": old.exclude(email="", role="", token_hash=None).update(**NOBODY),
            "attempts": Attempt.objects.filter(at__lt=now - A_DAY).delete()[0],
        }
