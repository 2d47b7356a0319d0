"""The app of questions to municipalities."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.questions"
    verbose_name = _("Redactie")
