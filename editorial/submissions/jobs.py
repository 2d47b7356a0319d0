"""Scheduled job that mails submitters the new standing of their submission."""

from datetime import timedelta

from django.utils.translation import gettext_lazy, ngettext

from core.jobs import TimedJob
from editorial.outbox.jobs import without_mail_server

from .models import Submission
from .notifications import notify


def notify_submitters():
    """Mail each submitter whose submission has another standing than in their last mail; returns a sentence."""
    confirmed = Submission.objects.exclude(email="").exclude(confirmed_at=None).select_related("initiative")
    notified = sum(notify(submission) for submission in confirmed)
    return ngettext("%(n)d inzender kreeg bericht.", "%(n)d inzenders kregen bericht.", notified) % {"n": notified}


JOBS = [
    TimedJob(
        "notify_submitters",
        gettext_lazy("Inzenders mailen hoe het staat"),
        timedelta(days=1),
        lambda: without_mail_server() or notify_submitters(),
    )
]
