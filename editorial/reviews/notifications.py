"""The mails of the desk: the question to a municipality, and the digest to an editor; sent once, or tried again."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.mail import send
from core.signed_links import new_check_token, token_hash
from initiatives.models import Initiative
from initiatives.publishability import looks_personal

from .models import CheckRequest, Digest
from .tasks import tasks_for

WEEK = timedelta(days=7)


def due_for_check_request():
    """The initiatives of which the check is due, and of which the municipality agreed to be asked about it."""
    agreed = Initiative.objects.published().filter(contact_agreement__mailbox=F("contact_email"))
    due = agreed.exclude(contact_email="").filter(next_check__lte=timezone.localdate())
    fresh = due.exclude(check_requests__due_on=F("next_check")).order_by("pk")
    return [initiative for initiative in fresh if not looks_personal(initiative.contact_email)]


def send_check_request(initiative):
    """Ask a municipality whether an initiative still is right; returns whether this run did it.

    The question is kept and sent in one transaction: a mail that fails leaves nothing, and is tried again; of two
    runs at once the second waits for the first, and finds the question there.
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
            _send("check", subject, initiative.contact_email, context)
    except IntegrityError:
        return False
    return True


def send_digest(editor):
    """Tell an editor what there is to do, once a week and not when there is nothing; returns whether this run did."""
    work = [sort for sort in tasks_for(editor) if sort.count]
    if not work:
        return False
    today = timezone.localdate()
    Digest.objects.get_or_create(user=editor)
    with transaction.atomic():  # of two runs at once the second waits here, and finds that it was done
        rested = Digest.objects.filter(user=editor).filter(Q(sent_on=None) | Q(sent_on__lte=today - WEEK))
        if not rested.update(sent_on=today):
            return False
        _send("digest", _("Wat er te doen is op de inspiratiemarkt"), editor.email, {"work": work})
    return True


def _send(name, subject, recipient, context):
    known = {"portal_url": settings.PORTAL_URL, "contact_email": settings.CONTACT_EMAIL}
    body = render_to_string(f"reviews/mail/{name}.txt", known | context)
    send(subject, body, recipient)
