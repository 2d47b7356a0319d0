"""Mails for reviews: check requests and rounds to municipalities, and the digest to editors; each is queued once."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.signed_links import new_check_token, round_token, token_hash
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from initiatives.models import Initiative
from pages.live import contact_email

from .contacts import agreed_mailbox, own_mailbox
from .models import CheckRequest, ContactAgreement, Digest
from .tasks import tasks_for

WEEK = timedelta(days=7)


def due_for_check_request():
    """Return the initiatives with their own agreed mailbox whose check is due and not yet requested."""
    with_agreement = ContactAgreement.objects.valid().values("initiative")
    due = Initiative.objects.published().filter(pk__in=with_agreement, next_check__lte=timezone.localdate())
    in_round = CheckRequest.objects.asked_now().exclude(round=None).values("initiative")
    unrequested = due.exclude(check_requests__due_on=F("next_check")).exclude(pk__in=in_round).order_by("pk")
    return [initiative for initiative in unrequested if own_mailbox(initiative)]


def send_check_request(initiative, due_on=None):
    """Mail a municipality the request to check an initiative; returns whether this run did it.

    Of two runs at once the second waits for the first, and finds the request in the database.
    Args: initiative; due_on, the day of the check that it is for, if not of the next one.
    """
    token = new_check_token()
    now = timezone.now()
    try:
        with transaction.atomic():
            CheckRequest.objects.create(
                initiative=initiative, due_on=due_on or initiative.next_check, token_hash=token_hash(token), sent_at=now
            )
            context = {
                "initiative": initiative,
                "address": settings.PORTAL_URL + reverse("reviews:answer", args=[token]),
                "until": timezone.localdate(now) + timedelta(days=settings.CHECK_LINK_DAYS),
            }
            subject = _("Klopt dit nog? %(title)s") % {"title": initiative.title}
            _queue(Mail.Kind.CHECK, subject, agreed_mailbox(initiative), context)
    except IntegrityError:
        return False
    return True


def send_round(check_round, mailbox, initiatives, is_reminder=False):
    """Mail a municipality the link to the page of a round, with the examples that it is about."""
    token = round_token(check_round.pk)
    context = {
        "municipality": check_round.municipality,
        "initiatives": initiatives,
        "is_reminder": is_reminder,
        "address": settings.PORTAL_URL + reverse("reviews:round", args=[token]),
        "until": timezone.localdate() + timedelta(days=settings.CHECK_LINK_DAYS),
    }
    subject = _("Kloppen deze voorbeelden uit %(place)s nog?") % {"place": check_round.municipality}
    _queue(Mail.Kind.CHECK, subject, mailbox, context, "round")


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


def _queue(kind, subject, recipient, context, template=""):
    defaults = {"portal_url": settings.PORTAL_URL, "contact_email": contact_email()}
    body = render_to_string(f"reviews/mail/{template or kind.value}.txt", defaults | context)
    queue_mail(kind, recipient, subject, body)
