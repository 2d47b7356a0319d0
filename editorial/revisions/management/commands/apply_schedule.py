"""Run what is due, when nobody requested a page since."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from editorial.revisions import scheduling


class Command(BaseCommand):
    """`manage.py apply_schedule`: only tidies, for the first visitor after a moment does the same."""

    help = "Publishes and withdraws what is due, and carries out the reorganisations of municipalities of today."

    def handle(self, **options):
        published, sent_back, withdrawn = scheduling.run()
        text = _("gepubliceerd: %(published)d, teruggestuurd: %(sent_back)d, van de site af: %(withdrawn)d")
        self.stdout.write(text % {"published": published, "sent_back": sent_back, "withdrawn": withdrawn})
