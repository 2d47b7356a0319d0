"""A clock that a script sets by hand, so that two runs, or two databases, get the same times."""

import datetime
import itertools
import secrets
import time

from django.utils import timezone

START = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
TICK = 0.001  # seconds between two readings of the clock


class Clock:
    """The current time, which only passes when it is read or moved."""

    def __init__(self):
        self.seconds = START.timestamp()

    def time(self):
        self.seconds += TICK
        return self.seconds

    def now(self):
        return datetime.datetime.fromtimestamp(self.time(), datetime.UTC)

    def wait(self, **duration):
        """Let time pass, as in `wait(hours=2)`."""
        self.seconds += datetime.timedelta(**duration).total_seconds()


def install():
    """Replace the real clock, and number the tokens; before Django loads the models."""
    clock, numbers = Clock(), itertools.count(1)
    time.time, timezone.now = clock.time, clock.now
    secrets.token_urlsafe = lambda size=32: f"token-van-de-proef-{next(numbers)}".ljust(size, "x")
    return clock
