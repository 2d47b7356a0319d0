"""How long we know what a municipality answered."""

from django.conf import settings

from core.dates import months_after

from .models import CheckRequest


def erase_old_answers(now):
    """Remove the words of old answers, for people write names in them; which answer it was stays. Safe to repeat.

    Returns: how many were removed.
    """
    old = CheckRequest.objects.filter(answered_at__lt=months_after(now, -settings.PERSONAL_DATA_MONTHS))
    return old.exclude(text="").update(text="")
