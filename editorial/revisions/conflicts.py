"""Two editors on one initiative: the second one to save sees what the first one saved, and loses nothing."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from core.records import is_key
from initiatives.publishability import CHECK_FIELDS

from . import snapshot
from .differences import differences

OPENED_ON, SEEN = "opened_on", "seen"  # fields of the form
OWN_FIELDS = {OPENED_ON, SEEN, "csrfmiddlewaretoken"}


def current_mark(initiative):
    """The numbers of the open and the live revision of an initiative, such as "7-5"; 0 for none."""
    numbers = [revisions.values_list("number", flat=True).first() or 0 for revisions in _open_and_live(initiative)]
    return "-".join(map(str, numbers))


def opened_on(request, initiative):
    """The mark that a form was opened on: what was sent, also before its session was lost, or else the current one."""
    sent = getattr(request, "refill", None) or request.POST
    return sent.get(OPENED_ON) or current_mark(initiative)


def opened_draft(initiative, opened):
    """The revision that a form was opened on; None when it was what is on the site."""
    number = opened.partition("-")[0]
    return initiative.revisions.filter(number=number).first() if is_key(number) and len(number) < 10 else None


def has_conflict(request, initiative):
    """Whether somebody else saved or published since a form was opened, and the editor did not see that yet."""
    return current_mark(initiative) not in {opened_on(request, initiative), request.POST.get(SEEN)}


def conflict_page(model_admin, request, initiative, typed):
    """The page that shows what was saved meanwhile beside what was typed, which it keeps to send again."""
    newest = next((revision for revisions in _open_and_live(initiative) if (revision := revisions.first())), None)
    current = newest.snapshot if newest and newest.is_open else snapshot.take(initiative)
    sent = [(name, value) for name, values in request.POST.lists() if name not in OWN_FIELDS for value in values]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Iemand anders heeft dit ook veranderd"),
        "opts": model_admin.opts,
        "initiative": initiative,
        "newest": newest,
        "differences": differences(current, typed | snapshot.part_of(current, CHECK_FIELDS)),
        "resent": [*sent, (OPENED_ON, opened_on(request, initiative)), (SEEN, current_mark(initiative))],
    }
    return TemplateResponse(request, "admin/revisions/conflict.html", context, status=409)


def _open_and_live(initiative):
    return initiative.revisions.open(), initiative.revisions.live()
