"""The app of the open data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    """Exports and API of every kind of record; it has no models."""

    name = "opendata"
    verbose_name = _("open data")
