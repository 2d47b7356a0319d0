"""The app's name on the screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Configuration of the app."""

    name = "pages"
    verbose_name = _("Bladzijden en menu")
