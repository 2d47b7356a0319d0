"""Scheduled job that sends the mails in the outbox."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.jobs import JobFailed, TimedJob

from .models import Mail
from .sending import can_mail, send_due


def without_mail_server():
    """Return a sentence when there is no mail server, for the result of a job that mails; empty when there is one."""
    return "" if can_mail() else _("Niet gedaan: het portaal heeft geen mailserver (EMAIL_HOST).")


def send_mails():
    """Send the mails that are due; returns the number as a sentence. Raises JobFailed when the mail server fails."""
    sent, problem = send_due()
    if problem:
        waiting = Mail.objects.exclude(next_attempt_at=None).count()
        text = ngettext("%(why)s Er wacht %(n)d mail.", "%(why)s Er wachten %(n)d mails.", waiting)
        raise JobFailed(text % {"why": problem, "n": waiting})
    return ngettext("%(n)d mail verstuurd.", "%(n)d mails verstuurd.", sent) % {"n": sent}


JOBS = [
    TimedJob(
        "send_mails",
        gettext_lazy("Mail versturen"),
        timedelta(minutes=5),
        lambda: without_mail_server() or send_mails(),
    )
]
