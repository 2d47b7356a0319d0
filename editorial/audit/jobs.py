"""Scheduled job for the retention of the audit log."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs import TimedJob

from .models import AuditEntry

DAYS_IN_MONTH = 31


def purge_audit():
    """Remove entries older than AUDIT_MONTHS, and record that in the audit log; returns the number as a sentence."""
    before = timezone.now() - timedelta(days=DAYS_IN_MONTH * settings.AUDIT_MONTHS)
    with transaction.atomic():
        removed = AuditEntry.objects.purge(before)
        text = _("oude regels verwijderd: %(n)d") % {"n": removed}
        AuditEntry(action=text, result=AuditEntry.Result.OK, actor="purge_audit").save()
    return text


JOBS = [TimedJob("purge_audit", gettext_lazy("Oude regels uit het logboek wissen"), timedelta(days=30), purge_audit)]
