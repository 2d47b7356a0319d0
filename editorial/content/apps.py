"""The app of the content of fixtures/."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.content"
    verbose_name = _("Redactie")

    def ready(self):
        """Register the check of the database."""
        import_module("editorial.content.checks")
