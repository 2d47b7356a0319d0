"""Tell senders that what they sent in was published."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from editorial.submissions.models import Submission
from editorial.submissions.notifications import notify


class Command(BaseCommand):
    """`manage.py tell_senders`, to be run every hour or day; safe to repeat."""

    help = "Mails each sender whose submission has another standing than they were told, such as published."

    def handle(self, **options):
        confirmed = Submission.objects.exclude(email="").exclude(confirmed_at=None).select_related("initiative")
        told = sum(notify(submission) for submission in confirmed)
        self.stdout.write(_("%(n)d inzenders kregen bericht.") % {"n": told})
