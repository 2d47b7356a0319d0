"""Change notes of an initiative, for visitors."""

from datetime import date

from django.db import models
from django.utils import timezone

from core.text import readable


class HasChangeNotes(models.Model):
    """Change notes of editors with each new revision; in the row itself, so that no page needs a query for them.

    change_notes: newest first, as {"on": a day as ISO 8601 has it, "text": what changed}.
    """

    change_notes = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    @property
    def dated_change_notes(self):
        """The notes, newest first, as pairs of a date and a text."""
        return [(date.fromisoformat(note["on"]), readable(note["text"])) for note in self.change_notes]

    def add_change_note(self, text):
        """Save a note with the date of today."""
        self.change_notes = [{"on": timezone.localdate().isoformat(), "text": text}, *self.change_notes]
        self.save(update_fields=["change_notes"])
