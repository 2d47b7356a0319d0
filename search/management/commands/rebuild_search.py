"""Rebuild the search index."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.index import rebuild
from search.models import Entry


class Command(BaseCommand):
    """Reads every published record again; searching goes on meanwhile."""

    help = _("Maakt de zoekindex opnieuw. Zoeken blijft ondertussen werken.")

    def handle(self, **options):
        rebuild()
        self.stdout.write(_("%d records staan in de zoekindex.") % Entry.objects.count())
