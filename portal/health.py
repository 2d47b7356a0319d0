"""Whether there is a recent backup."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.monitoring.health import OK, WARN, Finding, HealthCheck

from .backup.making import backups

PATIENCE = timedelta(days=2)


def backup():
    """Check the age of the newest backup; without BACKUP_DIR, backups are made in another way."""
    if not settings.BACKUP_DIR:
        return Finding(OK, _("Het portaal maakt zelf geen reservekopieën (BACKUP_DIR)."))
    files = backups(settings.BACKUP_DIR)
    if not files:
        return Finding(WARN, _("Er is nog geen reservekopie."))
    age = timezone.now().timestamp() - files[-1].stat().st_mtime
    state = OK if age <= PATIENCE.total_seconds() else WARN
    text = _("De nieuwste reservekopie is %(hours)d uur oud (%(name)s).") % {
        "hours": age // 3600,
        "name": files[-1].name,
    }
    return Finding(state, text, {"backup_age_seconds": round(age), "backup_bytes": files[-1].stat().st_size})


HEALTH = [HealthCheck("backup", gettext_lazy("Reservekopie"), backup, needs_database=False)]
