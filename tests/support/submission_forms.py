"""Filling in the public forms the way a person would: not too fast."""

import re
import time
from unittest.mock import patch

from editorial.submissions.spam_protection import signed_timestamp

from .mails import deliver

FORM_PATH = "/aanmelden/"
SENDER = "inzender@zwolle.example"


def shown(seconds_ago=60):
    """The signed timestamp of a form that was opened so long ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - seconds_ago):
        return signed_timestamp()


def form_data(theme, **changes):
    """What a visitor fills in; the theme by its record."""
    data = {
        "title": "Taalcafé in de bieb",
        "text": "Vrijwilligers praten elke week met nieuwkomers.",
        "theme": theme.slug,
        "for_whom": "Statushouders",
        "where": "Zwolle",
        "outcome": "Veertig mensen deden mee.",
        "source": "https://www.zwolle.example/taalcafe",
        "email": SENDER,
        "role": "Team Samenleven",
        "shown": shown(),
    }
    return data | changes


def mailed_path():
    """The path of the link in the last mail."""
    return re.search(r"(/aanmelden/\S+)", deliver()[-1].body)[1]
