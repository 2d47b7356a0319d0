"""Views for visitors to send a submission and to follow it."""

import secrets

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.http import behind_link, public_form
from editorial.outbox.sending import can_mail
from initiatives.considering import MIN_SHOWN, VALID_MONTHS, considering, note_consideration
from initiatives.models import Initiative
from initiatives.slugs import find_initiative
from municipalities.gazetteer import gazetteer
from pages.live import contact_email

from .adoption_forms import AdoptionForm, ConsiderationForm
from .drafts import (
    MAX_ADDITIONS,
    add_to_submission,
    confirm_submission,
    find_municipalities,
    save_submission,
)
from .forms import AdditionForm, CorrectionForm, InitiativeForm
from .models import Submission
from .notifications import send_confirmation_link
from .spam_protection import form_digest, is_rate_limited

LIMITS = {"min_shown": MIN_SHOWN, "valid_months": VALID_MONTHS}


@public_form
def new(request):
    """Form to submit an initiative; `?waar=` and `?thema=` fill in the municipality and theme of the previous page."""
    place = gazetteer().find(request.GET.get("waar", ""))
    initial = {"where": place.name if place else "", "theme": request.GET.get("thema")}
    form = InitiativeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and (response := _submit(request, form, Submission.Kind.INITIATIVE, "submissions:sent")):
        return response
    return render(request, "submissions/new.html", {"form": form, "can_mail": can_mail()})


@public_form
def correct(request, slug):
    """Form for a correction to a published initiative."""
    initiative = find_initiative(Initiative.objects.published(), slug)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        response = _submit(request, form, Submission.Kind.CORRECTION, "submissions:thanks", initiative)
        if response:
            return response
    context = {"form": form, "initiative": initiative, "can_mail": can_mail()}
    return render(request, "submissions/correct.html", context)


@public_form
def adopt(request, slug):
    """Form to report that a municipality took over an initiative; `?waar=` fills in the municipality."""
    initiative = find_initiative(Initiative.objects.published(), slug)
    place = gazetteer().find(request.GET.get("waar", ""))
    initial = {"where": place.name if place else ""}
    form = AdoptionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        response = _submit(request, form, Submission.Kind.ADOPTION, "submissions:sent", initiative)
        if response:
            return response
    context = {"form": form, "initiative": initiative, "can_mail": can_mail()}
    return render(request, "submissions/adopt.html", context)


@public_form
def consider(request, slug):
    """List of the municipalities that consider an initiative too, with a form to add one; stores no personal data."""
    initiative = find_initiative(Initiative.objects.published(), slug)
    form = ConsiderationForm(request.POST if request.method == "POST" else None, initiative=initiative)
    if form.is_valid():
        if is_rate_limited(request, ""):
            return render(request, "submissions/limited.html", {"form": form}, status=429)
        note_consideration(initiative, form.cleaned_data["where"])
        return redirect("submissions:considered")
    context = {"form": form, "initiative": initiative, "places": considering(initiative.pk)}
    return render(request, "submissions/consider.html", context | LIMITS)


def considered(request):
    """Thank-you page after a consideration; the same whether or not the municipality was listed already."""
    return render(request, "submissions/considered.html", LIMITS)


def sent(request):
    """Page after a submission that must be confirmed by mail: an initiative or an adoption."""
    return render(request, "submissions/sent.html")


def thanks(request):
    """Thank-you page after a correction."""
    return render(request, "submissions/thanks.html")


@public_form
def follow(request, token):
    """Private page of the submitter: confirm a submission, see its standing and add to it; a GET changes nothing."""
    submission = Submission.objects.find_by_token(token)
    if submission is None:
        raise Http404
    is_full = submission.additions.count() >= MAX_ADDITIONS
    is_adding = request.method == "POST" and submission.confirmed_at and not is_full
    form = AdditionForm(request.POST if is_adding else None)
    if request.method == "POST" and not submission.confirmed_at:
        get_object_or_404(Submission.objects.openable(), pk=submission.pk)
        confirm_submission(submission)
        return redirect("submissions:follow", token)
    if form.is_valid():
        add_to_submission(submission, form.cleaned_data["text"])
        return redirect("submissions:follow", token)
    _slugs, unknown = find_municipalities(submission.where)
    context = {"submission": submission, "form": form, "is_full": is_full, "unknown": unknown}
    return behind_link(render(request, "submissions/follow.html", context))


def _submit(request, form, kind, next_page, initiative=None):
    """Save a form with its mail, and redirect; None, with a form error, when the portal cannot send mail."""
    email = form.cleaned_data["email"]
    if email and not can_mail():
        form.add_error("email", _cannot_mail(form))
        return None
    digest = form_digest(request, form, kind, initiative)
    if not Submission.objects.same_form(digest).exists():
        if is_rate_limited(request, email):
            return render(request, "submissions/limited.html", {"form": form}, status=429)
        Submission.objects.save_once(digest, lambda: _save(form, kind, digest, initiative))
    return redirect(next_page)


def _save(form, kind, digest, initiative):
    token = secrets.token_urlsafe(32)
    submission = save_submission(form, kind, token, digest, initiative)
    if submission.email:
        send_confirmation_link(submission, token)


def _cannot_mail(form):
    if form.fields["email"].required:
        text = _("Wij kunnen nu geen mail sturen, en zo ook geen aanmelding aannemen. Schrijf ons: %(address)s")
    else:
        text = _("Wij kunnen nu geen mail sturen. Maak dit veld leeg: dan lezen wij uw bericht wel.")
    return text % {"address": contact_email()}
