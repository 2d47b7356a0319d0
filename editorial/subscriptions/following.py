"""Asking for a subscription, confirming it, and ending it."""

import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.signed_links import token_hash
from editorial.outbox.models import Mail
from editorial.outbox.queue import cancel_unsent, erase_mails_to, queue_mail
from editorial.revisions.history.models import PublicChange

from .models import Follower, Subscription, next_day


def ask(address, selection, frequency):
    """Save that somebody asked to follow a selection, with the mail to confirm it."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        follower = Follower.objects.of_address(address)
        follower.save()
        follower.subscriptions.create(selection=selection, frequency=frequency, token_hash=token_hash(token))
        link = settings.PORTAL_URL + reverse("subscriptions:confirm", args=[token])
        text = _(
            "Goedendag,\n\nIemand vroeg om op dit adres te horen wat er op de inspiratiemarkt verandert. Was u dat?"
            " Open dan deze pagina en kies ‘Bevestig’:\n%(link)s\n\nWas u het niet? Doe dan niets. Wij mailen u niet"
            " meer en wissen uw adres na zeven dagen.\n\nDe redactie van de inspiratiemarkt\n%(portal)s\n"
        )
        text %= {"link": link, "portal": settings.PORTAL_URL}
        queue_mail(Mail.Kind.CONFIRMATION, address, _("Bevestig dat u de inspiratiemarkt wilt volgen"), text)


def confirm(subscription):
    """Let it begin, with what changes from now on; one for the same selection that was there already gives way."""
    now = timezone.now()
    with transaction.atomic():
        Follower.objects.select_for_update().get(pk=subscription.follower_id)
        same = Subscription.objects.confirmed().filter(
            follower=subscription.follower_id, selection=subscription.selection
        )
        before = same.exclude(pk=subscription.pk).first()
        last = PublicChange.objects.values_list("pk", flat=True).first() or 0
        seen = before.seen if before else last
        same.exclude(pk=subscription.pk).delete()
        Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(
            confirmed_at=now, seen=seen, due_on=next_day(subscription.frequency, timezone.localdate(now))
        )


def change_frequency(subscription, frequency):
    """Let a follower hear more or less often, from now on."""
    subscription.frequency = frequency
    subscription.due_on = next_day(frequency, timezone.localdate())
    subscription.save(update_fields=["frequency", "due_on"])


def end(subscriptions):
    """End some subscriptions of one follower; with the last one their address is erased."""
    with transaction.atomic():
        follower = next((subscription.follower for subscription in subscriptions), None)
        Subscription.objects.filter(pk__in=[subscription.pk for subscription in subscriptions]).delete()
        if follower and not follower.subscriptions.exists():
            cancel_unsent(Mail.Kind.FOLLOW, follower.email)
            Follower.objects.filter(pk=follower.pk).delete()


def forget(follower):
    """Erase all that is known of a follower, at their request, with what was or will be mailed to them."""
    with transaction.atomic():
        erase_mails_to([follower.email])
        Follower.objects.filter(pk=follower.pk).delete()
