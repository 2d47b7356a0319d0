"""Admin page that adds an adoption, reported by a visitor, to the draft of an initiative."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import typed_dates
from core.generation import content_change
from editorial.audit.request_log import name_action
from editorial.revisions import snapshot
from editorial.revisions.models import save_draft
from municipalities.models import Municipality
from sources.models import Publication

from .drafts import find_municipalities
from .notifications import notify

MAY_CHANGE = "initiatives.change_initiative"


class AdoptionPartForm(forms.ModelForm):
    """Form for an adoption, with the fields that it has in the form of an initiative.

    Args: adopters, the primary keys of the municipalities that the draft has already.
    """

    def __init__(self, *args, adopters, **kwargs):
        super().__init__(*args, **kwargs)
        self.adopters = adopters

    def clean_municipality(self):
        municipality = self.cleaned_data["municipality"]
        if municipality.pk in self.adopters:
            text = gettext_lazy("Deze gemeente staat al bij dit initiatief. Pas die overname daar aan.")
            raise forms.ValidationError(text)
        return municipality


def adoption_page(model_admin, request, pk):
    """Show a form filled in from a submission; a POST adds the adoption to the draft and opens the initiative."""
    name_action(_("overname in een concept zetten"))
    submission = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not (model_admin.has_change_permission(request, submission) and request.user.has_perm(MAY_CHANGE)):
        raise PermissionDenied
    if not submission.is_adoption or submission.initiative is None:
        raise Http404
    content = draft_content(submission.initiative)
    adopters = {part["municipality"] for part in content["adoptions"]}
    form_class = model_admin.adoption_form(request, AdoptionPartForm)
    form = form_class(request.POST or None, initial=_initial(submission), adopters=adopters)
    if form.is_valid():
        return _save(model_admin, request, submission, form)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Overname van ‘%(initiative)s’") % {"initiative": submission.initiative},
        "opts": model_admin.opts,
        "submission": submission,
        "form": form,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/submissions/adoption.html", context)


def draft_content(initiative):
    """Return the snapshot to go on with: that of the row, overwritten by the open draft if there is one."""
    draft = initiative.revisions.open().first()
    return snapshot.take(initiative) | (draft.snapshot if draft else {})


def _initial(submission):
    """Return the initial form values, as far as the submission has them: a year, a date, and a publication we know."""
    slugs, _unknown = find_municipalities(submission.where)
    when = _date(submission.period)
    source = Publication.objects.filter(url=submission.source).first() if submission.source else None
    return {
        "municipality": Municipality.objects.filter(slug__in=slugs).first(),
        "year": when[:4],
        "adopted_on": when if len(when) > len("2025") else "",
        "changes": submission.text,
        "outcome": submission.outcome,
        "publication": source,
    }


def _date(text):
    try:
        return typed_dates.parse(text.strip())
    except ValueError:
        return ""


def _save(model_admin, request, submission, form):
    part, initiative = form.save(commit=False), submission.initiative
    with content_change():
        content = draft_content(initiative)
        content |= {"adoptions": [*content["adoptions"], snapshot.part_values(part)]}
        revision = save_draft(initiative, content, request.user, _("Uit een inzending: overname."))
        if submission.standing == submission.Standing.RECEIVED:
            submission.standing = submission.Standing.WORKING
            submission.save(update_fields=["standing"])
        notify(submission)
    text = _("Overname in versie %(number)s gezet.") % {"number": revision.number}
    model_admin.log_change(request, submission, text)
    model_admin.message_user(request, text, messages.SUCCESS)
    return redirect("admin:initiatives_initiative_change", initiative.pk)
