"""Model for the records that `load_content` wrote."""

from django.db import models

DUMPED = "dump:"


class LoadedQuerySet(models.QuerySet):
    """QuerySet methods for loaded records."""

    def from_fixtures(self):
        """Records loaded from the files of the portal, not from a dump."""
        return self.exclude(kind__startswith=DUMPED)


class LoadedRecord(models.Model):
    """Digest of the values that `load_content` last wrote for a record, to recognise an editor's change by.

    kind: the name of the kind, after "dump:" if a dump wrote it: what a release brings must not undo that.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)

    objects = LoadedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_record_once")]

    def __str__(self):
        return f"{self.kind} {self.key}"
