"""What is said at the start of a portal that cannot mail."""

from django.core.checks import Warning as CheckWarning
from django.core.checks import register
from django.core.management import CommandError

from .sending import can_mail

NO_MAIL_SERVER = "EMAIL_HOST is empty: the portal sends no mail, and its forms take in nothing that needs one."


@register("start")
def mail_server(app_configs=None, **kwargs):
    """Check: outside development there is a mail server."""
    return [] if can_mail() else [CheckWarning(NO_MAIL_SERVER, hint="Set EMAIL_HOST.", id="outbox.W001")]


def require_mail_server():
    """Raise CommandError in a command whose mails would wait for nothing."""
    if not can_mail():
        raise CommandError(NO_MAIL_SERVER)
