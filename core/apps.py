"""The app that every other app builds on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Configuration of the app."""

    name = "core"
    verbose_name = _("Basis")
