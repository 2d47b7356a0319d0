"""The old name of `notify_submitters`, which the cron lines of installations still call."""

from .notify_submitters import Command  # noqa: F401 (found by its name)
