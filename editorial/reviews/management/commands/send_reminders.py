"""Mail editors their open tasks, and municipalities the check requests that are due."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from editorial.outbox.checks import require_mail_server
from editorial.reviews.jobs import send_reminders


class Command(BaseCommand):
    """`manage.py send_reminders`"""

    help = _(
        "Mailt redacteuren één keer per week wat er te doen is, en vraagt gemeenten die akkoord gingen of hun "
        "initiatief nog klopt. Veilig om elke dag te starten: niemand krijgt iets dubbel."
    )

    def handle(self, **options):
        require_mail_server()
        self.stdout.write(send_reminders())
