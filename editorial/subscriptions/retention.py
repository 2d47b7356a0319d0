"""How long is remembered who follows what."""

from .models import UNCONFIRMED_PERIOD, Follower, Subscription


def erase_unconfirmed(now):
    """Erase what nobody confirmed in time, and addresses of which nothing is left; safe to repeat.

    Returns: how many subscriptions were erased.
    """
    erased = Subscription.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED_PERIOD).delete()[0]
    Follower.objects.without_subscriptions().delete()
    return erased
