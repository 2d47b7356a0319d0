"""System check for a portal without a mail server, and a guard for commands that mail."""

from django.core.checks import Warning as CheckWarning
from django.core.checks import register
from django.core.management import CommandError

from .sending import can_mail

NO_MAIL_SERVER = "EMAIL_HOST is empty: the portal sends no mail, and its forms take in nothing that needs one."


@register("start")
def mail_server(app_configs=None, **kwargs):
    """System check: return a warning when there is no mail server."""
    return [] if can_mail() else [CheckWarning(NO_MAIL_SERVER, hint="Set EMAIL_HOST.", id="outbox.W001")]


def require_mail_server():
    """Raise CommandError when there is no mail server, for commands that mail."""
    if not can_mail():
        raise CommandError(NO_MAIL_SERVER)
