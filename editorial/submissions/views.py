"""The pages where visitors submit something, and follow what becomes of it."""

import logging
import secrets

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.http import public_form
from initiatives.models import Initiative
from initiatives.slugs import find_initiative
from municipalities.gazetteer import gazetteer

from .drafts import confirm_submission, find_municipalities, save_submission
from .forms import AdditionForm, CorrectionForm, InitiativeForm
from .models import Submission
from .notifications import send_confirmation_link
from .spam_protection import is_rate_limited

MAX_ADDITIONS = 20
logger = logging.getLogger(__name__)


@public_form
def new(request):
    """An initiative in five questions; `?waar=` and `?thema=` fill in what the previous page was about."""
    place = gazetteer().find(request.GET.get("waar", ""))
    initial = {"where": place.name if place else "", "theme": request.GET.get("thema")}
    form = InitiativeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and (response := _submit(request, form, Submission.Kind.INITIATIVE, "submissions:sent")):
        return response
    return render(request, "submissions/new.html", {"form": form})


@public_form
def correct(request, slug):
    """What is no longer right on the page of an initiative."""
    initiative = find_initiative(Initiative.objects.published(), slug)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        response = _submit(request, form, Submission.Kind.CORRECTION, "submissions:thanks", initiative)
        if response:
            return response
    return render(request, "submissions/correct.html", {"form": form, "initiative": initiative})


def sent(request):
    """What happens next with an initiative that was sent in."""
    return render(request, "submissions/sent.html")


def thanks(request):
    """What happens next with a correction."""
    return render(request, "submissions/thanks.html")


@public_form
def follow(request, token):
    """What only the submitter sees: the submission, its standing, and a form to add to it; a GET changes nothing."""
    submission = Submission.objects.find_by_token(token)
    if submission is None:
        raise Http404
    is_full = submission.additions.count() >= MAX_ADDITIONS
    is_adding = request.method == "POST" and submission.confirmed_at and not is_full
    form = AdditionForm(request.POST if is_adding else None)
    if request.method == "POST" and not submission.confirmed_at:
        confirm_submission(submission)
        return redirect("submissions:follow", token)
    if form.is_valid():
        submission.additions.create(text=form.cleaned_data["text"])
        return redirect("submissions:follow", token)
    _slugs, unknown = find_municipalities(submission.where)
    context = {"submission": submission, "form": form, "is_full": is_full, "unknown": unknown}
    response = render(request, "submissions/follow.html", context)
    response["X-Robots-Tag"], response["Referrer-Policy"] = "noindex", "no-referrer"
    return response


def _submit(request, form, kind, next_page, initiative=None):
    """Save a form and mail the link; None when the mail could not be sent, which is then an error of the form."""
    if is_rate_limited(request, form.cleaned_data["email"]):
        return render(request, "submissions/limited.html", {"form": form}, status=429)
    token = secrets.token_urlsafe(32)
    submission = save_submission(form, kind, token, initiative)
    try:
        if submission.email:
            send_confirmation_link(submission, token)
    except OSError as error:  # its text may hold the mail address, which is not for a log
        logger.error("a link was not mailed: %s", type(error).__name__)
        submission.delete()
        form.add_error(None, _("Wij kunnen nu geen mail sturen. Probeer het later nog eens, of mail de redactie."))
        return None
    return redirect(next_page)
