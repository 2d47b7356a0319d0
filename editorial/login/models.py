"""The second factors of the accounts, under a Dutch name."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

KINDS = {
    Authenticator.Type.TOTP: _("app met codes"),
    Authenticator.Type.WEBAUTHN: _("passkey"),
    Authenticator.Type.RECOVERY_CODES: _("herstelcodes"),
}


class SecondFactor(Authenticator):
    """What somebody proves with who they are, beside a password: an app, a passkey, or recovery codes."""

    class Meta:
        proxy = True
        verbose_name = _("tweede stap")
        verbose_name_plural = _("tweede stappen")

    def __str__(self):
        return f"{self.user}: {KINDS[self.type]}"

    @property
    def name(self):
        """What somebody calls a passkey; an app has no name."""
        return self.data.get("name", "")
