"""Coverage figures of each month, for the yearly report."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MonthlyCoverage(models.Model):
    """The figures of one month, as they were on the last day on which they were counted.

    month: its first day. figures: as `initiatives.coverage.figures.Coverage.as_figures()` gives them; a figure that
    came later is not in those of before.
    """

    month = models.DateField(_("maand"), unique=True, help_text=_("De eerste dag van de maand."))
    counted_at = models.DateTimeField(_("geteld op"), help_text=_("Wanneer dit voor het laatst is geteld."))
    figures = models.JSONField(_("cijfers"), default=dict, help_text=_("Wat er toen was."))

    class Meta:
        verbose_name = _("dekking in een maand")
        verbose_name_plural = _("dekking per maand")
        ordering = ["-month"]

    def __str__(self):
        return f"{self.month:%Y-%m}"
