"""Make a backup of the whole installation."""

from django.core.management.base import BaseCommand, CommandError

from portal.backup.making import make_backup


class Command(BaseCommand):
    """`manage.py backup DIR [--keep N]`"""

    help = "Writes all rows, pictures, papers and plain settings to one file, which restore reads on either database."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", help="where the file is written; only its owner can read it")
        parser.add_argument("--keep", type=int, metavar="N", help="remove all but the newest N backups in DIR")

    def handle(self, folder, keep, **options):
        if keep is not None and keep < 1:
            raise CommandError("--keep: 1 of meer.")
        try:
            path, total = make_backup(folder, keep)
        except OSError as error:
            raise CommandError(f"Geen reservekopie gemaakt. {error}") from error
        self.stdout.write(f"{path}: {total} rijen, {path.stat().st_size} bytes.")
