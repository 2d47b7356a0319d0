"""Work that an editor starts and need not wait for: a process beside the server does it, and says how far it is.

No daemon is needed: the request starts `manage.py run_background` once it is committed. What a killed process left
behind is done again by `run_jobs`; so the work must be all or nothing, and safe to repeat.
"""

import logging
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from time import monotonic

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .models import MAX_ATTEMPTS, BackgroundJob
from .running import mend_connection
from .timed import JobFailed, declared

logger = logging.getLogger(__name__)
AT_ONCE = 2  # processes: visitors need the other cores
STEP = 1  # seconds between two reports
Result = BackgroundJob.Result
_current = ContextVar("background_job", default=None)


@dataclass(frozen=True)
class BackgroundWork:
    """A kind of work, which an app declares as `WORK` in its `jobs.py`.

    run: does it, given the job, and returns one Dutch sentence; raises JobFailed when it could not. It changes all or
    nothing, and when it is done already it says so again.
    """

    name: str
    verbose_name: str
    run: Callable[[BackgroundJob], str]


class Stopped(Exception):
    """Somebody stopped the work, or another process took it over; nothing was changed."""


def work_named(name):
    """The `BackgroundWork` with this name."""
    return next(work for work in declared("WORK") if work.name == name)


def start(name, record, user, **parameters):
    """Do some work about a record in the background, after the commit.

    Args: name, of the kind of work; user, for whom; parameters, which JSON can hold.
    Returns: the BackgroundJob; the one that is there already, when work about this record was not done yet.
    """
    about = {"object_type": record._meta.label_lower, "object_key": record.pk, "object_name": str(record)[:200]}
    try:
        with transaction.atomic():
            job = BackgroundJob.objects.create(kind=name, created_by=user, parameters=parameters, **about)
    except IntegrityError:
        return BackgroundJob.objects.unfinished().about(record).get()
    transaction.on_commit(lambda: run_soon(), robust=True)
    return job


def run_soon():
    """Start a process that does what waits; it goes on when the server stops."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_background"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 (our own)
    Thread(target=process.wait, name="background", daemon=True).start()  # or it would stay on as a zombie


def run_waiting():
    """Do what waits, the oldest first, as long as no more than two processes do; returns how many jobs were done."""
    count = 0
    while job := _claim_next():
        _run(job)
        count += 1
    BackgroundJob.objects.past().delete()
    return count


def _claim_next():
    while BackgroundJob.objects.running().count() < AT_ONCE and (job := BackgroundJob.objects.waiting().first()):
        if job.attempts >= MAX_ATTEMPTS:
            text = _("Dit lukte niet: het werk werd %d keer afgebroken.") % job.attempts
            job.finish(text, result=Result.FAILED)
        elif job.claim(attempts=job.attempts + 1, phase="", done=0, total=None, is_final=False):
            return job
    return None


def _run(job):
    begin = monotonic()
    with _reporting(job):
        outcome, result = _outcome(job)
    duration = timedelta(seconds=monotonic() - begin)
    if not job.finish(outcome, result=result, duration=duration, is_final=False):
        logger.error("Background job %s was taken over by another process.", job.pk)


def _outcome(job):
    try:
        return str(work_named(job.kind).run(job)), Result.DONE
    except Stopped:
        return _("Gestopt. Er is niets veranderd."), Result.STOPPED
    except JobFailed as error:
        return str(error), Result.FAILED
    except (Exception, SystemExit) as error:
        logger.exception("Background job %s failed.", job.pk)
        mend_connection()
        return _("Er ging iets mis (%s). Meer staat in het logboek van de server.") % type(
            error
        ).__name__, Result.FAILED


@contextmanager
def _reporting(job):
    token = _current.set(Progress(job))
    try:
        yield
    finally:
        _current.reset(token)


class Progress:
    """Progress of a job, saved now and then for the page that shows it; each save also checks for a request to stop."""

    def __init__(self, job):
        self.job, self.next_time, self.is_final = job, 0, False

    def report(self, **fields):
        """Write how far it is; raises Stopped when it must not go on."""
        self.next_time = monotonic() + STEP
        self.renew_lease(**fields)

    def renew_lease(self, **fields):
        """Say that this process is still at work; raises Stopped when it must not go on."""
        if not self.job.renew_lease(**fields):
            raise Stopped

    def is_report_due(self):
        """Whether it is time to say something; in the last step nobody would read it before it is over."""
        return not self.is_final and monotonic() >= self.next_time


def with_progress(items, phase):
    """The items, one after the other; in a background job with how many of them are done, and raises Stopped."""
    progress = _current.get()
    if progress is None:
        yield from items
        return
    progress.next_time = 0
    for done, item in enumerate(items):
        if progress.is_report_due():
            progress.report(phase=str(phase), done=done, total=len(items))
        yield item


def begin_last_step(phase):
    """From here on all is written in one transaction, which nobody can stop; raises Stopped when somebody just did."""
    progress = _current.get()
    if progress is not None:
        progress.is_final = True
        progress.renew_lease(phase=str(phase), is_final=True)


def renew_lease():
    """Within that transaction, first of all: nobody takes the work over before it ends; raises Stopped if one did."""
    progress = _current.get()
    if progress is not None:
        progress.renew_lease()
