"""What was imported, and what was there before, so that it can be taken back."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What happens to the initiative of a row."""

    NEW = "new", _("nieuw")
    CHANGED = "changed", _("gewijzigd")
    CONCEPT = "concept", _("gewijzigd als concept")
    UNCHANGED = "unchanged", _("ongewijzigd")
    ERROR = "error", _("fout")


WRITTEN = [Outcome.NEW, Outcome.CHANGED, Outcome.CONCEPT]


class SheetImport(models.Model):
    """A file that was read: what is in it, and what came of it.

    rows: a list of dicts: `line`, `cells` (the name of each cell), `values` (what was read), `flaws` (cell, sentence);
        from `checking.judge` also `pk`, `code`, `title`, `outcome`, `problems`, `changed` (names of columns);
        and once it is imported `before` (the old values of what changed), or `revision` (the number of the concept).
    """

    class State(models.TextChoices):
        """How far it is."""

        CHECKED = "checked", _("gecontroleerd")
        APPLIED = "applied", _("geïmporteerd")
        UNDONE = "undone", _("ongedaan gemaakt")

    file_name = models.CharField(_("bestand"), max_length=200, editable=False)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.CHECKED, editable=False)
    created_at = models.DateTimeField(_("gecontroleerd op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    applied_at = models.DateTimeField(_("geïmporteerd op"), null=True, editable=False)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True, editable=False)
    rows = models.JSONField(default=list, editable=False, encoder=DjangoJSONEncoder)
    counts = models.JSONField(default=dict, editable=False)
    made_tags = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self):
        return self.file_name

    @property
    def summary(self):
        """How many rows are new, changed, unchanged and wrong, in words."""
        return ", ".join(f"{self.counts.get(outcome, 0)} {outcome.label}" for outcome in Outcome)

    @cached_property
    def good(self):
        """How many rows would be written."""
        return sum(self.counts.get(outcome, 0) for outcome in WRITTEN)

    @property
    def concepts(self):
        """How many rows become a concept beside what is on the site."""
        return self.counts.get(Outcome.CONCEPT, 0)

    @cached_property
    def wrong(self):
        """How many rows cannot be written."""
        return self.counts.get(Outcome.ERROR, 0)

    def written(self):
        """The rows that this import wrote to the initiatives themselves."""
        return [row for row in self.rows if "before" in row]

    def drafted(self):
        """The rows that this import kept as a concept."""
        return [row for row in self.rows if "revision" in row]
