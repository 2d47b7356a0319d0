"""A mail to ERROR_MAIL_TO when something goes wrong in the portal, without anything of the person who met it.

It names the kind of error, its places in the code, the route and the number of the request in the log.
What an error says is left out, for that may repeat what somebody typed.
"""

import logging
import os
import time
from hashlib import sha256
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from .logs import chain, places, request_id, route_of
from .version import version

FOLDER = "error-mails"
PAUSE = 3600  # seconds between two mails about the same error
MAX_KINDS = 10  # within that time
STRANGERS = "django.security"  # attacks and wrong hosts: no error of the portal
logger = logging.getLogger(__name__)


class ErrorMailHandler(logging.Handler):
    """Mails each error at most once an hour for all processes together, with how often it occurred since."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.addFilter(lambda record: bool(settings.ERROR_MAIL_TO) and not record.name.startswith(STRANGERS))

    def emit(self, record):
        try:
            lines = _lines(record)
            times = _times_to_report("\n".join([record.name, *lines]))
            if times:
                Thread(target=_send, args=[_mail(record, lines, times)]).start()
        except OSError as error:  # a full disk, for one; the log has the error itself
            logger.warning("No mail about an error: %s.", error.strerror)


def _lines(record):
    """Where it went wrong; of a line without an error the text before its values were filled in."""
    if not (record.exc_info and record.exc_info[1]):
        return [f"{record.pathname}:{record.lineno} {record.msg}"]
    return [line for error in chain(record.exc_info[1]) for line in [*places(error), type(error).__name__]]


def _times_to_report(what):
    """Number of times an error occurred since the last mail about it, this time included; 0 when no mail is due.

    A file for each kind: its time is that of the last mail, and it is a byte longer for each time since.
    """
    folder, now = settings.VAR_DIR / FOLDER, time.time()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / sha256(what.encode()).hexdigest()[:32]
    mailed = {path: path.stat().st_mtime for path in folder.iterdir()}
    recent = {path for path, moment in mailed.items() if now - moment < PAUSE}
    for path in mailed.keys() - recent - {file}:
        path.unlink(missing_ok=True)
    times = (file.stat().st_size if file in mailed else 0) + 1
    is_silent = file in recent or len(recent) >= MAX_KINDS
    file.write_bytes(b"." * times if is_silent else b"")
    moment = mailed.get(file, now - PAUSE) if is_silent else now
    os.utime(file, (moment, moment))
    return 0 if is_silent else times


def _mail(record, lines, times):
    request = getattr(record, "request", None)
    number = request_id.get() or getattr(request, "request_id", None)
    facts = {
        _("Versie"): version(),
        _("Waar"): route_of(request) if request else record.name,
        _("Nummer in het logboek"): number or "–",
        _("Hoe vaak sinds de vorige mail hierover"): times,
    }
    text = "\n".join([*(f"{name}: {value}" for name, value in facts.items()), "", *lines])
    subject = _("Fout in het portaal: %s") % lines[-1][:100]
    return EmailMessage(subject, text, settings.SERVER_EMAIL, settings.ERROR_MAIL_TO)


def _send(mail):
    try:
        mail.send()
    except OSError as error:  # all of smtplib's are
        logger.warning("No mail about an error: %s.", type(error).__name__)
