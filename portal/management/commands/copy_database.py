"""Copy the whole installation to another database."""

import os
import subprocess
import sys
import tempfile
from argparse import FileType

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.backup.making import make_backup


class Command(BaseCommand):
    """`manage.py copy_database FILE [--replace]`"""

    help = (
        "Copies all rows to another database, SQLite or PostgreSQL: all of them, or nothing; the files stay in place."
    )

    def add_arguments(self, parser):
        help_text = "has the DATABASE_URL of the other one; - for the standard input"
        parser.add_argument("target", metavar="FILE", type=FileType(), help=help_text)
        parser.add_argument("--replace", action="store_true", help="also when there is something there: it is lost")

    def handle(self, target, replace, **options):
        address = target.read().strip()
        if not address or address == os.environ.get("DATABASE_URL"):
            raise CommandError("Geef de DATABASE_URL van een andere database.")
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".copy-") as folder:
            path, _total = make_backup(folder, recipients=())
            command = [sys.executable, settings.BASE_DIR / "manage.py", "restore", path]
            restored = subprocess.run(  # noqa: S603 (our own command)
                [*command, *(["--replace"] if replace else [])],
                env={**os.environ, "DATABASE_URL": address},
                capture_output=True,
                text=True,
                check=False,
            )
        if restored.returncode:
            raise CommandError(restored.stderr.strip().rpartition("\n")[2].removeprefix("CommandError: "))
        self.stdout.write(restored.stdout.strip())
        self.stdout.write("Zet nu die DATABASE_URL in de instellingen, en herstart het portaal.")
