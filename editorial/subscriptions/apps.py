"""The app of following."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.subscriptions"
    verbose_name = _("Redactie")
