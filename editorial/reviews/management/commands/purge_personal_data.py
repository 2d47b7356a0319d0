"""Erase personal data that is past its retention period."""

from django.core.management.base import BaseCommand

from editorial.reviews.jobs import purge_personal_data


class Command(BaseCommand):
    """`manage.py purge_personal_data`, to be run every day; safe to repeat."""

    help = "Removes personal data that is older than PERSONAL_DATA_MONTHS, and what was never confirmed."

    def handle(self, **options):
        self.stdout.write(purge_personal_data())
