"""Asking municipalities: somebody to ask, the day of today, and the link in the last mail."""

import datetime

from django.conf import settings
from django.core import mail
from django.core.management import call_command

from editorial.reviews.models import ContactAgreement

from . import make

TODAY = datetime.date(2026, 11, 24)
MAILBOX = "wonen@zwolle.example"


def at(monkeypatch, day):
    """Make it noon on a day, for us and for the signer of links."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    monkeypatch.setattr("django.core.signing.time.time", noon.timestamp)


def agreed(mailbox=MAILBOX, **fields):
    """An initiative that is due, of a municipality that agreed to be asked."""
    known = {"title": "Taalcoaches", "contact_email": mailbox, "next_check": TODAY, "as_of": "2025-07"}
    made = make.initiative(**known | fields)
    ContactAgreement.objects.create(initiative=made, mailbox=mailbox, agreed_on=TODAY)
    return made


def send():
    call_command("send_reminders", verbosity=0)


def link():
    """The path in the last mail."""
    start = f"{settings.PORTAL_URL}/controle/"
    return next(line for line in mail.outbox[-1].body.splitlines() if line.startswith(start))[
        len(settings.PORTAL_URL) :
    ]
