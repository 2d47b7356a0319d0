"""The forms of logging in."""

import json
import logging

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.audit.log import record

from . import second_factor

logger = logging.getLogger(__name__)
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)  # what no browser would send
NO_PASSWORD = _("Vul uw wachtwoord in.")


class NameAndPassword(LoginForm):
    """The first step."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Gebruikersnaam")
        self.fields["login"].error_messages["required"] = _("Vul uw gebruikersnaam in.")
        self.fields["password"].error_messages["required"] = NO_PASSWORD
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class PasswordAgain(ReauthenticateForm):
    """Shows that it is still the same person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = NO_PASSWORD
        self.fields["password"].widget.attrs.pop("placeholder", None)


def refused(user):
    """Note that a second factor was refused."""
    logger.warning("Refused second factor of %r", user.get_username())
    record(context.request, _("tweede stap"), result="refused", actor=user.get_username())


class CodeForm:
    """Asks for a code in a field that can be pasted into, and that phones fill in; notes each wrong one."""

    label = _("Code van 6 cijfers")
    help_text = _("De code uit uw app. Plakken mag.")
    mode = "numeric"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = self.label, self.help_text
        field.error_messages["required"] = _("Vul de code in.")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": self.mode}

    def clean_code(self):
        try:
            return super().clean_code()
        except ValidationError:
            refused(self.user)
            raise


class SecondStep(CodeForm, AuthenticateForm):
    """The second step: a code of the app, or a recovery code."""

    label = _("Code")
    help_text = _("De 6 cijfers uit uw app. Plakken mag. Heeft u uw app niet? Vul een herstelcode in.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not second_factor.has_app(self.user):
            self.fields["code"].label = _("Herstelcode")
            self.fields["code"].help_text = _("Een van de codes die u bewaarde. Plakken mag.")


class NewSecondStep(CodeForm, ActivateTOTPForm):
    """Shows that the app was set up well."""


class PasskeyName(forms.Form):
    """What somebody calls a passkey."""

    name = forms.CharField(
        label=_("Naam van de passkey"),
        max_length=60,
        help_text=_("Waaraan u de passkey herkent, zoals: telefoon van het werk. Hoogstens 60 tekens."),
        error_messages={"required": _("Vul een naam in.")},
    )


class NewPasskey(PasskeyName, AddWebAuthnForm):
    """A passkey that the browser just made; it is not lost for want of a name."""

    sentence = _("De passkey is niet toegevoegd. Probeer het opnieuw.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["credential"].error_messages = dict.fromkeys(["required", "invalid"], self.sentence)

    def clean(self):
        try:
            if "\\u" in json.dumps(self.cleaned_data.get("credential"), allow_nan=False):
                raise ValueError  # a browser sends ASCII only; PostgreSQL cannot keep all the rest
            return super().clean()
        except (ValidationError, *MALFORMED):
            raise ValidationError(self.sentence) from None


class OtherName(PasskeyName, EditWebAuthnForm):
    """Another name for a passkey."""


class PasskeyStep(AuthenticateWebAuthnForm):
    """The second step with a passkey."""

    sentence = _("Deze passkey werkt niet voor uw account. Probeer het opnieuw.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages = dict.fromkeys(["required", "invalid"], self.sentence)

    def clean_credential(self):
        try:
            return super().clean_credential()
        except (ValidationError, *MALFORMED) as error:
            refused(self.user)
            if getattr(error, "code", "") == "too_many_login_attempts":
                raise
            raise ValidationError(self.sentence) from None
