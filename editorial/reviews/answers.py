"""Recording the answers of a municipality, and what an editor does with a yes.

An answer is recorded once, and of what visitors read it changes only the day of the check.
"""

from django.db.models import Q
from django.utils import timezone

from core.generation import content_change
from editorial.revisions.history.public import content_of
from editorial.revisions.history.recording import record_confirmation, record_publication
from editorial.revisions.models import Revision
from editorial.revisions.publishing import sync_check_dates
from editorial.revisions.snapshot import take
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
            before = take(initiatives.get())
            initiatives.update(checked_on=today, next_check=next_check_date(today), updated_at=now, **by_municipality)
            index.update(initiatives)
            row = initiatives.get()
            sync_check_dates(row)
            record_publication(row, before, take(row), True)
    return bool(is_recorded)


def accept(check_request):
    """Say on the site that the municipality confirmed an initiative, on the day of its answer; returns whether it does.

    Not when somebody decided before, or the initiative is no longer published or has other content since; an older day
    changes nothing.
    """
    day = timezone.localdate(check_request.answered_at)
    with content_change():
        initiatives = Initiative.objects.published().filter(pk=check_request.initiative_id)
        pending = CheckRequest.objects.to_accept().filter(pk=check_request.pk, initiative__in=initiatives)
        is_accepted = not changed_since_answer(check_request) and bool(pending.update(is_accepted=True))
        if is_accepted:
            earlier = initiatives.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=day))
            for row in earlier:
                record_confirmation(row, day)
            earlier.update(confirmed_on=day, updated_at=timezone.now())
    return is_accepted


def changed_since_answer(check_request):
    """Whether the site has content that a municipality had not seen when it answered, by its day or its moment."""
    initiatives = Initiative.objects.filter(pk=check_request.initiative_id)
    changed_on = initiatives.values_list("content_changed_on", flat=True).get()
    answered_on = timezone.localdate(check_request.answered_at)
    if not changed_on or changed_on < answered_on:
        return False
    return changed_on > answered_on or _published_since(check_request)


def _published_since(check_request):
    """Whether a publication after an answer changed what visitors read: one for the desk alone does not."""
    published = Revision.objects.filter(initiative=check_request.initiative_id, published_at__isnull=False)
    published = published.order_by("published_at", "number")
    later = list(published.filter(published_at__gt=check_request.answered_at))
    last = published.filter(published_at__lte=check_request.answered_at).last()
    contents = [content_of(revision.snapshot) for revision in [last, *later] if revision]
    is_told = any(revision.change_note for revision in later)
    return bool(later) and (last is None or is_told or any(content != contents[0] for content in contents))
