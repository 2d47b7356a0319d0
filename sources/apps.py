"""The app's name on the screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Configuration of the app."""

    name = "sources"
    verbose_name = _("Bronnen en organisaties")
