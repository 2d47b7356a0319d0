"""Health checks for every installation: databases of this release, room on the disk, and jobs that run."""

import os
import shutil
from functools import cache
from time import time

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import generation
from .database_faults import outage
from .jobs.models import BackgroundJob
from .jobs.running import job_statuses
from .monitoring.health import FAIL, OK, WARN, Finding, HealthCheck
from .replica import replicated_generation

REPLICA_PATIENCE = 60  # seconds behind
MIB = 1024 * 1024
LITTLE_ROOM, NO_ROOM = 1024 * MIB, 64 * MIB  # bytes free


def database():
    """Whether the database answers."""
    if outage.try_query(generation.read) is None:
        return Finding(FAIL, _("De database antwoordt niet."))
    return Finding(OK, _("De database (%s) antwoordt.") % connection.vendor)


def migrations():
    """Whether the tables are those of this release; those of a newer one are no fault, as during an upgrade."""
    applied = MigrationRecorder(connection).applied_migrations()
    missing = sorted(".".join(key) for key in migrations_on_disk() - applied.keys())
    figures = {"migrations_missing": len(missing)}
    if missing:
        text = ngettext(
            "Er ontbreekt %(n)d migratie: %(name)s.", "Er ontbreken %(n)d migraties: %(name)s.", len(missing)
        )
        return Finding(FAIL, text % {"n": len(missing), "name": ", ".join(missing[:3])}, figures)
    newest = max(applied.values(), key=lambda row: row.applied)
    return Finding(OK, _("Alle migraties zijn gedaan. De laatste: %s.") % f"{newest.app}.{newest.name}", figures)


@cache
def migrations_on_disk():
    """The migrations of this release: a set of (app, name)."""
    return frozenset(MigrationLoader(None).disk_migrations)


def disk():
    """Whether there is room in VAR_DIR, and it can be written to."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    text, figures = _("%d MB vrij.") % (free // MIB), {"disk_free_bytes": free}
    if free < NO_ROOM:
        return Finding(FAIL, _("De schijf is vol: %s") % text, figures)
    if not os.access(settings.VAR_DIR, os.W_OK):
        return Finding(WARN, _("In %s kan niet worden geschreven.") % settings.VAR_DIR, figures)
    return Finding(WARN if free < LITTLE_ROOM else OK, text, figures)


def jobs():
    """Whether each timed job went well not too long ago."""
    lines = job_statuses()
    late = [str(status.job.verbose_name) for status in lines if status.is_late]
    figures = {
        "jobs_late": len(late),
        "jobs_failed": sum(status.run.has_failed for status in lines),
        "background_jobs_waiting": BackgroundJob.objects.waiting().count(),
    }
    if late:
        text = ngettext(
            "%(n)d vaste taak is te laat: %(names)s.", "%(n)d vaste taken zijn te laat: %(names)s.", len(late)
        )
        return Finding(WARN, text % {"n": len(late), "names": ", ".join(late)}, figures)
    return Finding(OK, _("Alle vaste taken zijn op tijd gedaan."), figures)


def replica():
    """Whether the replica answers and has the newest content, apart from what was changed a moment ago."""
    newest = generation.read().number
    try:
        replicated = replicated_generation()
    except Error:
        return Finding(WARN, _("De replica antwoordt niet. De eerste database doet alles."))
    seconds = max(0, int(time() - newest / 1_000_000)) if replicated < newest else 0
    if seconds > REPLICA_PATIENCE:
        text = _("De replica mist een wijziging van %d seconden geleden. De eerste database doet alles.") % seconds
        return Finding(WARN, text, {"replica_behind_seconds": seconds})
    return Finding(OK, _("De replica is bij."), {"replica_behind_seconds": seconds})


HEALTH = [
    HealthCheck("database", gettext_lazy("Database"), database),
    HealthCheck("migrations", gettext_lazy("Migraties"), migrations),
    HealthCheck("disk", gettext_lazy("Schijf"), disk, needs_database=False),
    HealthCheck("jobs", gettext_lazy("Vaste taken"), jobs),
]
if settings.REPLICA_URL:
    HEALTH.append(HealthCheck("replica", gettext_lazy("Replica"), replica))
