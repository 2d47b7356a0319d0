"""The check request to a municipality and the digest to an editor: each goes to the outbox once."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.signed_links import new_check_token, token_hash
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from initiatives.models import Initiative
from initiatives.publishability import looks_personal
from pages.live import contact_email

from .models import CheckRequest, Digest
from .tasks import tasks_for

WEEK = timedelta(days=7)


def due_for_check_request():
    """The initiatives of which the check is due and not yet requested, and the municipality agreed to be asked."""
    agreed = Initiative.objects.published().filter(contact_agreement__mailbox=F("contact_email"))
    due = agreed.exclude(contact_email="").filter(next_check__lte=timezone.localdate())
    unrequested = due.exclude(check_requests__due_on=F("next_check")).order_by("pk")
    return [initiative for initiative in unrequested if not looks_personal(initiative.contact_email)]


def send_check_request(initiative):
    """Mail a municipality the request to check an initiative; returns whether this run did it.

    Of two runs at once the second waits for the first, and finds the request in the database.
    """
    token = new_check_token()
    now = timezone.now()
    try:
        with transaction.atomic():
            CheckRequest.objects.create(
                initiative=initiative, due_on=initiative.next_check, token_hash=token_hash(token), sent_at=now
            )
            context = {
                "initiative": initiative,
                "address": settings.PORTAL_URL + reverse("reviews:answer", args=[token]),
                "until": timezone.localdate(now) + timedelta(days=settings.CHECK_LINK_DAYS),
            }
            subject = _("Klopt dit nog? %(title)s") % {"title": initiative.title}
            _queue(Mail.Kind.CHECK, subject, initiative.contact_email, context)
    except IntegrityError:
        return False
    return True


def send_digest(editor):
    """Mail an editor the open tasks, at most once a week; returns whether this run did it."""
    tasks = [task for task in tasks_for(editor) if task.count]
    if not tasks:
        return False
    today = timezone.localdate()
    Digest.objects.get_or_create(user=editor)
    with transaction.atomic():  # of two runs at once the second waits here, and finds the digest sent
        due = Digest.objects.filter(user=editor).filter(Q(sent_on=None) | Q(sent_on__lte=today - WEEK))
        if not due.update(sent_on=today):
            return False
        _queue(Mail.Kind.DIGEST, _("Wat er te doen is op de inspiratiemarkt"), editor.email, {"tasks": tasks})
    return True


def _queue(kind, subject, recipient, context):
    defaults = {"portal_url": settings.PORTAL_URL, "contact_email": contact_email()}
    body = render_to_string(f"reviews/mail/{kind.value}.txt", defaults | context)
    queue_mail(kind, recipient, subject, body)
