"""The jobs that the portal does at set times: each app declares its own as `JOBS` in its `jobs.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.core.management import CommandError
from django.utils.module_loading import module_has_submodule

RETRY = timedelta(hours=1)  # after a fault; a job that is more frequent does not wait so long
DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)


class JobFailed(CommandError):
    """A job could not do its work: a Dutch sentence that says why. A command that does the same ends with it."""


@dataclass(frozen=True)
class TimedJob:
    """A job, safe to repeat and to kill at any moment.

    every: how often, five minutes or more: `run_jobs` is started that often. run: does it, and returns one Dutch
    sentence that says what it did; raises JobFailed when it could not.
    """

    name: str
    verbose_name: str
    every: timedelta
    run: Callable[[], str]

    def pause(self, has_failed):
        """Time until the next run; a little less than the period, so that a daily job stays at the same hour."""
        period = min(self.every, RETRY) if has_failed else self.every
        return period - min(period / 10, timedelta(minutes=2))

    @property
    def patience(self):
        """Time after the last successful run from which the job counts as late."""
        return self.every + min(self.every, DAY) + QUARTER


def declared(name, module="jobs"):
    """Collect the lists of this name from `jobs.py`, or another module, of all apps, in the order of INSTALLED_APPS."""
    configs = [config for config in apps.get_app_configs() if module_has_submodule(config.module, module)]
    return [item for config in configs for item in getattr(import_module(f"{config.name}.{module}"), name, [])]


def timed_jobs():
    """All jobs, in the order in which they run."""
    return declared("JOBS")
