"""The generation of the content, one row that every change of what visitors see moves on; and which pages are read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .daily_counts import DailyCount


class Generation(models.Model):
    """One row, with the number of the last change to what visitors see.

    due: when that next changes by itself, in microseconds.
    """

    number = models.BigIntegerField(default=0)
    due = models.BigIntegerField(null=True)

    def __str__(self):
        return str(self.number)


class PageUse(DailyCount):
    """How often a page was read on a day; never by whom, from where or with what."""

    path = models.CharField(_("pagina"), max_length=200, help_text=_("Het adres, zonder de keuzes erachter."))

    class Meta:
        verbose_name = _("gelezen pagina")
        verbose_name_plural = _("gelezen pagina’s")
        ordering = ["-day", "-times", "path"]
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="page_use_once_a_day")]

    def __str__(self):
        return self.path
