"""Scheduled job for the portal as a whole: the daily backup."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs import JobFailed, TimedJob

from .backup.making import make_backup


def back_up():
    """Make the backup of today; returns what it holds in words. Raises JobFailed when it cannot be written."""
    if not settings.BACKUP_DIR:
        return _("Niet gedaan: er is geen map voor reservekopieën (BACKUP_DIR).")
    try:
        path, total = make_backup(settings.BACKUP_DIR, settings.BACKUP_KEEP)
    except OSError as error:
        raise JobFailed(_("Geen reservekopie gemaakt: %s") % error.strerror) from error
    return _("%(name)s met %(total)d rijen.") % {"name": path.name, "total": total}


JOBS = [TimedJob("back_up", gettext_lazy("Reservekopie maken"), timedelta(days=1), back_up)]
