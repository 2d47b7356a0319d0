"""The app of check requests to municipalities, and of reminders to editors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.reviews"
    verbose_name = _("Redactie")
