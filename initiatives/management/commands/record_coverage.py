"""Record how much the portal covers now, as the figures of this month."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from initiatives.jobs import record_coverage


class Command(BaseCommand):
    """`manage.py record_coverage`"""

    help = _("Legt vast hoeveel de voorbeelden dekken, als cijfers van deze maand. Veilig om elke dag te starten.")

    def handle(self, **options):
        self.stdout.write(record_coverage())
