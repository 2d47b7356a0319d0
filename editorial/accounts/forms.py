"""Login forms: those of allauth with Dutch labels, each under the name that it has there."""

import json
import logging

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.fields import LineField
from editorial.audit.log import record

from . import second_factor

logger = logging.getLogger(__name__)
MALFORMED = (AttributeError, LookupError, TypeError, ValueError)  # raised by a credential that no browser would send
NO_PASSWORD = _("Vul uw wachtwoord in.")


class LoginForm(account_forms.LoginForm):
    """Form for the first step of the login: a username and a password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Gebruikersnaam")
        self.fields["login"].error_messages["required"] = _("Vul uw gebruikersnaam in.")
        self.fields["password"].error_messages["required"] = NO_PASSWORD
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """Form that asks for the password again, to confirm that it is still the same person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = NO_PASSWORD
        self.fields["password"].widget.attrs.pop("placeholder", None)


def record_refusal(user):
    """Log that a second factor was refused, and record it in the audit log."""
    logger.warning("Refused second factor of %r", user.get_username())
    record(context.request, _("tweede stap"), result="refused", actor=user.get_username())


class CodeFormMixin:
    """Mixin for a form with a code, which can be pasted or autofilled; each wrong code is recorded in the audit log."""

    label = _("Code van 6 cijfers")
    help_text = _("De code uit uw app. Plakken mag.")
    input_mode = "numeric"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = self.label, self.help_text
        field.error_messages["required"] = _("Vul de code in.")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": self.input_mode}

    def clean_code(self):
        try:
            return super().clean_code()
        except ValidationError:
            record_refusal(self.user)
            raise


class AuthenticateForm(CodeFormMixin, mfa_forms.AuthenticateForm):
    """Form for the second step of the login: a code of the app, or a recovery code."""

    label = _("Code")
    help_text = _("De 6 cijfers uit uw app. Plakken mag. Heeft u uw app niet? Vul een herstelcode in.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not second_factor.has_app(self.user):
            self.fields["code"].label = _("Herstelcode")
            self.fields["code"].help_text = _("Een van de codes die u bewaarde. Plakken mag.")

    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not second_factor.use_code(self.authenticator, code):
            record_refusal(self.user)
            raise get_adapter().validation_error("incorrect_code")
        return code


class ActivateTOTPForm(CodeFormMixin, totp_forms.ActivateTOTPForm):
    """Form to activate an authenticator app with its first code."""


class PasskeyNameForm(forms.Form):
    """Form for the name of a passkey."""

    name = LineField(
        label=_("Naam van de passkey"),
        max_length=60,
        help_text=_("Waaraan u de passkey herkent, zoals: telefoon van het werk. Hoogstens 60 tekens."),
        error_messages={"required": _("Vul een naam in.")},
    )


class AddWebAuthnForm(PasskeyNameForm, webauthn_forms.AddWebAuthnForm):
    """Form to add a passkey that the browser just created; without a name it is saved too, or it would be lost."""

    error_message = _("De passkey is niet toegevoegd. Probeer het opnieuw.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["credential"].error_messages = dict.fromkeys(["required", "invalid"], self.error_message)

    def clean(self):
        try:
            if "\\u" in json.dumps(self.cleaned_data.get("credential"), allow_nan=False):
                raise ValueError  # a browser sends ASCII only; PostgreSQL cannot store all the rest
            return super().clean()
        except (ValidationError, *MALFORMED):
            raise ValidationError(self.error_message) from None


class EditWebAuthnForm(PasskeyNameForm, webauthn_forms.EditWebAuthnForm):
    """Form to rename a passkey."""


class AuthenticateWebAuthnForm(webauthn_forms.AuthenticateWebAuthnForm):
    """Form for the second step of the login with a passkey."""

    error_message = _("Deze passkey werkt niet voor uw account. Probeer het opnieuw.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages = dict.fromkeys(["required", "invalid"], self.error_message)

    def clean_credential(self):
        try:
            return super().clean_credential()
        except (ValidationError, *MALFORMED) as error:
            record_refusal(self.user)
            if getattr(error, "code", "") == "too_many_login_attempts":
                raise
            raise ValidationError(self.error_message) from None
