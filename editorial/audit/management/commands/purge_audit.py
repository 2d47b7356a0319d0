"""Remove old lines from the audit log."""

from django.core.management.base import BaseCommand

from editorial.audit.jobs import purge_audit


class Command(BaseCommand):
    """`manage.py purge_audit`: removes what is older than AUDIT_MONTHS, and notes that it did."""

    help = "Removes lines of the audit log that are older than AUDIT_MONTHS months."

    def handle(self, **options):
        self.stdout.write(purge_audit())
