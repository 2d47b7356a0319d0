"""The timed jobs of a day, every five minutes, in one process: each is done when it is due, in the same memory."""

import json

import pytest

from tests.support.memory import MAX_GROWTH
from tests.support.processes import filled_portal
from tests.support.thoroughness import count_tries

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
ROUNDS = 24 * 12
WARM = 12  # rounds
LEFT_OUT = "check_links"  # it asks the websites of others
DAY = f"""
import json
from collections import Counter
from datetime import timedelta
from django.utils import timezone
from core.jobs import running, timed

now, moved, done, failed, sizes = timezone.now, [timedelta()], Counter(), [], []
timezone.now = lambda: now() + moved[0]
jobs = [job for job in timed.timed_jobs() if job.name != {LEFT_OUT!r}]
running.timed_jobs = lambda: jobs
for number in range({ROUNDS}):
    for standing in running.run_due():
        done[standing.job.name] += 1
        failed += [standing.run.outcome] if standing.run.has_failed else []
    moved[0] += timedelta(minutes=5)
    sizes.append(int(open("/proc/self/statm").read().split()[1]))
late = [status.job.name for status in running.job_statuses() if status.is_late]
print(json.dumps(dict(done=done, failed=failed, sizes=sizes, late=late, jobs=[job.name for job in jobs])))
"""


def test_a_day_of_jobs_is_done_in_time_and_takes_no_memory(tmp_path):
    with filled_portal(tmp_path) as installation:
        installation.env |= {"BACKUP_DIR": str(tmp_path / "backups"), "VAR_DIR": str(tmp_path)}
        report = json.loads(installation.python(DAY).splitlines()[-1])
    count_tries(sum(report["done"].values()))
    growth = report["sizes"][-1] / report["sizes"][WARM]
    print(f"a day of jobs: {sum(report['done'].values())} runs of {len(report['jobs'])} jobs, memory × {growth:.2f}")
    assert report["failed"] == []
    assert report["late"] == []
    assert report["done"].keys() == {*report["jobs"]}
    assert growth < MAX_GROWTH
