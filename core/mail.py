"""Mail from the desk: each recipient gets their own, and it says that no person wrote it."""

import logging
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import transaction

from .text import readable

logger = logging.getLogger(__name__)


def send(subject, text, recipient):
    """Send one mail; raises OSError when the mail server fails."""
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(" ".join(readable(subject).split()), readable(text), to=[recipient], headers=headers).send()


def send_later(subject, text, recipients):
    """Mail each recipient after the transaction is committed; a mail server that is down stops nobody."""
    if recipients:
        transaction.on_commit(lambda: _send_each(subject, text, recipients), robust=True)


def _send_each(subject, text, recipients):
    for recipient in recipients:
        try:
            send(subject, text, recipient)
        except SMTPRecipientsRefused:
            logger.warning("a mail was not sent: the server refused its address")
        except OSError as error:  # its text may hold an address, which is not for a log
            logger.error("mails were not sent: %s", type(error).__name__)
            return
