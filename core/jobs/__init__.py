"""Work that no visitor waits for: at set times (`timed`), and in the background (`background`).

As the `jobs.py` of the app `core` it declares what is done with work that a killed process left behind.
"""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .background import run_waiting
from .timed import JobFailed, TimedJob

__all__ = ["JOBS", "JobFailed", "TimedJob"]


def finish_background_work():
    """Do the background work that never began, or of which the process was killed; returns how much in words."""
    return _("Afgemaakt: %d.") % run_waiting()


JOBS = [
    TimedJob(
        "run_background",
        gettext_lazy("Werk afmaken dat bleef liggen"),
        timedelta(minutes=5),
        finish_background_work,
    )
]
