"""Work in the background: one process at a time for a record, with its progress, stopped or done again after a kill."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core.jobs import JobFailed, background
from core.jobs.background import AT_ONCE, BackgroundWork, begin_last_step, run_waiting, start, with_progress
from core.jobs.models import LEASE, MAX_ATTEMPTS, RETENTION, BackgroundJob
from tests.support import make

pytestmark = pytest.mark.django_db
Result = BackgroundJob.Result


@pytest.fixture
def work(monkeypatch):
    """Replaces all kinds of work by one, "count"; the test says what it does with a list of functions of the job."""
    steps = []
    monkeypatch.setattr(background, "STEP", 0)
    kind = BackgroundWork("count", "Tellen", lambda job: "".join(str(step(job)) for step in steps))
    monkeypatch.setattr(background, "declared", lambda _name: [kind])
    return steps


def begin(**parameters):
    return start("count", make.theme(), make.editor(username=f"wie-{BackgroundJob.objects.count()}"), **parameters)


def stored(job):
    return BackgroundJob.objects.get(pk=job.pk)


def test_it_is_done_once_and_says_what_came_of_it(work):
    work.append(lambda job: f"Geteld tot {job.parameters['most']}.")
    job = begin(most=3)

    assert [run_waiting(), run_waiting()] == [1, 0]
    job = stored(job)
    assert (job.result, job.outcome, job.holder) == (Result.DONE, "Geteld tot 3.", "")
    assert job.duration is not None


def test_the_process_is_started_after_the_commit_and_not_after_a_roll_back(
    work, monkeypatch, django_capture_on_commit_callbacks
):
    started = []
    monkeypatch.setattr(background, "run_soon", lambda: started.append(BackgroundJob.objects.count()))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        begin()
        assert started == []
    assert started == [1]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        begin()
        transaction.set_rollback(True)

    assert started == [1]


def test_about_a_record_one_thing_at_a_time(work):
    theme, editor = make.theme(), make.editor()
    first = start("count", theme, editor)
    assert start("count", theme, editor) == first
    run_waiting()

    assert start("count", theme, editor) != first


class TestProgress:
    def test_who_waits_reads_how_far_it_is(self, work):
        seen = []

        def count(job):
            for _item in with_progress(range(4), "Tellen"):
                seen.append((stored(job).phase, stored(job).done, stored(job).percentage))
            begin_last_step("Opslaan")
            for _item in with_progress(range(4), "Nog eens tellen"):
                seen.append((stored(job).phase, stored(job).percentage))
            return "Klaar."

        work.append(count)
        begin()
        run_waiting()

        assert seen == [*(("Tellen", done, 25 * done) for done in range(4)), *[("Opslaan", None)] * 4]

    def test_outside_the_background_it_is_only_a_loop(self):
        begin_last_step("Opslaan")
        assert list(with_progress("abc", "Tellen")) == ["a", "b", "c"]

    def test_it_does_not_write_for_each_item(self, work, monkeypatch, django_assert_max_num_queries):
        monkeypatch.setattr(background, "STEP", 60)
        work.append(lambda _job: len(list(with_progress(range(10_000), "Tellen"))))
        begin()
        with django_assert_max_num_queries(20):
            run_waiting()


class TestStop:
    def test_at_the_next_step(self, work):
        done = []

        def count(job):
            for item in with_progress(range(9), "Tellen"):
                done.append(item)
                if item == 3:
                    assert stored(job).request_stop()
            return "Klaar."

        work.append(count)
        job = begin()
        run_waiting()

        assert done == [0, 1, 2, 3]
        assert (stored(job).result, stored(job).outcome) == (Result.STOPPED, "Gestopt. Er is niets veranderd.")

    def test_just_before_the_last_step(self, work):
        work.append(lambda job: stored(job).request_stop() and begin_last_step("Opslaan"))
        job = begin()
        run_waiting()

        assert stored(job).result == Result.STOPPED

    def test_not_in_the_last_step(self, work):
        work += [lambda _job: begin_last_step("Opslaan") or "Klaar.", lambda job: stored(job).request_stop()]
        job = begin()
        run_waiting()

        assert (stored(job).result, stored(job).outcome) == (Result.DONE, "Klaar.False")

    def test_before_it_began_and_after_it_was_killed(self, work, go_on):
        waiting, killed = begin(), begin()
        stored(killed).claim()
        assert stored(waiting).request_stop()
        go_on(LEASE + timedelta(seconds=1))
        assert stored(killed).request_stop()

        assert run_waiting() == 0
        assert {stored(job).result for job in (waiting, killed)} == {Result.STOPPED}

    def test_what_is_done_cannot_be_stopped(self, work):
        job = begin()
        run_waiting()

        assert not stored(job).request_stop()
        assert stored(job).result == Result.DONE


class TestLease:
    def test_a_killed_process_is_followed_by_another(self, work, go_on):
        work.append(lambda _job: "Klaar.")
        job = begin()
        dead = stored(job)
        assert dead.claim(attempts=1)
        assert run_waiting() == 0
        go_on(LEASE + timedelta(seconds=1))
        assert run_waiting() == 1

        assert (stored(job).result, stored(job).attempts) == (Result.DONE, 2)
        assert not dead.finish("Ook klaar.", result=Result.FAILED)

    def test_who_lost_it_stops(self, work):
        def count(job):
            for item in with_progress(range(9), "Tellen"):
                if item == 3:
                    BackgroundJob.objects.filter(pk=job.pk).update(holder="another")
            return "Klaar."

        work.append(count)
        job = begin()
        run_waiting()

        assert (stored(job).result, stored(job).holder) == ("", "another")

    def test_what_kills_each_process_is_given_up(self, work, go_on):
        job = begin()
        for _attempt in range(MAX_ATTEMPTS):
            dying = stored(job)
            assert dying.claim(attempts=dying.attempts + 1)
            go_on(LEASE + timedelta(seconds=1))
        assert run_waiting() == 0

        assert stored(job).result == Result.FAILED
        assert "afgebroken" in stored(job).outcome

    def test_a_few_processes_at_once(self, work):
        jobs = [begin() for _number in range(AT_ONCE + 1)]
        for job in jobs[:AT_ONCE]:
            assert stored(job).claim()
        assert run_waiting() == 0
        stored(jobs[0]).finish("Klaar.", result=Result.DONE)

        assert run_waiting() == 1


@pytest.mark.parametrize("fault", [JobFailed("De rij is weg."), ValueError("a@zwolle.example"), SystemExit(1)])
def test_a_fault_is_noted_and_the_next_is_done(work, fault):
    def fail(job):
        if job.parameters:
            raise fault
        return "Klaar."

    work.append(fail)
    broken, good = begin(fails=True), begin()
    assert run_waiting() == 2

    assert (stored(broken).result, stored(good).result) == (Result.FAILED, Result.DONE)
    assert (str(fault) if isinstance(fault, JobFailed) else type(fault).__name__) in stored(broken).outcome
    assert "zwolle" not in stored(broken).outcome


def test_what_is_over_is_forgotten(work):
    job = begin()
    run_waiting()
    BackgroundJob.objects.update(finished_at=timezone.now() - RETENTION - timedelta(seconds=1))
    run_waiting()

    assert not BackgroundJob.objects.filter(pk=job.pk).exists()
