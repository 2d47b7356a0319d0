"""Functions to request, confirm, change and end a subscription."""

import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.encryption import encrypt
from core.signed_links import stop_token, token_hash
from editorial.outbox.models import Mail
from editorial.outbox.queue import cancel_unsent, erase_mails_to, queue_mail
from editorial.revisions.history.models import PublicChange
from editorial.submissions.form_querysets import UNCONFIRMED_PERIOD

from .models import Follower, Subscription, next_day

MAX_FOLLOWED = 50  # selections by one follower: somebody who wants more, wants all of it, or the feed
MAX_UNCONFIRMED = 10  # requests that wait, to one mailbox


class TooManySubscriptions(Exception):
    """Raised when a follower has MAX_FOLLOWED confirmed subscriptions already."""


def has_many_requests(address):
    """Whether MAX_UNCONFIRMED requests to a mailbox wait to be confirmed, so that it gets no more mails."""
    since = timezone.now() - UNCONFIRMED_PERIOD
    return Subscription.objects.unconfirmed_of(address, since).count() >= MAX_UNCONFIRMED


def request_subscription(address, selection, frequency, digest=""):
    """Save an unconfirmed subscription to a selection, with its confirmation mail.

    Args: address; selection; frequency; digest, the hash of the sent form, by which it is saved once.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        follower = Follower.objects.lock_of(address)
        fields = {"selection": selection, "frequency": frequency, "form_digest": digest, "address": encrypt(address)}
        follower.subscriptions.create(token_hash=token_hash(token), **fields)
        link = settings.PORTAL_URL + reverse("subscriptions:confirm", args=[token])
        text = _(
            "Goedendag,\n\nIemand vroeg om op dit adres te horen wat er op de inspiratiemarkt verandert. Was u dat?"
            " Open dan deze pagina en kies ‘Bevestig’:\n%(link)s\n\nWas u het niet? Doe dan niets. Wij mailen u niet"
            " meer en wissen uw adres na zeven dagen.\n\nDe redactie van de inspiratiemarkt\n%(portal)s\n"
        )
        text %= {"link": link, "portal": settings.PORTAL_URL}
        queue_mail(Mail.Kind.CONFIRMATION, address, _("Bevestig dat u de inspiratiemarkt wilt volgen"), text)


def confirm(subscription):
    """Confirm a subscription, for changes from now on; an earlier one to the same selection is continued instead.

    So the links in earlier mails still end it.
    Returns: the confirmed subscription; the given one when it was confirmed or erased meanwhile.
    Raises: TooManySubscriptions.
    """
    now = timezone.now()
    with transaction.atomic():
        follower = Follower.objects.select_for_update().filter(pk=subscription.follower_id).first()
        requested = Subscription.objects.filter(follower=follower, pk=subscription.pk).first()
        if requested is None or requested.confirmed_at:
            return subscription
        confirmed = follower.subscriptions.confirmed()
        before = (
            confirmed.filter(selection=requested.selection).select_for_update().first()
        )  # a run may tell it news now
        if before:
            requested.delete()
            before.token_hash = requested.token_hash
        elif confirmed.count() >= MAX_FOLLOWED:
            raise TooManySubscriptions
        else:
            requested.seen = PublicChange.objects.values_list("pk", flat=True).first() or 0
        followed = before or requested
        follower.address = requested.address or follower.address
        follower.save(update_fields=["address"])
        followed.confirmed_at, followed.frequency = now, requested.frequency
        followed.form_digest = followed.address = ""
        followed.due_on = next_day(followed.frequency, timezone.localdate(now))
        followed.save()
        return followed


def change_frequency(subscription, frequency):
    """Change how often a follower gets a mail about a subscription, from now on."""
    subscription.frequency = frequency
    subscription.due_on = next_day(frequency, timezone.localdate())
    subscription.save(update_fields=["frequency", "due_on"])


def unsubscribe(subscriptions):
    """End subscriptions of one follower and cancel their unsent mails; with the last one the address is erased,
    also from the mails that were sent.

    Unconfirmed subscriptions do not count: they are deleted with the address.
    """
    with transaction.atomic():
        subscriptions = list(subscriptions)
        keys = {subscription.follower_id for subscription in subscriptions}
        for follower in Follower.objects.select_for_update().filter(pk__in=keys):
            for subscription in subscriptions:
                cancel_unsent(Mail.Kind.FOLLOW, follower.email, stop_headers(subscription.pk))
            follower.subscriptions.filter(pk__in=[subscription.pk for subscription in subscriptions]).delete()
            if not follower.subscriptions.confirmed().exists():
                cancel_unsent(Mail.Kind.FOLLOW, follower.email)
                erase_mails_to([follower.email], is_waiting_too=False)  # the outbox names whom it mailed
                follower.delete()


def stop_url(key):
    """Return the full URL that ends one subscription."""
    return settings.PORTAL_URL + reverse("subscriptions:stop", args=[stop_token(key)])


def stop_headers(key):
    """Return the headers with which a mail program ends one subscription in one click (RFC 8058): a dict."""
    return {"List-Unsubscribe": f"<{stop_url(key)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def erase_follower(follower):
    """Erase a follower with their subscriptions and mails, at their request."""
    with transaction.atomic():
        cancel_unsent(Mail.Kind.FOLLOW, follower.email)
        erase_mails_to([follower.email])
        Follower.objects.filter(pk=follower.pk).delete()
