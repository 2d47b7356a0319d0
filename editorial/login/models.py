"""The second factors of the accounts, under a Dutch name."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _


class SecondFactor(Authenticator):
    """What somebody proves with who they are, beside a password: an app, or recovery codes."""

    class Meta:
        proxy = True
        verbose_name = _("tweede stap")
        verbose_name_plural = _("tweede stappen")

    def __str__(self):
        return f"{self.user}: {self.get_type_display()}"
