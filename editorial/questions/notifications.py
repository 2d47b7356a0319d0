"""Mails about a question: to the municipality with its text, to its sender without it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from pages.live import contact_email


def send_confirmation_link(question, token):
    """Mail the link to confirm a question, in the transaction that saves it; with nothing of what was typed."""
    address = settings.PORTAL_URL + reverse("questions:follow", args=[token])
    text = _render(question, "confirm", address=address)
    queue_mail(Mail.Kind.CONFIRMATION, question.email, _("Bevestig uw vraag aan een gemeente"), text)


def relay(question):
    """Mail a question to its mailbox, so that an answer goes straight to its sender; returns the mail."""
    subject = _("Een vraag over %(title)s") % {"title": question.initiative.title}
    lines = [f"> {line}" for line in question.text.splitlines()]
    text = _render(question, "relay", quoted="\n".join(lines))
    return queue_mail(Mail.Kind.QUESTION, question.mailbox, subject, text, headers={"Reply-To": question.email})


def notify_sender(question, what):
    """Mail the sender the new state of a question.

    Args: question; what: "forwarded" by an editor, "returned" to the queue, "closed", or "bounced" after it had left.
    """
    if question.email:
        text = _render(question, what)
        queue_mail(Mail.Kind.STANDING, question.email, _("Uw vraag aan een gemeente"), text)


def _render(question, name, **context):
    initiative = question.initiative
    places = _(" en ").join(initiative.municipalities.order_by("name").values_list("name", flat=True))
    origin = _(" uit %(places)s") % {"places": places} if places else ""
    common = {"portal_url": settings.PORTAL_URL, "contact_email": contact_email(), "origin": origin}
    context |= common | {"question": question, "initiative": initiative}
    return render_to_string(f"questions/mail/{name}.txt", context)
