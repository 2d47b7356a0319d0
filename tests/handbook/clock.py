"""A clock that moves only when it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo


class Clock:
    """The moment that the whole portal takes for now."""

    def __init__(self, start: str) -> None:
        self.now = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))

    def forward(self, **some: int) -> None:
        """Let some time pass, such as minutes=5."""
        self.now += timedelta(**some)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Within this it is the moment of the clock for whoever asks Django or Python."""
        with patch("django.utils.timezone.now", lambda: self.now), patch("time.time", lambda: self.now.timestamp()):
            yield
