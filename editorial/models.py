"""What the editors' desk remembers beside the content itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality


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
from .presence.models import Presence  # noqa: E402, F401
from .versions.models import Version  # noqa: E402, F401 (makes the model known)


class MunicipalityAccess(models.Model):
    """A municipality that an account writes drafts for."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.CASCADE,
        help_text=_("Een inzender schrijft alleen concepten voor deze gemeenten."),
    )

    class Meta:
        verbose_name = _("gemeente van een inzender")
        verbose_name_plural = _("gemeenten van een inzender")
        constraints = [models.UniqueConstraint(fields=["user", "municipality"], name="municipality_access_once")]

    def __str__(self):
        return str(self.municipality)


from .audit.models import AuditEntry  # noqa: E402, F401 (makes the models of this part known)
