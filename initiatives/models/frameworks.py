"""The rules that an initiative is related to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from themes.models import Framework


class HasFrameworks(models.Model):
    """Something that is related to the rules of its own time, and to rules that came later."""

    frameworks = models.ManyToManyField(
        Framework,
        verbose_name=_("kaders"),
        related_name="initiatives",
        blank=True,
        help_text=_("De regels waar dit initiatief mee samenhangt."),
    )
    later_frameworks = models.ManyToManyField(
        Framework,
        verbose_name=_("latere kaders"),
        related_name="later_for",
        blank=True,
        help_text=_("Regels die er later bij kwamen of nu gelden. Het initiatief is er niet op gebaseerd."),
    )

    class Meta:
        abstract = True
