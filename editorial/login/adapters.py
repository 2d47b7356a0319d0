"""What allauth does our way: the log of failed logins, the same answer to each of them, and Dutch sentences."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from editorial.audit.notes import note

logger = logging.getLogger(__name__)


class DeskAccounts(DefaultAccountAdapter):
    """Accounts that an administrator makes: nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("De gebruikersnaam of het wachtwoord klopt niet."),
        "too_many_login_attempts": _("U hebt te vaak iets fout ingevuld. Wacht vijf minuten en probeer het opnieuw."),
        "rate_limited": _("U hebt te vaak iets fout ingevuld. Wacht vijf minuten en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, *args, **kwargs):
        """No messages: our pages say what happened."""

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
        note(request, _("inloggen"))

    def authentication_failed(self, request, **credentials):
        """Note that somebody was refused; what was typed is not kept, unless it is a name we know."""
        known = get_user_model().objects.filter(username=credentials.get("username", "")[:150]).first()
        note(request, _("inloggen"), result="refused", actor=known.username if known else "")
        logger.warning("Failed login from %s", self.get_client_ip(request))


class DeskSecondFactors(DefaultMFAAdapter):
    """How an authenticator app shows our accounts."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet. Wacht op een nieuwe code in uw app en vul die in."),
    }

    def get_totp_issuer(self):
        return "Inspiratiemarkt"

    def get_totp_label(self, user):
        return user.get_username()
