"""The app's name on the screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MunicipalitiesConfig(AppConfig):
    """Configuration of the app."""

    name = "municipalities"
    verbose_name = _("Gemeenten")
