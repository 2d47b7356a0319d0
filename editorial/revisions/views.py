"""The revisions of one initiative: at the desk their list, comparison and preview; outside it the preview by link."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core import signed_links
from core.http import behind_link, content_policy
from core.memo import dry_run
from editorial.audit.request_log import name_action
from initiatives.models import Initiative
from initiatives.views import preview_page

from . import notifications, snapshot
from .change_notes import change_notes_page
from .differences import differences
from .forms import FORMS, SubmitForm
from .models import Revision, is_or_was_published
from .publishing import next_check_of


def overview(model_admin, request, pk):
    """All revisions, the newest first."""
    initiative = _initiative(model_admin, request, pk)
    revisions = initiative.revisions.select_related("author", "approved_by").defer("snapshot")
    title = _("Versies van ‘%(initiative)s’") % {"initiative": initiative}
    return _page(model_admin, request, "overview", initiative, title=title, revisions=revisions)


def revision_page(model_admin, request, pk, number):
    """One revision beside what is on the site, with what this editor may do with it; a POST does it."""
    verb_form = FORMS.get(request.POST.get("verb"))
    name_action(str(verb_form.label).lower() if verb_form else _("versie"))
    initiative = _initiative(model_admin, request, pk)
    revision = get_object_or_404(Revision.objects.select_related("author", "approved_by"), initiative=pk, number=number)
    initial = {"next_check": next_check_of(revision)}
    forms = [FORMS[verb](initial=initial) for verb in revision.allowed(request.user)]
    if request.method == "POST":
        form = (verb_form or SubmitForm)(request.POST)
        if form.is_valid() and _acted(model_admin, request, revision, form):
            return HttpResponseRedirect(reverse("admin:initiative_revisions", args=[pk]))
        forms = [form if form.verb == allowed.verb else allowed for allowed in forms]
        revision.refresh_from_db()
    is_first = revision.is_open and not is_or_was_published(initiative)
    current = snapshot.blank() if is_first else snapshot.take(initiative)
    context = {"revision": revision, "forms": forms, "differences": differences(current, revision.snapshot)}
    context["is_first"] = is_first
    if revision.is_open:
        context |= {"review_link": signed_links.review_url(revision), "review_until": signed_links.review_deadline()}
    title = _("Versie %(number)s van ‘%(initiative)s’") % {"number": number, "initiative": initiative}
    response = _page(model_admin, request, "revision", initiative, title=title, **context)
    response.headers["Content-Security-Policy"] = content_policy(frame_src="'self'")  # the page beside it
    return response


def change_notes(model_admin, request, pk):
    """Show the public change notes, to correct a typo in them."""
    return change_notes_page(model_admin, request, _initiative(model_admin, request, pk), _page)


def preview(model_admin, request, pk, number):
    """The public page as this revision makes it; for editors only, and never cached."""
    initiative = _initiative(model_admin, request, pk)
    revision = get_object_or_404(Revision, initiative=initiative, number=number)
    try:
        response = _as_published(request, revision)
        response.headers["Content-Security-Policy"] = content_policy(frame_ancestors="'self'")
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response
    except snapshot.RevisionRefused as error:
        model_admin.message_user(request, error, messages.ERROR)
        return HttpResponseRedirect(reverse("admin:initiative_revisions", args=[pk]))


def review(request, token):
    """Show the preview to anybody with a valid signed link, as long as the revision is the newest one."""
    try:
        revision = get_object_or_404(Revision.objects.select_related("initiative"), pk=signed_links.revision_pk(token))
        if revision.is_open:
            return _as_published(request, revision, for_readers=True)
    except (signing.SignatureExpired, snapshot.RevisionRefused):
        pass
    except signing.BadSignature as error:
        raise Http404 from error
    return behind_link(render(request, "revisions/link_expired.html", status=410))


def _as_published(request, revision, **options):
    with dry_run():
        snapshot.apply(revision.initiative, revision.snapshot, as_draft=True)
        return preview_page(request, revision.initiative_id, **options)


def _initiative(model_admin, request, pk):
    initiative = get_object_or_404(Initiative, pk=pk)
    if not model_admin.has_change_permission(request, initiative):
        raise PermissionDenied
    return initiative


def _acted(model_admin, request, revision, form):
    """Perform the verb of a form; returns whether that succeeded, and says to the editor what is wrong when not."""
    try:
        form.act(revision, request.user)
    except snapshot.RevisionRefused as error:
        for reason in error.reasons:
            model_admin.message_user(request, reason, messages.ERROR)
        return False
    text = notifications.record_and_notify(model_admin, request, revision, form.verb)
    model_admin.message_user(request, text, messages.SUCCESS)
    return True


def _page(model_admin, request, name, initiative, **context):
    context |= {**model_admin.admin_site.each_context(request), "title": context["title"]}
    context |= {"opts": model_admin.opts, "initiative": initiative}
    return TemplateResponse(request, f"admin/revisions/{name}.html", context)
