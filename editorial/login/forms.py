"""The forms of logging in."""

import logging

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class NameAndPassword(LoginForm):
    """The first step."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Gebruikersnaam")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class CodeForm:
    """Asks for a code in a field that can be pasted into, and that phones fill in; notes each wrong one."""

    label = _("Code van 6 cijfers")
    help_text = _("De code uit uw app. Plakken mag.")
    mode = "numeric"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = self.label, self.help_text
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": self.mode}

    def clean_code(self):
        try:
            return super().clean_code()
        except ValidationError:
            logger.warning("Refused second factor of %r", self.user.get_username())
            raise


class SecondStep(CodeForm, AuthenticateForm):
    """The second step: a code of the app, or a recovery code."""

    label = _("Code")
    help_text = _("De 6 cijfers uit uw app. Plakken mag. Hebt u uw app niet? Vul een herstelcode in.")


class NewSecondStep(CodeForm, ActivateTOTPForm):
    """Shows that the app was set up well."""
