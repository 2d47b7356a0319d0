"""Scheduled jobs for the open data."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs import JobFailed, TimedJob
from core.jobs.timed import DAY

from .file_sizes import measure


def measure_files():
    """Measure the files of the open data; returns how many in words."""
    try:
        return _("Gemeten bestanden: %d.") % measure()
    except OSError as error:
        raise JobFailed(_("De grootte van de bestanden is niet te bewaren: %s") % error.strerror) from error


JOBS = [TimedJob("measure_files", gettext_lazy("Grootte van de open data meten"), DAY, measure_files)]
