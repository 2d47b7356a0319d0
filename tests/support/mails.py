"""The outbox in a test: what was written is sent when the test says so, for nothing is committed in it."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from editorial.outbox.models import Mail
from editorial.outbox.sending import send_due


def deliver():
    """Send what is due; returns all mails that were sent in this test, each as it arrived."""
    send_due()
    return mail.outbox


def make_due():
    """Let the next attempt of each mail that waits be now."""
    Mail.objects.exclude(next_attempt_at=None).update(next_attempt_at=timezone.now() - timedelta(seconds=1))
