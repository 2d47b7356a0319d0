"""Run the timed jobs that are due."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.jobs.running import job_statuses, run_due


class Command(BaseCommand):
    """`manage.py run_jobs [--check]`, to be run every five minutes; safe to repeat, and at the same time as others."""

    help = "Runs the timed jobs that are due, each in one process at a time; --check only says which are late."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="run nothing; status 1 when a job is late")

    def handle(self, **options):
        if options["check"]:
            return self._check()
        failed = 0
        for status in run_due():
            failed += status.run.has_failed
            stream = self.stderr if status.run.has_failed else self.stdout
            stream.write(f"{status.job.name}: {status.run.outcome}")
        if failed:
            raise CommandError(ngettext("%(n)d taak mislukte.", "%(n)d taken mislukten.", failed) % {"n": failed})

    def _check(self):
        late = [status for status in job_statuses() if status.is_late]
        for status in late:
            self.stdout.write(f"{status.job.name}: {_last_time(status.run)}")
        if late:
            text = ngettext("%(n)d taak is te laat.", "%(n)d taken zijn te laat.", len(late))
            raise CommandError(text % {"n": len(late)})


def _last_time(run):
    if run.succeeded_at is None:
        return _("nog nooit gelukt")
    return _("laatst gelukt op %s") % timezone.localtime(run.succeeded_at).strftime("%d-%m-%Y %H:%M")
