"""Taking the answer of a municipality: once, and without changing what visitors read, but for the day of the check."""

from django.utils import timezone

from core.generation import content_change
from editorial.revisions.publishing import sync_check_dates
from initiatives.models import Initiative
from initiatives.publishability import next_check_date
from search import index

from .models import CheckRequest


def record_answer(asked, answer, text):
    """Keep an answer.

    Args: asked, the CheckRequest; answer, one of its choices; text, what explains it.
    Returns: whether it was kept; not when somebody answered before, or the initiative is no longer on the site.
    """
    initiatives = Initiative.objects.published().filter(pk=asked.initiative_id)
    is_yes = answer == CheckRequest.Answer.YES
    with content_change():  # answers come one after another, so the second one sees the first
        now = timezone.now()
        open_ones = CheckRequest.objects.filter(pk=asked.pk, answered_at=None, initiative__in=initiatives)
        kept = open_ones.update(answer=answer, text="" if is_yes else text, answered_at=now, handled=is_yes)
        if kept and is_yes:
            today = timezone.localdate()
            initiatives.update(checked_on=today, checked_by=None, next_check=next_check_date(today), updated_at=now)
            index.update(initiatives)
            sync_check_dates(initiatives.get())
    return bool(kept)
