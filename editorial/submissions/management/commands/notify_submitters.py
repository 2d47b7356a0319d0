"""Notify submitters when the standing of their submission changed, for instance to published."""

from django.core.management.base import BaseCommand

from editorial.outbox.checks import require_mail_server
from editorial.submissions.jobs import notify_submitters


class Command(BaseCommand):
    """`manage.py notify_submitters`, to be run every hour or day; safe to repeat."""

    help = "Mails each submitter whose submission has another standing than in their last mail, such as published."

    def handle(self, **options):
        require_mail_server()
        self.stdout.write(notify_submitters())
