"""Scheduled jobs for initiatives: the coverage figures of the month."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs import TimedJob

from .coverage.history import record


def record_coverage():
    """Record how much the portal covers now, as the figures of this month; returns that in words."""
    record()
    return _("De dekking van deze maand is vastgelegd.")


JOBS = [TimedJob("record_coverage", gettext_lazy("Dekking vastleggen"), timedelta(days=1), record_coverage)]
