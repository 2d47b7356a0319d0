"""The pages where visitors ask a municipality something, confirm it, and see where it is."""

import secrets

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.http import behind_link, public_form
from core.signed_links import token_hash
from editorial.outbox.sending import can_mail
from editorial.reviews.contacts import agreed_mailbox
from editorial.submissions.spam_protection import form_digest, is_rate_limited
from initiatives.models import Initiative
from initiatives.slugs import find_initiative
from pages.live import contact_email

from . import relay
from .forms import QuestionForm
from .models import Question
from .notifications import send_confirmation_link


@public_form
def ask(request, slug):
    """A question to the municipality of an initiative; the page says who reads it, and when one hears."""
    initiative = find_initiative(Initiative.objects.published(), slug)
    municipalities = list(initiative.municipalities.order_by("name"))
    if not municipalities:
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (response := _submit(request, form, initiative)):
        return response
    context = {"form": form, "initiative": initiative, "municipalities": municipalities, "can_mail": can_mail()}
    context |= {"is_direct": bool(agreed_mailbox(initiative)), "max_wait": relay.MAX_WAIT.days}
    return render(request, "questions/ask.html", context)


def sent(request):
    """What to do next: confirm it with the link in our mail."""
    return render(request, "questions/sent.html")


@public_form
def follow(request, token):
    """What only who asked sees: the question, where it is, and a button; a GET changes nothing."""
    question = Question.objects.find_by_token(token)
    if question is None:
        raise Http404
    is_open = question.is_confirmed or question.initiative.is_published
    if request.method == "POST" and "forget" in request.POST and not question.is_settled:
        relay.forget(question)
        return behind_link(render(request, "questions/forgotten.html"))
    if request.method == "POST" and is_open:
        relay.confirm(question, agreed_mailbox(question.initiative))
        return redirect("questions:follow", token)
    context = {"question": question, "is_open": is_open, "max_wait": relay.MAX_WAIT.days}
    return behind_link(render(request, "questions/follow.html", context))


def _submit(request, form, initiative):
    """Save a question with the mail to confirm it; None when we cannot send that, which is an error of the form."""
    if not can_mail():
        text = _("Wij kunnen nu geen mail sturen. Schrijf ons: %(address)s")
        form.add_error("email", text % {"address": contact_email()})
        return None
    digest = form_digest(request, form, "vraag", initiative)
    if not Question.objects.same_form(digest).exists():
        if is_rate_limited(request, form.cleaned_data["email"], Question.objects):
            return render(request, "submissions/limited.html", {"form": form}, status=429)
        Question.objects.save_once(digest, lambda: _save(form, digest, initiative))
    return redirect("questions:sent")


def _save(form, digest, initiative):
    token = secrets.token_urlsafe(32)
    fields = {name: form.cleaned_data[name] for name in ("text", "email")}
    question = Question.objects.create(
        initiative=initiative, token_hash=token_hash(token), form_digest=digest, **fields
    )
    send_confirmation_link(question, token)
