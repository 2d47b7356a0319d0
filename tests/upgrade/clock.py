"""A clock that a script sets by hand, so that what it makes on two days, or on two databases, is the same."""

import datetime
import itertools
import secrets
import time

from django.utils import timezone

START = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
TICK = 0.001  # seconds between two looks at the clock


class Clock:
    """The time of now, which only passes when somebody looks at it or lets it pass."""

    def __init__(self):
        self.seconds = START.timestamp()

    def time(self):
        self.seconds += TICK
        return self.seconds

    def now(self):
        return datetime.datetime.fromtimestamp(self.time(), datetime.UTC)

    def wait(self, **duration):
        """Let some time pass, as in `wait(hours=2)`."""
        self.seconds += datetime.timedelta(**duration).total_seconds()


def install():
    """Put the clock in place of the real one, and count the tokens; before Django loads the models."""
    clock, numbers = Clock(), itertools.count(1)
    time.time, timezone.now = clock.time, clock.now
    secrets.token_urlsafe = lambda size=32: f"token-van-de-proef-{next(numbers)}".ljust(size, "x")
    return clock
