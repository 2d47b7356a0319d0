"""Make a static copy of the site in a folder."""

from django.core.management.base import BaseCommand, CommandError

from core.folders import FolderRefused
from portal.static_copy.copying import CopyFailed, make_copy

WIDTH = 30  # characters of the bar


class Command(BaseCommand):
    """`manage.py export_site DIR`"""

    help = "Makes a static copy of every public page in a folder, which works from a web server and from disk."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", help="a new folder, or that of an earlier copy, which it replaces")

    def handle(self, folder, **options):
        is_shown = options["verbosity"] > 1 or self.stderr.isatty()
        try:
            missing = make_copy(folder, self.show if is_shown else lambda done, known: None)
        except (CopyFailed, FolderRefused, OSError) as error:
            raise CommandError(f"Geen kopie gemaakt. {error}") from error
        if is_shown:
            self.stderr.write("")
        for address, status in sorted(missing.items()):
            self.stdout.write(f"  {status}: {address}")
        self.stdout.write(f"The copy is in {folder}; manifest.json has the checksums. Open index.html.")

    def show(self, done, known):
        """Show how far it is: of the addresses that are known until now."""
        full = WIDTH * done // known
        self.stderr.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done} / {known}", ending="")
