"""What allauth does our way: the log of failed logins, the same answer to each of them, and Dutch sentences."""

import logging
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.audit.log import record

from .encryption import UnreadableError, seal, unseal

logger = logging.getLogger(__name__)


class DeskAccounts(DefaultAccountAdapter):
    """Accounts that an administrator makes: nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "username_password_mismatch": _("De gebruikersnaam of het wachtwoord klopt niet."),
        "too_many_login_attempts": _("U heeft te vaak iets fout ingevuld. Wacht vijf minuten en probeer het opnieuw."),
        "rate_limited": _("U heeft te vaak iets fout ingevuld. Wacht vijf minuten en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, *args, **kwargs):
        """No messages: our pages say what happened."""

    def get_reauthentication_methods(self, user):
        """Who is asked again who they are gives their password."""
        return [{"id": "reauthenticate", "description": _("Wachtwoord"), "url": reverse("account_reauthenticate")}]

    def authenticate(self, request, **credentials):
        """The account of a name and password; a closed account is like one that is not there."""
        user = super().authenticate(request, **credentials)
        if user and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def login(self, request, user):
        """Let somebody in after both steps, and note it."""
        super().login(request, user)
        record(request, _("inloggen"))

    def authentication_failed(self, request, **credentials):
        """Note that somebody was refused; what was typed is not kept, unless it is a name we know."""
        known = get_user_model().objects.filter(username=credentials.get("username", "")[:150]).first()
        record(request, _("inloggen"), result="refused", actor=known.username if known else "")
        logger.warning("Failed login from %s", self.get_client_ip(request))


class DeskSecondFactors(DefaultMFAAdapter):
    """How apps and passkeys know our accounts, and how their secrets are kept."""

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
        return seal(text)

    def decrypt(self, encrypted_text):
        try:
            return unseal(encrypted_text)
        except UnreadableError:
            logger.error("A second factor was kept with another SECRET_KEY. Run manage.py forget_second_factor NAME.")
            raise self.validation_error("unreadable") from None
