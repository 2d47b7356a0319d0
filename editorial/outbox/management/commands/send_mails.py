"""Send what waits in the outbox."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from editorial.outbox.checks import require_mail_server
from editorial.outbox.models import Mail
from editorial.outbox.sending import send_due


class Command(BaseCommand):
    """`manage.py send_mails`, to be run every five minutes; safe to repeat, and at the same time as others."""

    help = "Sends the mails of which the next attempt is due; stops at the first sign that the mail server fails."

    def handle(self, **options):
        require_mail_server()
        sent, problem = send_due()
        self.stdout.write(ngettext("%(n)d mail verstuurd.", "%(n)d mails verstuurd.", sent) % {"n": sent})
        if problem:
            waiting = Mail.objects.exclude(next_attempt_at=None).count()
            text = ngettext("%(why)s Er wacht %(n)d mail.", "%(why)s Er wachten %(n)d mails.", waiting)
            raise CommandError(text % {"why": problem, "n": waiting})
