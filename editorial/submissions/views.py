"""The pages where visitors send something in, and follow what becomes of it."""

import logging
import secrets

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.http import public_form
from initiatives.lookup import find_initiative
from initiatives.models import Initiative
from municipalities.gazetteer import gazetteer

from .drafts import confirm, places, receive
from .forms import AdditionForm, CorrectionForm, InitiativeForm
from .models import Submission
from .notifications import send_link
from .spam_protection import is_rate_limited

MOST_ADDITIONS = 20
logger = logging.getLogger(__name__)


@public_form
def new(request):
    """An initiative in five questions; `?waar=` and `?thema=` fill in what the page before already knew."""
    place = gazetteer().find(request.GET.get("waar", ""))
    known = {"where": place.name if place else "", "theme": request.GET.get("thema")}
    form = InitiativeForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid() and (answer := _take(request, form, Submission.Kind.INITIATIVE, "submissions:sent")):
        return answer
    return render(request, "submissions/new.html", {"form": form})


@public_form
def correct(request, slug):
    """What is no longer right on the page of an initiative."""
    initiative = find_initiative(Initiative.objects.published(), slug)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = _take(request, form, Submission.Kind.CORRECTION, "submissions:thanks", initiative)
        if answer:
            return answer
    return render(request, "submissions/correct.html", {"form": form, "initiative": initiative})


def sent(request):
    """What happens next with an initiative that was sent in."""
    return render(request, "submissions/sent.html")


def thanks(request):
    """What happens next with a correction."""
    return render(request, "submissions/thanks.html")


@public_form
def follow(request, token):
    """What only a sender sees: what they sent, what became of it, and a form to add to it; looking changes nothing."""
    submission = Submission.objects.opened_by(token)
    if submission is None:
        raise Http404
    is_full = submission.additions.count() >= MOST_ADDITIONS
    is_adding = request.method == "POST" and submission.confirmed_at and not is_full
    form = AdditionForm(request.POST if is_adding else None)
    if request.method == "POST" and not submission.confirmed_at:
        confirm(submission)
        return redirect("submissions:follow", token)
    if form.is_valid():
        submission.additions.create(text=form.cleaned_data["text"])
        return redirect("submissions:follow", token)
    _known, unknown = places(submission.where)
    context = {"submission": submission, "form": form, "is_full": is_full, "unknown": unknown}
    response = render(request, "submissions/follow.html", context)
    response["X-Robots-Tag"], response["Referrer-Policy"] = "noindex", "no-referrer"
    return response


def _take(request, form, kind, after, initiative=None):
    """Keep a form and mail its sender a link; None when that mail could not be sent, with why in the form."""
    if is_rate_limited(request, form.cleaned_data["email"]):
        return render(request, "submissions/limited.html", {"form": form}, status=429)
    token = secrets.token_urlsafe(32)
    submission = receive(form, kind, token, initiative)
    try:
        if submission.email:
            send_link(submission, token)
    except OSError as error:  # its text may hold the address of the sender, which is not for a log
        logger.error("a link was not mailed: %s", type(error).__name__)
        submission.delete()
        form.add_error(None, _("Wij kunnen nu geen mail sturen. Probeer het later nog eens, of mail de redactie."))
        return None
    return redirect(after)
