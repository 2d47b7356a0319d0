"""The app's name on the screen."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Configuration of the app."""

    name = "library"
    verbose_name = _("Beeld en documenten")

    def ready(self):
        """Register the check of the settings."""
        import_module("library.checks")
