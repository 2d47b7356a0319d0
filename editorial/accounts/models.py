"""Models that belong to an account: second factors, and the municipalities that a submitter writes for."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality

KINDS = {
    Authenticator.Type.TOTP: _("app met codes"),
    Authenticator.Type.WEBAUTHN: _("passkey"),
    Authenticator.Type.RECOVERY_CODES: _("herstelcodes"),
}


class SecondFactor(Authenticator):
    """A second factor of a user: an authenticator app, a passkey, or recovery codes."""

    class Meta:
        proxy = True
        verbose_name = _("tweede stap")
        verbose_name_plural = _("tweede stappen")

    def __str__(self):
        return f"{self.user}: {KINDS[self.type]}"

    @property
    def name(self):
        """The name that the user gave a passkey; an app has none."""
        return self.data.get("name", "")


class MunicipalityAccess(models.Model):
    """A municipality that a user writes drafts for."""

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
