"""Following something in a test: confirmed at once, or by the form and the mail."""

import re

from django.utils import timezone

from editorial.subscriptions.following import confirm, request_subscription
from editorial.subscriptions.jobs import send_digests
from editorial.subscriptions.models import Subscription

from . import desk
from .mails import deliver
from .submission_forms import shown

ADDRESS = "volger@zwolle.example"


def follow(selection="", frequency="dag", address=ADDRESS):
    """A confirmed subscription, from what changes from now on."""
    request_subscription(address, selection, frequency)
    return confirm(Subscription.objects.order_by("-pk").first())


def publish(record, user, note="", **changes):
    """Change a published record as an editor does, and publish that."""
    desk.draft(record, user, **changes).publish(user, note)


def withdraw(record, user):
    """Take a record off the site, in the list at the desk."""
    client = desk.EditorsClient()
    client.force_login(user)
    desk.act(client, "withdraw", record, confirm="1", reason="Het bestaat niet meer.")


def run_digests():
    """Run the job on a day on which all is due; returns the mails with changes that were sent in this test."""
    Subscription.objects.confirmed().update(due_on=timezone.localdate())
    send_digests()
    return [message for message in deliver() if "List-Unsubscribe" in message.extra_headers]


def form_data(**changes):
    """What a visitor fills in who wants to follow something."""
    return {"frequency": "dag", "email": ADDRESS, "shown": shown(), **changes}


def mailed_path(text=None):
    """The path of the link to follow, in a text or in the last mail."""
    return re.search(r"(/volgen/\S+)", text or deliver()[-1].body)[1]
