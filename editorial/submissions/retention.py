"""Retention of personal data of submitters."""

from django.conf import settings
from django.db import transaction

from core.dates import months_after
from initiatives.considering import oldest_day
from initiatives.models import Consideration

from .form_querysets import UNCONFIRMED_PERIOD
from .models import Attempt, Submission
from .spam_protection import DAY

ANONYMISED = {"email": "", "role": "", "token_hash": None, "form_digest": ""}


def purge_submissions(now):
    """Erase expired personal data, unconfirmed forms, considerations and attempts; safe to repeat.

    Returns: a dict with how many submitters were forgotten, initiatives and mail addresses removed that nobody
    confirmed, and attempts removed.
    """
    unconfirmed = Submission.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED_PERIOD)
    old = Submission.objects.filter(created_at__lt=months_after(now, -settings.PERSONAL_DATA_MONTHS))
    with transaction.atomic():
        Consideration.objects.filter(said_on__lt=oldest_day(now)).delete()  # says nothing any more
        return {
            "removed": unconfirmed.filter(kind__in=Submission.CONFIRMED_FIRST).delete()[0],
            "unanswered": unconfirmed.exclude(email="").update(**ANONYMISED),
            "forgotten": old.exclude(email="", role="", token_hash=None).update(**ANONYMISED),
            "attempts": Attempt.objects.filter(at__lt=now - DAY).delete()[0],
        }
