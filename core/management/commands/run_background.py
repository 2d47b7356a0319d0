"""Do the work in the background that waits."""

import os

from django.core.management.base import BaseCommand

from core.jobs.background import run_waiting

NICENESS = 5  # visitors go first


class Command(BaseCommand):
    """`manage.py run_background`: started by the server itself, and by `run_jobs` for what was left behind."""

    help = "Does the work that editors started in the background and that no process is at work on."

    def handle(self, **options):
        os.nice(NICENESS)
        run_waiting()
