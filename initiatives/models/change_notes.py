"""What changed in an initiative, in words for visitors."""

from datetime import date

from django.db import models
from django.utils import timezone


class HasChangeNotes(models.Model):
    """What editors told visitors when new revisions came on the site, in the row itself: every page shows it with that.

    change_notes: newest first, as {"on": a day as ISO 8601 has it, "text": what changed}.
    """

    change_notes = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    @property
    def changes(self):
        """The notes, newest first, as pairs of a date and a text."""
        return [(date.fromisoformat(note["on"]), note["text"]) for note in self.change_notes]

    def tell(self, text):
        """Keep a note of today."""
        self.change_notes = [{"on": timezone.localdate().isoformat(), "text": text}, *self.change_notes]
        self.save(update_fields=["change_notes"])
