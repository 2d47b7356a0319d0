"""A clock that only moves by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo


class Clock:
    """The current time of the whole portal."""

    def __init__(self, start: str) -> None:
        self.now = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))

    def forward(self, **duration: int) -> None:
        """Let time pass, as in `forward(minutes=5)`."""
        self.now += timedelta(**duration)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Within this Django and Python have the time of the clock."""
        with patch("django.utils.timezone.now", lambda: self.now), patch("time.time", lambda: self.now.timestamp()):
            yield
