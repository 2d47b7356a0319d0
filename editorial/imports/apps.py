"""The app of the import of spreadsheets."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.imports"
    verbose_name = _("Redactie")
