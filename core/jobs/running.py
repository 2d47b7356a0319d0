"""Running the timed jobs that are due: each by one process at a time, whatever the others do."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

from django.db import Error, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import LEASE, JobRun
from .timed import JobFailed, TimedJob, timed_jobs

logger = logging.getLogger(__name__)
RENEWAL = LEASE / 5


@dataclass(frozen=True)
class JobStatus:
    """A timed job with its last run, which is not stored yet when there was none."""

    job: TimedJob
    run: JobRun

    @property
    def is_due(self):
        """Whether it should begin now: also when its process was killed, or the clock was set back since."""
        if self.run.is_held:
            return False
        return bool(self.run.holder) or self.next_at is None or not self.run.started_at <= timezone.now() < self.next_at

    @property
    def next_at(self):
        """When it begins again; None when it never began."""
        return self.run.started_at and self.run.started_at + self.job.pause(self.run.has_failed)

    @property
    def is_late(self):
        """Whether it did not go well for too long, or never."""
        last, now = self.run.succeeded_at, timezone.now()
        return last is None or not now - self.job.patience <= last <= now + LEASE

    @property
    def seconds(self):
        """Duration of the last run, in seconds with one decimal; None when it never ended."""
        return self.run.duration and round(self.run.duration.total_seconds(), 1)

    @property
    def was_killed(self):
        """Whether the process that was at work on it is gone."""
        return bool(self.run.holder) and not self.run.is_held


def job_statuses():
    """The `JobStatus` of each timed job; one query."""
    runs = {run.name: run for run in JobRun.objects.all()}
    return [JobStatus(job, runs.get(job.name) or JobRun(name=job.name)) for job in timed_jobs()]


def late_or_failed():
    """The statuses that an administrator should look at: late, or failed the last time."""
    return [status for status in job_statuses() if status.is_late or status.run.has_failed]


def run_due():
    """Run the jobs that are due, one after the other; yields the `JobStatus` of each after it ran."""
    for job in timed_jobs():
        run, _is_new = JobRun.objects.get_or_create(name=job.name)
        if JobStatus(job, run).is_due and run.claim():
            _run(job, run)
            run.refresh_from_db()
            yield JobStatus(job, run)


def _run(job, run):
    """Do the job and store its outcome; a fault of one is no reason not to do the others."""
    begin = monotonic()
    with _renewed(run):
        outcome, has_failed = _outcome(job)
    fields = {"has_failed": has_failed, "duration": timedelta(seconds=monotonic() - begin)}
    if not has_failed:
        fields["succeeded_at"] = timezone.now()
    if not run.finish(outcome, **fields):
        logger.error("Job %s took so long without a sign of life that another process took over.", job.name)


def _outcome(job):
    """Run a job; return its outcome in words and whether it failed. A fault is logged: its text may hold an address."""
    try:
        return " ".join(str(job.run()).split()), False
    except JobFailed as error:
        return str(error), True
    except (Exception, SystemExit) as error:
        logger.exception("Job %s failed.", job.name)
        mend_connection()
        return _("Er ging iets mis (%s). Meer staat in het logboek van de server.") % type(error).__name__, True


def mend_connection():
    """After a fault: a connection that broke is replaced, for what comes next."""
    if not connection.in_atomic_block:  # as in a test
        connection.close_if_unusable_or_obsolete()


@contextmanager
def _renewed(run):
    """Within this a thread says now and then that the job still runs."""
    end = Event()
    thread = Thread(target=_renew_until, args=(run, end), name=f"job {run.name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def _renew_until(run, end):
    while not end.wait(RENEWAL.total_seconds()):
        try:
            run.renew()
        except Error as error:  # locked, or away: there is time for another try
            logger.warning("Job %s could not say that it still runs: %s", run.name, type(error).__name__)
        finally:
            connection.close()
