"""Kill -9 at random moments of what a process writes, and a look at what is there right after it."""

import json
import os
import random
import signal
import time
from contextlib import contextmanager, suppress

from .thoroughness import count_tries

SERVE = "import django; django.setup(); from tests.support.work import serve; serve()"
FIND = """
from initiatives.models import Initiative
from search.documents import DocumentKind
from search.matching import Search
for initiative in Initiative.objects.published().order_by("pk")[:25]:
    assert initiative.pk in Search(f'"{initiative.title}"', DocumentKind.INITIATIVE).exact, initiative.title
"""
INVISIBLE = {"save", "import", "rebuild"}  # what visitors see stays as it was


class Worker:
    """The process that inspects an installation, and starts those that work on it."""

    def __init__(self, process):
        self._process = process

    def inspect(self):
        """What `inspection.inspect` says; fails when something is half."""
        return json.loads(self._ask("inspect"))

    def work(self, kind, folder, seconds=None):
        """Do some work in a process that is killed after so many seconds; returns how long it was at work."""
        process = int(self._ask(kind, folder))
        assert self._line() == "begin", kind
        begin = time.monotonic()
        if seconds is None:
            assert self._line() == "end", kind
        else:
            time.sleep(seconds)
            with suppress(ProcessLookupError):  # it was done before
                os.kill(process, signal.SIGKILL)
                count_tries()
        while self._line() != "over":
            pass
        return time.monotonic() - begin

    def _ask(self, *words):
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self):
        line = self._process.stdout.readline()
        assert line, "what is printed above"
        return line.strip()


@contextmanager
def worker(installation):
    """A `Worker` of an installation."""
    process = installation.start("-c", SERVE, talks=True)
    try:
        yield Worker(process)
    finally:
        process.communicate()


def kill_at_random(worker, kind, folder, *, seconds, times):
    """Kill some work so many times, each at a random moment of its first seconds, and inspect what it leaves.

    Returns: what was inspected after each kill, a list.
    """
    dice, states = random.Random(kind), [worker.inspect()]
    for _time in range(times):
        worker.work(kind, folder, dice.uniform(0, seconds))
        before, after = states[-1], worker.inspect()
        if after["content"] != before["content"]:
            assert kind not in INVISIBLE
            assert after["generation"] > before["generation"]
        states.append(after)
    return states[1:]
