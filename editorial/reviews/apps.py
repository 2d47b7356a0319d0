"""The app of reviews: whether an initiative is still right, and what there is to do."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.reviews"
    verbose_name = _("Redactie")
