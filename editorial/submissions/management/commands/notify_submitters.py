"""Notify submitters when the standing of their submission changed, for instance to published."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from editorial.outbox.checks import require_mail_server
from editorial.submissions.models import Submission
from editorial.submissions.notifications import notify


class Command(BaseCommand):
    """`manage.py notify_submitters`, to be run every hour or day; safe to repeat."""

    help = "Mails each submitter whose submission has another standing than in their last mail, such as published."

    def handle(self, **options):
        require_mail_server()
        confirmed = Submission.objects.exclude(email="").exclude(confirmed_at=None).select_related("initiative")
        notified = sum(notify(submission) for submission in confirmed)
        self.stdout.write(_("%(n)d inzenders kregen bericht.") % {"n": notified})
