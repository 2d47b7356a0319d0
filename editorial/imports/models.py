"""Models for imports: the rows, and the values from before, for undo."""

from collections import Counter

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models import new_token
from municipalities.models import Municipality

from .mapping import Choices
from .pointers import lines_of
from .reading import Table
from .rows import ImportRow, Outcome

IMPORTABLE = [Outcome.NEW, Outcome.CHANGED, Outcome.DRAFT]


class SheetExport(models.Model):
    """A sheet with so many initiatives that it is written in the background; its file is not for visitors.

    keys: the primary keys of the initiatives, in JSON.
    """

    folder = "werkbladen"  # of the storage

    token = models.CharField(max_length=32, unique=True, editable=False, default=new_token)
    keys = models.JSONField(editable=False)
    created_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("door"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    written_at = models.DateTimeField(_("klaar op"), null=True, editable=False)

    class Meta:
        verbose_name = _("werkblad")
        verbose_name_plural = _("werkbladen")
        ordering = ["-created_at"]

    def __str__(self):
        return _("Werkblad van %(n)d initiatieven") % {"n": len(self.keys)}

    @property
    def stored_name(self):
        """The name of its file in the storage."""
        return f"{self.folder}/{self.token}.xlsx"


class SheetImport(models.Model):
    """A file that was read: its rows as JSON (`import_rows` has them typed), how many have each outcome, and its state.

    made_tags: the primary keys of the keywords that it created. table: the file as it was read, `reading.Table`; after
    the import only the rows that stayed behind. choices: what the editor decided about it, `mapping.Choices`.
    """

    class State(models.TextChoices):
        """State of the import."""

        COLUMNS = "columns", _("kolommen kiezen")
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
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("De gemeente die dit bestand stuurde. Van haar onthouden wij welke kolom wat is."),
    )
    applied_at = models.DateTimeField(_("geïmporteerd op"), null=True, editable=False)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True, editable=False)
    rows = models.JSONField(default=list, editable=False, encoder=DjangoJSONEncoder)
    counts = models.JSONField(default=dict, editable=False)
    table = models.JSONField(default=dict, editable=False)
    choices = models.JSONField(default=dict, editable=False)
    made_tags = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self):
        return self.file_name

    @property
    def needs_columns(self):
        """Whether nobody has said yet which column is what."""
        return self.state == self.State.COLUMNS

    @property
    def is_open(self):
        """Whether it can still be imported."""
        return self.state in OPEN

    @property
    def import_rows(self):
        """The rows, each an `ImportRow`; setting them counts their outcomes too."""
        return [ImportRow.from_json(stored) for stored in self.rows]

    @import_rows.setter
    def import_rows(self, rows):
        self.rows = [row.to_json() for row in rows]
        self.counts = dict(Counter(row.outcome for row in rows))

    @property
    def source_table(self):
        """The file as it was read, a `Table`; None for an import of an earlier release, which did not store it."""
        return Table.from_json(self.table) if self.table else None

    @source_table.setter
    def source_table(self, table):
        self.table = table.to_json()

    def forget_imported(self):
        """Delete the imported rows from the stored file, with their lines of other sheets."""
        if not self.table:
            return
        left = [row for row in self.import_rows if row.outcome not in IMPORTABLE]
        belonging = lines_of(self.source_table, self.editor_choices, left) if "parts" in self.table else {}
        first = {row.line for row in left if not row.sheet}
        self.table["lines"] = [line for line in self.table["lines"] if line[0] in first]
        for part, other in self.table.get("parts", {}).items():
            other["lines"] = [line for line in other["lines"] if line[0] in belonging[part]]

    @property
    def editor_choices(self):
        """Choices of the editor about the file, a `Choices`."""
        return Choices(**self.choices)

    @editor_choices.setter
    def editor_choices(self, choices):
        self.choices = choices.to_json()

    @property
    def summary(self):
        """Number of rows by `Outcome`, in words."""
        return ", ".join(f"{self.counts.get(outcome, 0)} {outcome.label}" for outcome in Outcome)

    @property
    def importable_count(self):
        """Number of rows that can be written."""
        return sum(self.counts.get(outcome, 0) for outcome in IMPORTABLE)

    @property
    def draft_count(self):
        """Number of rows that become a draft of a published initiative."""
        return self.counts.get(Outcome.DRAFT, 0)

    @property
    def error_count(self):
        """Number of rows that cannot be written."""
        return self.counts.get(Outcome.ERROR, 0)


OPEN = {SheetImport.State.COLUMNS, SheetImport.State.CHECKED}
