"""The app of the audit log."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.audit"
    verbose_name = _("Redactie")
