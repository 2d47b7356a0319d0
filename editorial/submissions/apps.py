"""The app of submissions by visitors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.submissions"
    verbose_name = _("Redactie")
