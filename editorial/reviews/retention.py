"""How long the answers of municipalities are retained."""

from django.conf import settings

from core.dates import months_after

from .models import CheckRequest


def erase_old_answers(now):
    """Erase the text of old answers, for people write names in them; the answer itself stays. Safe to repeat.

    Returns: how many texts were erased.
    """
    old = CheckRequest.objects.filter(answered_at__lt=months_after(now, -settings.PERSONAL_DATA_MONTHS))
    return old.exclude(text="").update(text="")
