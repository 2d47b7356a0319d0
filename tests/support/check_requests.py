"""Check requests to municipalities: an initiative to ask about, the day of today, and the link in the last mail."""

import datetime
from itertools import count

from django.conf import settings
from django.core.management import call_command

from editorial.reviews.models import ContactAgreement

from . import make
from .mails import deliver

TODAY = datetime.date(2026, 11, 24)
MAILBOX = "wonen@zwolle.example"
_calls = count()


def set_today(monkeypatch, day):
    """Make it noon on a day, for Django and for the signer of links.

    Each time a little later, so that no two tests have the same generation of the content, by which a memo is known.
    """
    later = datetime.timedelta(milliseconds=next(_calls))
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC) + later
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    monkeypatch.setattr("django.core.signing.time.time", noon.timestamp)


def initiative_due(mailbox=MAILBOX, **fields):
    """An initiative of which the check is due, of a municipality that agreed to be asked."""
    defaults = {"title": "Taalcoaches", "contact_email": mailbox, "next_check": TODAY, "as_of": "2025-07"}
    initiative = make.initiative(**defaults | fields)
    ContactAgreement.objects.create(initiative=initiative, mailbox=mailbox, agreed_on=TODAY)
    return initiative


def send_reminders():
    """Run the command, and send what it put in the outbox."""
    call_command("send_reminders", verbosity=0)
    deliver()


def mailed_path():
    """The path of the link in the last mail."""
    start = f"{settings.PORTAL_URL}/controle/"
    return next(line for line in deliver()[-1].body.splitlines() if line.startswith(start))[len(settings.PORTAL_URL) :]
