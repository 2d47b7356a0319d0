"""Write all content to a folder that `load_content` reads back."""

from django.core.management.base import BaseCommand, CommandError

from core.folders import FolderRefused
from editorial.content.dump import dump


class Command(BaseCommand):
    """`manage.py dump_content DIR [--public]`"""

    help = "Writes all content to a folder: JSON Lines, pictures and papers, a data dictionary, and checksums."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", help="a new folder, or that of an earlier dump, which it replaces")
        parser.add_argument("--public", action="store_true", help="only what visitors may see")

    def handle(self, folder, **options):
        try:
            counts = dump(folder, options["public"], self.report if options["verbosity"] > 1 else lambda *_: None)
        except (FolderRefused, OSError) as error:
            raise CommandError(f"Niets geschreven. {error}") from error
        self.stdout.write(f"{sum(counts.values())} records in {folder}. Read it back: load_content --folder {folder}")

    def report(self, name, total):
        """Write how many records of a kind there are."""
        self.stdout.write(f"  {total} {name}")
