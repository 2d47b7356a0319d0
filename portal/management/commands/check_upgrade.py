"""Refuse migrations that the code which runs now would not survive."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.monitoring.version import version
from portal.upgrade.survival import AcceptedGone, accept, accepted_migrations, accepted_release, refusals


class Command(BaseCommand):
    """`manage.py check_upgrade [--from VERSION] [--since-release] [--accept]`"""

    requires_system_checks = []
    help = "Says which migrations that are still to be done the running code would not survive; status 1 if any."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="running", metavar="VERSION", help="of the code that runs now")
        parser.add_argument(
            "--since-release", action="store_true", help="those after the last release, without database"
        )
        parser.add_argument(
            "--accept", action="store_true", help="note all of now as those of this release (make release)"
        )

    def handle(self, running, since_release, **options):
        if options["accept"]:
            accept(version())
            return
        try:
            known = accepted_migrations() if since_release else {*MigrationRecorder(connection).applied_migrations()}
        except AcceptedGone as error:
            raise CommandError(f"A migration of the last release is gone: {error}.") from error
        refused = refusals(known, running or accepted_release())
        for refusal in refused:
            self.stderr.write(f"{refusal.migration}: {refusal.operation}: {refusal.reason}")
        if refused:
            raise CommandError("The running code would not survive this: see CONTRIBUTING.md, or upgrade with a stop.")
