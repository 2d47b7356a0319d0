"""Model of the audit log, which is append-only."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Raised when code changes or deletes an audit log entry."""


class AuditQuerySet(models.QuerySet):
    """QuerySet methods for the audit log: refuse changes, and purge entries past their retention period."""

    def update(self, **_fields):
        raise AppendOnlyError

    def bulk_update(self, *_args, **_options):
        raise AppendOnlyError

    def delete(self):
        raise AppendOnlyError

    def purge(self, before):
        """Delete the entries from before a moment; returns the number."""
        return self.filter(time__lt=before)._raw_delete(self.db)


class AuditEntry(models.Model):
    """One entry of the audit log: action, object, result, origin, actor and time (BIO 8.15.01)."""

    class Result(models.TextChoices):
        OK = "ok", _("gedaan")
        REFUSED = "refused", _("niet uitgevoerd")
        ERROR = "error", _("fout")

    time = models.DateTimeField(_("tijd"), default=timezone.now, db_index=True)
    action = models.CharField(_("handeling"), max_length=100)
    object = models.CharField(_("waarop"), max_length=200, blank=True)
    object_type = models.CharField(_("soort record"), max_length=100, blank=True)
    object_key = models.CharField(_("sleutel"), max_length=100, blank=True)
    result = models.CharField(_("uitkomst"), max_length=10, choices=Result)
    origin = models.CharField(_("IP-adres"), max_length=45, blank=True)
    actor = models.CharField(_("wie"), max_length=150, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("regel in het logboek")
        verbose_name_plural = _("regels in het logboek")
        ordering = ["-time", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.action} {self.object}".strip()

    def save(self, **options):
        if not self._state.adding:
            raise AppendOnlyError
        super().save(**options | {"force_insert": True})

    def delete(self, **_options):
        raise AppendOnlyError
