"""The app of revisions: drafts beside what is live."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RevisionsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.revisions"
    verbose_name = _("Redactie")
