"""Views for visitors to ask a municipality a question, confirm it and follow it."""

import secrets

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.http import behind_link, public_form
from core.signed_links import token_hash
from editorial.outbox.sending import can_mail
from editorial.reviews.contacts import mailbox_for
from editorial.submissions.spam_protection import form_digest, is_rate_limited
from initiatives.considering import considering
from initiatives.models import Initiative
from initiatives.slugs import find_initiative
from municipalities.models import Municipality
from pages.live import contact_email

from . import relay
from .forms import QuestionForm
from .models import Question
from .notifications import send_confirmation_link


@public_form
def ask(request, slug):
    """Form for a question to the municipality of an initiative, or to one that considers it too (`?aan=`).

    The page says who reads the question, and when to expect an answer.
    """
    initiative = find_initiative(Initiative.objects.published(), slug)
    question = Question(initiative=initiative, municipality=_considering(request, initiative))
    if not question.municipalities:
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (response := _submit(request, form, question)):
        return response
    context = {"form": form, "initiative": initiative, "question": question, "can_mail": can_mail()}
    context |= {"is_direct": bool(mailbox_for(question)), "max_wait": relay.MAX_WAIT.days}
    return render(request, "questions/ask.html", context)


def sent(request):
    """Page after sending: asks to confirm the question with the link in our mail."""
    return render(request, "questions/sent.html")


@public_form
def follow(request, token):
    """Private page of the asker: see the state of a question, confirm it or erase it; a GET changes nothing."""
    question = Question.objects.find_by_token(token)
    if question is None:
        raise Http404
    is_open = question.is_confirmed or question.initiative.is_published
    if request.method == "POST" and "forget" in request.POST and not question.is_settled:
        relay.forget(question)
        return behind_link(render(request, "questions/forgotten.html"))
    if request.method == "POST" and is_open:
        relay.confirm(question, mailbox_for(question))
        return redirect("questions:follow", token)
    context = {"question": question, "is_open": is_open, "max_wait": relay.MAX_WAIT.days}
    return behind_link(render(request, "questions/follow.html", context))


def _considering(request, initiative):
    """Return the municipality in `?aan=`, or None; raises Http404 unless it publicly considers the initiative."""
    slug = request.GET.get("aan")
    if slug and slug not in {place.slug for place in considering(initiative.pk)}:
        raise Http404
    return Municipality.objects.get(slug=slug) if slug else None


def _submit(request, form, question):
    """Save a question with its confirmation mail, and redirect; None, with a form error, when we cannot send mail."""
    if not can_mail():
        text = _("Wij kunnen nu geen mail sturen. Schrijf ons: %(address)s")
        form.add_error("email", text % {"address": contact_email()})
        return None
    digest = form_digest(request, form, f"vraag {question.municipality_id or ''}", question.initiative)
    if not Question.objects.same_form(digest).exists():
        if is_rate_limited(request, form.cleaned_data["email"], Question.objects):
            return render(request, "submissions/limited.html", {"form": form}, status=429)
        Question.objects.save_once(digest, lambda: _save(form, digest, question))
    return redirect("questions:sent")


def _save(form, digest, question):
    token = secrets.token_urlsafe(32)
    question.text, question.email = form.cleaned_data["text"], form.cleaned_data["email"]
    question.token_hash, question.form_digest = token_hash(token), digest
    question.save()
    send_confirmation_link(question, token)
