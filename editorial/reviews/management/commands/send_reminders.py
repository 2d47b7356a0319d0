"""Mail editors their open tasks, and municipalities the check requests that are due."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.accounts.roles import mailable_editors
from editorial.outbox.checks import require_mail_server
from editorial.reviews import notifications
from editorial.reviews.jobs import remind_rounds


class Command(BaseCommand):
    """`manage.py send_reminders`"""

    help = _(
        "Mailt redacteuren één keer per week wat er te doen is, en vraagt gemeenten die akkoord gingen of hun "
        "initiatief nog klopt. Veilig om elke dag te starten: niemand krijgt iets dubbel."
    )

    def handle(self, **options):
        require_mail_server()
        reminded = sum(notifications.send_digest(editor) for editor in mailable_editors())
        due = notifications.due_for_check_request()
        requested = sum(notifications.send_check_request(initiative) for initiative in due)
        round_text = remind_rounds()
        text = ngettext("%(n)d redacteur gemaild.", "%(n)d redacteuren gemaild.", reminded)
        self.stdout.write(text % {"n": reminded})
        text = ngettext("%(n)d vraag aan een gemeente gestuurd.", "%(n)d vragen aan gemeenten gestuurd.", requested)
        self.stdout.write(text % {"n": requested})
        self.stdout.write(round_text)
