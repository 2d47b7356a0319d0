"""Rate limit: requests of one network in a minute, counted in memory by each process, so reading writes nothing."""

import time
from collections import Counter
from threading import Lock

LIMIT, SECONDS = 600, 60
MAX_COUNTED = 50_000


class RateLimit:
    """The requests of the current minute; nobody's address outlives it."""

    def __init__(self):
        self._lock, self._window, self._counts = Lock(), 0, Counter()

    def take(self, who):
        """Count a request.

        Returns: how many are left, below 0 when this is one too many, and in how many seconds it starts anew.
        """
        now = time.time()
        with self._lock:
            if int(now // SECONDS) != self._window or len(self._counts) > MAX_COUNTED:
                self._window, self._counts = int(now // SECONDS), Counter()
            self._counts[who] += 1
            return LIMIT - self._counts[who], SECONDS - int(now % SECONDS)


rate_limit = RateLimit()
