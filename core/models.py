"""The content generation, one row that every change of what visitors see moves on; merges; which pages are read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .daily_counts import DailyCount
from .jobs.models import BackgroundJob, JobRun  # noqa: F401 (models of this app)


class Generation(models.Model):
    """One row, with the number of the last change to what visitors see.

    due: when that next changes by itself, in microseconds.
    """

    number = models.BigIntegerField(default=0)
    due = models.BigIntegerField(null=True)

    def __str__(self):
        return str(self.number)


class PageUse(DailyCount):
    """Number of times that a page was read on a day; never by whom, from where or with what."""

    path = models.CharField(_("pagina"), max_length=200, help_text=_("Het adres, zonder de keuzes erachter."))

    class Meta:
        verbose_name = _("gelezen pagina")
        verbose_name_plural = _("gelezen pagina’s")
        ordering = ["-day", "-times", "path"]
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="page_use_once_a_day")]

    def __str__(self):
        return self.path


class MergeQuerySet(models.QuerySet):
    """The queryset of merges."""

    def standing(self):
        """Merges that were not undone."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """Two records that became one: where the address of the one that is gone leads, and all to part them again.

    content: the row that is gone, the links that moved or were there twice, and what the survivor had before;
    after: what the survivor got instead.
    """

    model = models.CharField(_("soort"), max_length=60)
    gone_key = models.BigIntegerField()
    gone_slug = models.CharField(_("oud adres"), max_length=100, blank=True, db_index=True)
    gone_code = models.CharField(_("oude code"), max_length=30, blank=True, db_index=True)
    gone_name = models.CharField(_("verdwenen"), max_length=300)
    survivor_key = models.BigIntegerField()
    survivor_name = models.CharField(_("opgegaan in"), max_length=300)
    content = models.JSONField()
    after = models.JSONField()
    merged_at = models.DateTimeField(_("samengevoegd op"), auto_now_add=True)
    merged_by = models.CharField(_("door"), max_length=150, blank=True)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("samenvoeging")
        verbose_name_plural = _("samenvoegingen")
        ordering = ["-merged_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("merge_records", _("Mag twee records samenvoegen"))]

    def __str__(self):
        return f"{self.gone_name} → {self.survivor_name}"
