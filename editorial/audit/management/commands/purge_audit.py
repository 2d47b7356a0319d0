"""Remove old lines from the audit log."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.audit.models import AuditEntry

DAYS_IN_MONTH = 31


class Command(BaseCommand):
    """`manage.py purge_audit`: removes what is older than AUDIT_MONTHS, and notes that it did."""

    help = "Removes lines of the audit log that are older than AUDIT_MONTHS months."

    def handle(self, **options):
        before = timezone.now() - timedelta(days=DAYS_IN_MONTH * settings.AUDIT_MONTHS)
        with transaction.atomic():
            removed = AuditEntry.objects.purge(before)
            text = _("oude regels verwijderd: %(n)d") % {"n": removed}
            AuditEntry(action=text, result=AuditEntry.Result.OK, actor="purge_audit").save()
        self.stdout.write(text)
