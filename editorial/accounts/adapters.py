"""The adapters of allauth: failed logins are logged and all get the same response, in Dutch."""

import logging
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import encryption
from editorial.audit.log import record

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Adapter of allauth for accounts, which only an administrator creates: nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "username_password_mismatch": _("De gebruikersnaam of het wachtwoord klopt niet."),
        "too_many_login_attempts": _("U heeft te vaak iets fout ingevuld. Wacht vijf minuten en probeer het opnieuw."),
        "rate_limited": _("U heeft te vaak iets fout ingevuld. Wacht vijf minuten en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, *args, **kwargs):
        """No flash messages: the pages themselves say what happened."""

    def get_reauthentication_methods(self, user):
        """Reauthentication is by password only."""
        return [{"id": "reauthenticate", "description": _("Wachtwoord"), "url": reverse("account_reauthenticate")}]

    def authenticate(self, request, **credentials):
        """Return the user with this name and password; an inactive account is treated as one that does not exist."""
        user = super().authenticate(request, **credentials)
        if user and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def login(self, request, user):
        """Log the user in after both steps, and record it in the audit log."""
        super().login(request, user)
        record(request, _("inloggen"))

    def authentication_failed(self, request, **credentials):
        """Record the failed login; the name that was typed is stored only when such an account exists."""
        user = get_user_model().objects.filter(username=credentials.get("username", "")[:150]).first()
        record(request, _("inloggen"), result="refused", actor=user.username if user else "")
        logger.warning("Failed login from %s", self.get_client_ip(request))


class MFAAdapter(DefaultMFAAdapter):
    """Adapter of allauth for second factors: the names in apps and passkeys, and the encryption of their secrets."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet. Gebruikt u een app? Wacht dan op een nieuwe code."),
        "unreadable": _(
            "Het portaal kan uw codes niet meer lezen. Vraag uw beheerder om uw tweede stap te verwijderen. "
            "Daarna stelt u een nieuwe in."
        ),
    }

    def get_totp_issuer(self):
        return "Inspiratiemarkt"

    def get_totp_label(self, user):
        return user.get_username()

    def generate_authenticator_name(self, user, type):
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self):
        """Passkeys are bound to the one public name of the portal."""
        return {"id": urlsplit(settings.PORTAL_URL).hostname, "name": "Inspiratiemarkt"}

    def encrypt(self, text):
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text):
        try:
            return encryption.decrypt(encrypted_text)
        except encryption.DecryptionError:
            logger.error("A second factor was stored with another SECRET_KEY. Run manage.py forget_second_factor NAME.")
            raise self.validation_error("unreadable") from None
