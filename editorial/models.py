"""What the editors' desk remembers beside the content itself."""

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


from .contributing.models import Addition, Attempt, Submission  # noqa: E402, F401
from .freshness.models import CheckRequest, ContactAgreement, Digest  # noqa: E402, F401
from .importing.models import SheetImport  # noqa: E402, F401
from .login.models import SecondFactor  # noqa: E402, F401
from .versions.models import Version  # noqa: E402, F401 (makes the model known)
