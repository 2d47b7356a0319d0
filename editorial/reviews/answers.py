"""Recording the answers of a municipality, and accepting or setting aside a "ja".

An answer is recorded once, and changes no public page: that waits for an editor.
"""

from django.db.models import Q
from django.utils import timezone

from core.generation import content_change
from editorial.revisions.history.public import content_of
from editorial.revisions.history.recording import record_confirmation
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
    unanswered = CheckRequest.objects.filter(pk=check_request.pk, answered_at=None, initiative__in=initiatives)
    text = "" if answer == CheckRequest.Answer.YES else text
    return bool(unanswered.update(answer=answer, text=text, answered_at=timezone.now()))


def accept(check_request):
    """Accept a "ja": mark the initiative as checked and confirmed by the municipality, on the day of its answer.

    Not when it was decided before, or the initiative is no longer published or has changed since. A later
    check or confirmation stays.
    Returns: whether this call accepted it.
    """
    day = timezone.localdate(check_request.answered_at)
    with content_change():
        initiatives = Initiative.objects.published().filter(pk=check_request.initiative_id)
        pending = CheckRequest.objects.to_accept().filter(pk=check_request.pk, initiative__in=initiatives)
        is_current = not changed_since_answer(check_request)
        is_accepted = is_current and bool(pending.update(is_accepted=True, handled=True))
        if is_accepted:
            _confirm(initiatives, day)
    return is_accepted


def _confirm(initiatives, day):
    """Set the check and confirmation dates to a day, unless they are later; initiatives, a queryset of one."""
    row = initiatives.get()
    before, next_check = take(row), next_check_date(day)
    checked = initiatives.filter(Q(checked_on=None) | Q(checked_on__lt=day))
    if checked.update(checked_on=day, checked_by=None, checked_by_municipality=True):
        initiatives.filter(Q(next_check=None) | Q(next_check__lt=next_check)).update(next_check=next_check)
    initiatives.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=day)).update(confirmed_on=day)
    initiatives.update(updated_at=timezone.now())
    index.update(initiatives)
    after = initiatives.get()
    sync_check_dates(after)
    record_confirmation(after, before, row.confirmed_on)


def set_aside(check_request, reason):
    """Set a "ja" aside, with a reason that only editors read; returns whether this call did it."""
    pending = CheckRequest.objects.to_accept().filter(pk=check_request.pk)
    return bool(pending.update(is_accepted=False, handled=True, reason=reason))


def changed_since_answer(check_request):
    """Whether the public content changed after a municipality answered, by its day or its moment."""
    initiatives = Initiative.objects.filter(pk=check_request.initiative_id)
    changed_on = initiatives.values_list("content_changed_on", flat=True).get()
    answered_on = timezone.localdate(check_request.answered_at)
    if not changed_on or changed_on < answered_on:
        return False
    return changed_on > answered_on or _published_since(check_request)


def _published_since(check_request):
    """Whether a revision published after an answer changed public content, and not only internal fields."""
    published = Revision.objects.filter(initiative=check_request.initiative_id, published_at__isnull=False)
    published = published.order_by("published_at", "number")
    later = list(published.filter(published_at__gt=check_request.answered_at))
    last = published.filter(published_at__lte=check_request.answered_at).last()
    contents = [content_of(revision.snapshot) for revision in [last, *later] if revision]
    is_told = any(revision.change_note for revision in later)
    return bool(later) and (last is None or is_told or any(content != contents[0] for content in contents))
