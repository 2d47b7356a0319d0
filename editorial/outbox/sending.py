"""Sending of queued mails: those due go to the mail server, outside any transaction, until none is left or it fails.

At least once: a process that dies after the server took a mail and before it is recorded, leaves it to be sent again
when its claim has passed, with the same Message-ID. Otherwise a mail is sent once: its claim is one guarded update.
"""

import logging
from contextlib import closing, suppress
from threading import Lock, Thread, Timer
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import Error, connection
from django.db.models import Min
from django.utils import timezone

from . import errors
from .models import Mail

logger = logging.getLogger(__name__)
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
_requested, _running = Lock(), Lock()  # of each at most one in a process: a run that waits, and one at work
_timers = []  # at most one: the next run of this process, should no other come first


def can_mail():
    """Whether this portal has a mail server, or another backend for mail."""
    return settings.EMAIL_BACKEND != NOWHERE


class _Server:
    """The mail server during one run: connected to for the first mail."""

    def __init__(self):
        self._connection = None

    def send(self, message):
        """Send a message; raises one of errors.FAILURES."""
        if self._connection is None:
            self._connection = get_connection()
        self._connection.open()
        message.connection = self._connection
        message.send()

    def close(self):
        """Close the connection, and ignore network errors: what was sent is sent."""
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()


def send_due():
    """Send the mails that are due, one by one; when the server fails, stop and postpone the rest.

    Returns: the number that was sent, and in words why it stopped early; empty when it did not.
    """
    sent = 0
    with closing(_Server()) as server:
        while can_mail() and (mail := _claim_next()):
            error = _send(mail, server)
            sent += error is None
            if error and errors.is_of_server(error):
                Mail.objects.due().postpone()
                return sent, errors.in_words(error)
    return sent, ""


def send_soon():
    """Send the mails that are due in a non-daemon thread: the process waits for it, so that no mail is cut off."""
    if _requested.acquire(blocking=False):
        Thread(target=_send_in_thread, name="outbox").start()


def _claim_next():
    while mail := Mail.objects.due().first():
        if mail.claim():
            return mail
    return None


def _send(mail, server):
    """Send a mail and record the outcome; returns the error, if any."""
    try:
        server.send(_message(mail))
    except errors.FAILURES as error:
        mail.record_failure(errors.in_words(error), errors.is_final(error), errors.is_refusal(error))
        logger.error("Mail %s was not sent: %s", mail.pk, type(error).__name__)  # its text may hold an address
        return error
    mail.record_sent()
    return None


def _message(mail):
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": _message_id(mail), **mail.own_headers}
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html_text, "text/html")
    return message


def _message_id(mail):
    """Return the Message-ID of a mail, equal at every attempt, so that a mailbox can recognise a duplicate."""
    return f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{urlsplit(settings.PORTAL_URL).hostname}>"


def _send_in_thread():
    try:
        with _running:
            _requested.release()  # mails that are queued from now on need another run
            send_due()
            _plan_next_run()
    except Error as error:
        logger.error("The outbox could not be read or written: %s", error)
    finally:
        connection.close()


def _plan_next_run():
    """Plan a run for when the next mail is due, if this process still lives; the job `send_mails` runs in any case."""
    while _timers:
        _timers.pop().cancel()
    next_attempt = Mail.objects.unclaimed().aggregate(next=Min("next_attempt_at"))["next"]
    if next_attempt and can_mail():
        seconds = (next_attempt - timezone.now()).total_seconds()
        _timers.append(Timer(max(seconds, 1), send_soon))
        _timers[0].daemon = True
        _timers[0].start()
