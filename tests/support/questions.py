"""Asking a municipality something, the way a person would."""

import re

from .mails import deliver
from .submission_forms import shown

ASKER = "vrager@tiel.example"
MAILBOX = "samenleven@zwolle.example"
WORDS = "Hoe vond u de vrijwilligers?"


def ask_path(initiative):
    """The path of the form about an initiative."""
    return f"/vraag/over/{initiative.slug}/"


def question_data(**changes):
    """What a visitor fills in."""
    return {"text": WORDS, "email": ASKER, "consent": "on", "shown": shown()} | changes


def mailed_path():
    """The path of the link in the last mail."""
    return re.search(r"/vraag/[\w-]+/", deliver()[-1].body)[0]


def ask(client, initiative, **changes):
    """Ask something and confirm it; returns the path of the page that follows it."""
    client.post(ask_path(initiative), question_data(**changes))
    path = mailed_path()
    client.post(path)
    return path
