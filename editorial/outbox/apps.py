"""The app of the outbox."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.outbox"
    verbose_name = _("Redactie")

    def ready(self):
        """Register the check of the settings."""
        import_module("editorial.outbox.checks")
