"""The app's name on the screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    """Configuration of the app."""

    name = "initiatives"
    verbose_name = _("Initiatieven en inspiratiemarkt")
