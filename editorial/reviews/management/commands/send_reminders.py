"""Mail editors their open tasks, and municipalities the check requests that are due."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.accounts.roles import mailable_editors
from editorial.reviews import notifications


class Command(BaseCommand):
    """`manage.py send_reminders`"""

    help = _(
        "Mailt redacteuren één keer per week wat er te doen is, en vraagt gemeenten die akkoord gingen of hun "
        "initiatief nog klopt. Veilig om elke dag te starten: niemand krijgt iets dubbel."
    )

    def handle(self, **options):
        self.failed = 0
        reminded = self._send_each(mailable_editors(), notifications.send_digest)
        requested = self._send_each(notifications.due_for_check_request(), notifications.send_check_request)
        text = ngettext("%(n)d redacteur gemaild.", "%(n)d redacteuren gemaild.", reminded)
        self.stdout.write(text % {"n": reminded})
        text = ngettext("%(n)d vraag aan een gemeente gestuurd.", "%(n)d vragen aan gemeenten gestuurd.", requested)
        self.stdout.write(text % {"n": requested})
        if self.failed:
            text = ngettext("%(n)d mail is niet verstuurd.", "%(n)d mails zijn niet verstuurd.", self.failed)
            raise CommandError(text % {"n": self.failed})

    def _send_each(self, recipients, send):
        """Send one mail for each, whatever happens to the others; returns how many were sent."""
        sent = 0
        for recipient in recipients:
            try:
                sent += send(recipient)
            except (OSError, ValueError) as error:
                self.failed += 1
                label = f"{recipient._meta.verbose_name} {recipient.pk}"
                self.stderr.write(_("Mail over %(what)s is mislukt: %(why)s") % {"what": label, "why": error})
        return sent
