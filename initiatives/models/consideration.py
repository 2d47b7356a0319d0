"""Municipalities that consider an initiative too, as visitors say."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality

from .initiative import Initiative


class Consideration(models.Model):
    """A municipality of which somebody said that it considers an initiative too: not who, and once only."""

    initiative = models.ForeignKey(Initiative, verbose_name=_("initiatief"), on_delete=models.CASCADE, related_name="+")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="+"
    )
    said_on = models.DateField(_("voor het laatst gezegd op"), default=timezone.localdate)

    class Meta:
        verbose_name = _("overweging")
        verbose_name_plural = _("overwegingen")
        ordering = ["-said_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["initiative", "municipality"], name="consideration_once")]

    def __str__(self):
        return f"{self.municipality}: {self.initiative}"
