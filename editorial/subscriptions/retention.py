"""How long is remembered who follows what."""

from django.db import transaction

from editorial.submissions.form_querysets import UNCONFIRMED_PERIOD

from .models import Follower, Subscription


def erase_unconfirmed(now):
    """Erase what nobody confirmed in time, and addresses of which nothing is left; safe to repeat.

    Returns: how many subscriptions were erased.
    """
    erased = Subscription.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED_PERIOD).delete()[0]
    with transaction.atomic():  # who asks for another at this moment, waits for the lock or is seen after it
        idle = Follower.objects.filter(pk__in=Follower.objects.without_subscriptions().values("pk"))
        locked = [follower.pk for follower in idle.select_for_update()]
        Follower.objects.without_subscriptions().filter(pk__in=locked).delete()
    return erased
