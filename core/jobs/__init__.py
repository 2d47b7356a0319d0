"""Work that no visitor waits for: at set times (`timed`), and in the background (`background`).

As the `jobs.py` of the app `core` it declares what is done with work that a killed process left behind.
"""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .background import BackgroundWork, run_waiting
from .timed import JobFailed, TimedJob

__all__ = ["JOBS", "WORK", "JobFailed", "TimedJob"]


def finish_background_work():
    """Do the background work that never began, or of which the process was killed; returns how much in words."""
    return _("Afgemaakt: %d.") % run_waiting()


def _merge(job):
    from core.admin_merge_work import run_merge  # which needs the models, and these need the jobs

    return run_merge(job)


def _undo_merge(job):
    from core.admin_merge_work import run_undo

    return run_undo(job)


WORK = [
    BackgroundWork("merge_records", gettext_lazy("Records samenvoegen"), _merge),
    BackgroundWork("undo_merge", gettext_lazy("Samenvoegen ongedaan maken"), _undo_merge),
]
JOBS = [
    TimedJob(
        "run_background",
        gettext_lazy("Werk afmaken dat bleef liggen"),
        timedelta(minutes=5),
        finish_background_work,
    )
]
