"""Retention of followers and their subscriptions."""

from django.db import transaction

from editorial.submissions.form_querysets import UNCONFIRMED_PERIOD

from .models import Follower, Subscription


def erase_unconfirmed(now):
    """Delete subscriptions that were not confirmed in time, and followers without any subscription; safe to repeat.

    Returns: the number of deleted subscriptions.
    """
    erased = Subscription.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED_PERIOD).delete()[0]
    with transaction.atomic():  # a new subscription meanwhile waits for the lock, or is seen after it
        idle = Follower.objects.filter(pk__in=Follower.objects.without_subscriptions().values("pk"))
        locked = [follower.pk for follower in idle.select_for_update()]
        Follower.objects.without_subscriptions().filter(pk__in=locked).delete()
    return erased
