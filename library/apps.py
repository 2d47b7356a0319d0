"""The app's name on the screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Configuration of the app."""

    name = "library"
    verbose_name = _("Beeld en documenten")
