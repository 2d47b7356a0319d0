"""What `load_content` wrote before."""

from django.db import models


class LoadedRecord(models.Model):
    """What `load_content` last wrote for a record, so that it never overwrites an editor's change."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_record_once")]

    def __str__(self):
        return f"{self.kind} {self.key}"
