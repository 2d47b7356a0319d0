"""Classification of mail errors: caused by the server or by the mail, final or not, and in plain words."""

import socket
import ssl
from email.errors import MessageError
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from core.encryption import DecryptionError

REFUSALS = (SMTPRecipientsRefused, SMTPDataError)  # the server works, and does not want this mail
UNSENDABLE = (ValueError, TypeError, LookupError, MessageError, DecryptionError)  # no server can send it as it is
FAILURES = (OSError, ImproperlyConfigured, *UNSENDABLE)


def is_of_server(error):
    """Whether the error is the server's, so that the next mail would fail as well."""
    return not isinstance(error, (*REFUSALS, *UNSENDABLE))


def is_final(error):
    """Whether no later attempt can succeed; a server says so with a code of 500 or more."""
    return isinstance(error, UNSENDABLE) or (isinstance(error, REFUSALS) and _code(error) >= 500)


def is_refusal(error):
    """Whether the mailbox refuses our mail for good: it is gone, or its owner blocks us."""
    return isinstance(error, SMTPRecipientsRefused) and is_final(error)


def in_words(error):
    """Return why a mail was not sent, in Dutch for an administrator, without mail addresses."""
    return next(text() for kinds, text in _WORDS if isinstance(error, kinds)) % {"code": _code(error)}


def _code(error):
    """The code in the answer of the server; 0 when there was none."""
    if isinstance(error, SMTPRecipientsRefused):
        return max((code for code, _text in error.recipients.values()), default=0)
    return getattr(error, "smtp_code", 0)


_WORDS = [  # the first that fits
    (SMTPRecipientsRefused, lambda: _("De mailserver weigert dit adres (code %(code)d).")),
    (SMTPDataError, lambda: _("De mailserver weigert deze mail (code %(code)d).")),
    (SMTPSenderRefused, lambda: _("De mailserver weigert ons als afzender (code %(code)d).")),
    (SMTPAuthenticationError, lambda: _("De mailserver weigert onze naam of ons wachtwoord (code %(code)d).")),
    (SMTPNotSupportedError, lambda: _("De mailserver kan niet wat EMAIL_USE_TLS of EMAIL_HOST_USER vraagt.")),
    ((SMTPConnectError, SMTPHeloError), lambda: _("De mailserver neemt nu niets aan (code %(code)d).")),
    (SMTPServerDisconnected, lambda: _("De mailserver antwoordt niet, of verbrak de verbinding.")),
    (TimeoutError, lambda: _("De mailserver antwoordt niet op tijd.")),
    (socket.gaierror, lambda: _("De naam van de mailserver (EMAIL_HOST) is niet te vinden.")),
    (ssl.SSLError, lambda: _("De beveiligde verbinding met de mailserver lukt niet.")),
    (ConnectionError, lambda: _("De mailserver is niet bereikbaar.")),
    (DecryptionError, lambda: _("De mail is geschreven met een andere SECRET_KEY en is niet meer te lezen.")),
    (UNSENDABLE, lambda: _("Het adres of het onderwerp is geen goede mail.")),
    (FAILURES, lambda: _("De mailserver, of de map waar mail in komt, werkt niet.")),
]
