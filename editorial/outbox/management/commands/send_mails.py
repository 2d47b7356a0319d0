"""Send the mails in the outbox that are due."""

from django.core.management.base import BaseCommand

from editorial.outbox.checks import require_mail_server
from editorial.outbox.jobs import send_mails


class Command(BaseCommand):
    """`manage.py send_mails`, to be run every five minutes; safe to repeat, and at the same time as others."""

    help = "Sends the mails of which the next attempt is due; stops at the first sign that the mail server fails."

    def handle(self, **options):
        require_mail_server()
        self.stdout.write(send_mails())
