"""Whether the portal is well: each app declares what it looks at as `HEALTH` in its `health.py`."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from django.utils.translation import gettext as _

from core.jobs.timed import declared

logger = logging.getLogger(__name__)
OK, WARN, FAIL = "ok", "warn", "fail"  # as in the draft of application/health+json
STATES = [OK, WARN, FAIL]
MAX_AGE = 5  # seconds


@dataclass(frozen=True)
class Finding:
    """Result of a health check: its state, one Dutch sentence, and figures for the metrics by their name.

    WARN is for whoever manages the portal; FAIL says that this machine had better not be asked for pages now.
    """

    state: str
    sentence: str
    figures: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class HealthCheck:
    """Something to look at. run: returns a `Finding`, with a few short queries at most."""

    name: str
    verbose_name: str
    run: Callable[[], Finding]
    needs_database: bool = True

    def finding(self):
        """Run the check and return its finding; an error in the check itself is logged and counts as FAIL."""
        try:
            return self.run()
        except Exception as error:
            logger.exception("Health check %s failed.", self.name)
            return Finding(FAIL, _("Dit was niet na te gaan (%s).") % type(error).__name__)


@dataclass(frozen=True)
class CheckResult:
    """A check with what it found."""

    check: HealthCheck
    finding: Finding


def run_checks():
    """All checks with what they find now: a list of `CheckResult`; without a database, those that need none."""
    lines, has_database = [], True
    for check in sorted(declared("HEALTH", module="health"), key=lambda check: check.name != "database"):
        if check.needs_database and not has_database:
            finding = Finding(FAIL, _("Zonder database is dit niet na te gaan."))
        else:
            finding = check.finding()
        if check.name == "database":
            has_database = finding.state != FAIL
        lines.append(CheckResult(check, finding))
    return lines


def overall_state(lines):
    """The state of the whole."""
    return max((line.finding.state for line in lines), key=STATES.index, default=OK)


class RecentState:
    """The state of a moment ago, so that who asks all the time costs nothing."""

    def __init__(self):
        self._lock = Lock()
        self.clear()

    def clear(self):
        """Look again the next time."""
        self._state, self._until = OK, 0

    def get(self):
        """The state of the whole, at most `MAX_AGE` seconds old."""
        with self._lock:
            if monotonic() >= self._until:
                self._state, self._until = overall_state(run_checks()), monotonic() + MAX_AGE
            return self._state


recent_state = RecentState()
