"""The timed jobs: what is due, what is late, and what is noted of each."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.jobs import JobFailed, TimedJob, running
from core.jobs.models import LEASE, JobRun
from core.jobs.running import JobStatus, run_due
from core.jobs.timed import timed_jobs
from tests.editorial.accounts.test_roles import ADMINISTRATOR, person
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OLD_COMMANDS = {"send_mails", "check_links", "send_reminders", "notify_submitters", "apply_schedule"}
PAGE_QUERIES = 7
OLD_COMMANDS |= {"record_coverage", "purge_files", "purge_personal_data", "purge_audit"}


class Jobs:
    """Jobs of a test: each writes its name in `done`, and does what `faults` has for it."""

    def __init__(self, **periods):
        self.done, self.faults = [], {}
        self.all = [TimedJob(name, f"Taak {name}", every, self._run(name)) for name, every in periods.items()]

    def _run(self, name):
        def run():
            self.done.append(name)
            if fault := self.faults.get(name):
                raise fault
            return f"{name} is gedaan."

        return run

    def run(self):
        """Start the command, as cron does; returns the names of the jobs that ran this time."""
        self.done.clear()
        self.outcomes = [standing.run.outcome for standing in run_due()]
        return list(self.done)


@pytest.fixture
def declare(monkeypatch):
    """Replaces the jobs of the portal."""

    def declare(**periods):
        jobs = Jobs(**periods)
        monkeypatch.setattr(running, "timed_jobs", lambda: jobs.all)
        return jobs

    return declare


def standing(job):
    return JobStatus(job, JobRun.objects.get(name=job.name))


def check():
    """What `run_jobs --check` says, line by line, and whether it fails."""
    out = io.StringIO()
    try:
        call_command("run_jobs", check=True, stdout=out)
    except CommandError:
        return out.getvalue().splitlines(), True
    return out.getvalue().splitlines(), False


class TestDeclared:
    def test_every_cron_line_of_before_is_a_job(self):
        names = [job.name for job in timed_jobs()]

        assert set(names) >= OLD_COMMANDS
        assert len(names) == len(set(names))
        assert min(job.every for job in timed_jobs()) >= timedelta(minutes=5)

    def test_each_does_its_work_and_says_so(self, monkeypatch):
        jobs = [job for job in timed_jobs() if job.name != "check_links"]  # it has tests with a server of its own
        monkeypatch.setattr(running, "timed_jobs", lambda: jobs)
        outcomes = [(standing.job.name, standing.run.outcome, standing.run.has_failed) for standing in run_due()]

        assert [name for name, _outcome, _failed in outcomes] == [job.name for job in jobs]
        assert all(outcome and not failed for _name, outcome, failed in outcomes), outcomes
        assert check() == (["check_links: nog nooit gelukt"], True) or check() == ([], False)

    def test_without_a_mail_server_they_are_done_and_say_so(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        mailing = [job for job in timed_jobs() if job.name in {"send_mails", "send_reminders", "notify_submitters"}]

        assert len(mailing) == 3
        assert all("EMAIL_HOST" in job.run() for job in mailing)

    def test_the_manual_has_one_line_for_cron(self, settings):
        manual = (settings.BASE_DIR / "docs/beheer.md").read_text()
        assert "manage.py run_jobs\n" in manual.partition("\n    */5 * * * * ")[2]
        assert not [name for name in OLD_COMMANDS if name in manual]


class TestDue:
    def test_each_runs_at_its_own_pace(self, declare, go_on):
        jobs = declare(often=timedelta(minutes=5), daily=DAY)
        assert jobs.run() == ["often", "daily"]
        assert jobs.run() == []
        go_on(timedelta(minutes=5) - timedelta(seconds=5))  # cron is never exactly on time
        assert jobs.run() == ["often"]
        go_on(DAY - timedelta(minutes=6))
        assert jobs.run() == ["often", "daily"]

    def test_a_daily_job_stays_at_its_hour(self, declare, go_on):
        jobs, runs = declare(daily=DAY), 0
        for _time in range(3 * 288):
            runs += bool(jobs.run())
            go_on(timedelta(minutes=5))

        assert runs == 3

    def test_one_that_failed_is_tried_within_the_hour(self, declare, go_on):
        jobs = declare(monthly=30 * DAY)
        jobs.faults["monthly"] = JobFailed("De schijf is vol.")
        assert jobs.run() == ["monthly"]
        go_on(timedelta(minutes=50))
        assert jobs.run() == []
        go_on(timedelta(minutes=10))
        jobs.faults.clear()
        assert jobs.run() == ["monthly"]
        go_on(DAY)
        assert jobs.run() == []

    def test_a_clock_that_was_set_back_stops_nothing(self, declare, go_on):
        jobs = declare(daily=DAY)
        go_on(400 * DAY)
        jobs.run()
        go_on(-400 * DAY)

        assert JobStatus(jobs.all[0], JobRun.objects.get()).is_late
        assert jobs.run() == ["daily"]
        assert not standing(jobs.all[0]).is_late

    def test_a_process_that_died_under_another_clock_holds_nothing(self, declare, go_on):
        jobs = declare(daily=DAY)
        run = JobRun.objects.create(name="daily")
        go_on(400 * DAY)
        assert run.claim()
        go_on(-400 * DAY)

        assert jobs.run() == ["daily"]


class TestLease:
    def test_one_process_at_a_time_and_another_after_it_died(self, declare, go_on):
        jobs = declare(daily=DAY)
        dead = JobRun.objects.create(name="daily")
        assert dead.claim()
        assert jobs.run() == []
        assert standing(jobs.all[0]).run.is_held
        go_on(LEASE + timedelta(seconds=1))
        assert standing(jobs.all[0]).was_killed
        assert jobs.run() == ["daily"]

        assert not dead.finish("Te laat.", succeeded_at=timezone.now())
        assert not dead.renew()
        assert JobRun.objects.get().outcome == "daily is gedaan."

    def test_who_says_that_it_still_runs_keeps_it(self, declare, go_on):
        jobs = declare(daily=DAY)
        holder = JobRun.objects.create(name="daily")
        holder.claim()
        for _time in range(4):
            go_on(LEASE - timedelta(seconds=5))
            assert holder.renew()
            assert jobs.run() == []

    def test_of_two_that_read_the_same_row_one_gets_it(self):
        JobRun.objects.create(name="daily")
        first, second = JobRun.objects.get(), JobRun.objects.get()
        assert first.claim()
        assert not second.claim()

    def test_who_read_the_row_before_it_was_done_does_not_do_it_again(self):
        JobRun.objects.create(name="daily")
        first, second = JobRun.objects.get(), JobRun.objects.get()
        first.claim()
        first.finish("Gedaan.")

        assert not second.claim()


class TestFault:
    @pytest.mark.parametrize("fault", [ValueError("a@zwolle.example"), SystemExit(1), CommandError("x"), OSError()])
    def test_the_others_still_run_and_it_is_noted(self, declare, fault):
        jobs = declare(first=HOUR, broken=HOUR, last=HOUR)
        jobs.faults["broken"] = fault

        assert jobs.run() == ["first", "broken", "last"]
        broken = JobRun.objects.get(name="broken")
        assert broken.has_failed
        assert type(fault).__name__ in broken.outcome
        assert "zwolle" not in broken.outcome
        assert not broken.succeeded_at
        assert JobRun.objects.get(name="last").succeeded_at

    def test_the_command_says_it_and_fails(self, declare):
        jobs = declare(broken=HOUR, last=HOUR)
        jobs.faults["broken"] = JobFailed("De mailserver is niet bereikbaar.")
        out, err = io.StringIO(), io.StringIO()
        with pytest.raises(CommandError, match="1 taak mislukte"):
            call_command("run_jobs", stdout=out, stderr=err)

        assert err.getvalue() == "broken: De mailserver is niet bereikbaar.\n"
        assert out.getvalue() == "last: last is gedaan.\n"


class TestLate:
    def test_never_done_is_late_and_done_is_not(self, declare):
        jobs = declare(daily=DAY)
        assert check() == (["daily: nog nooit gelukt"], True)
        jobs.run()

        assert check() == ([], False)

    @pytest.mark.parametrize(("every", "most"), [(timedelta(minutes=5), HOUR), (DAY, 3 * DAY), (30 * DAY, 32 * DAY)])
    def test_late_is_a_missed_turn_and_not_a_slow_one(self, declare, go_on, every, most):
        declare(job=every).run()
        go_on(every + timedelta(minutes=5))
        assert check() == ([], False)
        go_on(most - every)
        lines, fails = check()

        assert fails
        assert [line.partition(": ")[0] for line in lines] == ["job"]

    def test_one_that_keeps_failing_is_late(self, declare, go_on):
        jobs = declare(hourly=HOUR)
        jobs.run()
        jobs.faults["hourly"] = ValueError()
        for _hour in range(4):
            go_on(HOUR)
            assert jobs.run() == ["hourly"]

        assert check()[1]


class TestDesk:
    @pytest.fixture
    def jobs(self, declare):
        return declare(good=HOUR, broken=DAY, never=DAY)

    @pytest.fixture
    def administrator(self, client):
        client.force_login(person(ADMINISTRATOR))
        return client

    def test_the_page_says_how_each_job_went(self, jobs, administrator, go_on):
        jobs.faults["broken"] = JobFailed("De schijf is vol.")
        never = jobs.all.pop()
        jobs.run()
        jobs.all.append(never)
        page = administrator.get(desk.address(JobRun, "changelist"))
        rows = {row[0].split()[-1]: row for row in _rows(page)}

        assert "elke vijf minuten, met een timer of cron: manage.py run_jobs" in page.text
        assert rows["good"][1] == "gelukt"
        assert rows["broken"][1] == "mislukt, te laat"
        assert "De schijf is vol." in rows["broken"][4]
        assert rows["never"][1:3] == ["nog nooit gedaan, te laat", "–"]
        assert rows["never"][5] == "nu"

    def test_the_first_page_says_so_to_who_can_do_something(self, jobs, administrator, client):
        jobs.all = jobs.all[:1]
        running_line = desk.address(JobRun, "changelist")
        assert "1 vaste taak is te laat" in administrator.get("/beheer/").text
        jobs.run()
        assert "vaste taak" not in administrator.get("/beheer/").text
        jobs.faults["good"] = ValueError()
        JobRun.objects.update(started_at=timezone.now() - DAY)
        jobs.run()
        assert "1 vaste taak is te laat of mislukt" in administrator.get("/beheer/").text
        client.force_login(make.editor())

        assert "vaste taak" not in client.get("/beheer/").text
        assert client.get(running_line).status_code == 403

    def test_queries_do_not_grow_with_the_jobs(self, declare, administrator, django_assert_num_queries):
        path = desk.address(JobRun, "changelist")
        administrator.get(path)
        for jobs in (declare(one=DAY), declare(**{f"job{number}": DAY for number in range(20)})):
            jobs.run()
            with django_assert_num_queries(PAGE_QUERIES):
                administrator.get(path)


def _rows(page):
    """The cells of each row of the table, as text."""
    rows = Document(page.text).find("tbody")[0].find("tr")
    return [[cell.text.replace(" ,", ",") for cell in row.find("th", "td")] for row in rows]
