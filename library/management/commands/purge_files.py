"""Delete the files of pictures and papers that were deleted or never saved."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from library.files import purge
from library.models import Paper, Picture


class Command(BaseCommand):
    """`manage.py purge_files`, to be run every day; safe to repeat."""

    help = "Deletes the files in the storage that belong to no picture or paper."

    def handle(self, **options):
        removed = purge(Picture) + purge(Paper)
        self.stdout.write(_("%(n)d bestanden gewist waar geen afbeelding of document bij hoort.") % {"n": removed})
