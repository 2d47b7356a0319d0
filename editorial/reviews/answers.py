"""Recording the answer of a municipality: once, and of what visitors read it changes only the day of the check."""

from django.utils import timezone

from core.generation import content_change
from editorial.revisions.publishing import sync_check_dates
from initiatives.models import Initiative
from initiatives.publishability import next_check_date
from search import index

from .models import CheckRequest


def record_answer(check_request, answer, text):
    """Store an answer.

    Args: check_request; answer, one of its choices; text, which explains it.
    Returns: whether it was stored; not when somebody answered before, or the initiative is no longer published.
    """
    initiatives = Initiative.objects.published().filter(pk=check_request.initiative_id)
    is_yes = answer == CheckRequest.Answer.YES
    with content_change():  # answers come one after another, so the second one sees the first
        now = timezone.now()
        unanswered = CheckRequest.objects.filter(pk=check_request.pk, answered_at=None, initiative__in=initiatives)
        is_recorded = unanswered.update(answer=answer, text="" if is_yes else text, answered_at=now, handled=is_yes)
        if is_recorded and is_yes:
            today = timezone.localdate()
            by_municipality = {"checked_by": None, "checked_by_municipality": True}
            initiatives.update(checked_on=today, next_check=next_check_date(today), updated_at=now, **by_municipality)
            index.update(initiatives)
            sync_check_dates(initiatives.get())
    return bool(is_recorded)
