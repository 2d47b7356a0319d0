"""Run what is due, when nobody requested a page since."""

from django.core.management.base import BaseCommand

from editorial.revisions.jobs import apply_schedule


class Command(BaseCommand):
    """`manage.py apply_schedule`: only tidies, for the first visitor after a moment does the same."""

    help = "Publishes and withdraws what is due, and carries out the reorganisations of municipalities of today."

    def handle(self, **options):
        self.stdout.write(apply_schedule())
