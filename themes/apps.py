"""The app's name on the screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    """Configuration of the app."""

    name = "themes"
    verbose_name = _("Thema’s, begrippen, kaders en knelpunten")
