"""The app that every other app builds on."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Configuration of the app."""

    name = "core"
    verbose_name = _("Basis")

    def ready(self):
        """Close what is private before anything is written."""
        import_module("core.private_files").protect()
