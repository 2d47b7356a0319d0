"""Timed jobs with real processes: two at once do a job once, and what a killed process held comes free."""

import time

import pytest

from tests.support.processes import portal

pytestmark = pytest.mark.own_database
SECONDS = 2  # that a lease lasts here
RUN = """
import django; django.setup()
import sys, time
from datetime import timedelta
from core.jobs import TimedJob, models, running
models.LEASE, running.RENEWAL = timedelta(seconds={seconds}), timedelta(seconds={seconds} / 5)
def run():
    with open({file!r}, "a") as file:
        file.write("begin ")
    time.sleep(float(sys.argv[1]))
    with open({file!r}, "a") as file:
        file.write("end ")
    return "Gedaan."
running.timed_jobs = lambda: [TimedJob(sys.argv[2], "Langzaam", timedelta(days=1), run)]
print([standing.run.outcome for standing in running.run_due()])
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    with portal(tmp_path_factory.mktemp("portal")) as separate:
        yield separate


@pytest.fixture
def run(installation, tmp_path, request):
    """Starts a process that runs the jobs that are due: one, which takes so many seconds and writes in a file."""
    code = RUN.format(seconds=SECONDS, file=str(tmp_path / "done"))
    return lambda seconds: installation.start("-c", code, str(seconds), request.node.name[:60])


def wait_until(file, text):
    end = time.monotonic() + 60
    while not (file.exists() and file.read_text() == text):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_two_at_once_do_it_once(run, tmp_path):
    outcomes = sorted(process.communicate()[0] for process in (run(SECONDS), run(SECONDS)))
    assert outcomes == [b"['Gedaan.']\n", b"[]\n"]
    assert (tmp_path / "done").read_text() == "begin end "


def test_who_is_at_work_keeps_the_lease(run, tmp_path):
    slow = run(3 * SECONDS)
    wait_until(tmp_path / "done", "begin ")
    time.sleep(1.25 * SECONDS)
    assert run(0).communicate()[0] == b"[]\n"
    assert slow.communicate()[0] == b"['Gedaan.']\n"


def test_what_a_killed_process_held_is_done_after_the_lease(run, tmp_path):
    done = tmp_path / "done"
    killed = run(600)
    wait_until(done, "begin ")
    killed.kill()
    killed.communicate()
    time.sleep(SECONDS)

    assert run(0).communicate()[0] == b"['Gedaan.']\n"
    assert done.read_text() == "begin begin end "
