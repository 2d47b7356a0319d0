"""Delete the files of pictures and papers that were deleted or never saved."""

from django.core.management.base import BaseCommand

from library.jobs import purge_files


class Command(BaseCommand):
    """`manage.py purge_files`, to be run every day; safe to repeat."""

    help = "Deletes the files in the storage that belong to no picture or paper."

    def handle(self, **options):
        self.stdout.write(purge_files())
