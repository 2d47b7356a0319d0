"""A long sheet with real processes: the server starts one, and what is killed within a write leaves nothing half."""

import time

import pytest

from tests.support.processes import portal

pytestmark = pytest.mark.own_database
COUNT, SECONDS = 250, 1
PREPARE = f"""
from django.contrib.auth.models import User
from core.jobs.background import start
from editorial.imports import jobs
from editorial.imports.mapping import Choices
from editorial.imports.reading import Table
from editorial.imports.steps import save_file
from themes.models import Theme
user = User.objects.create_user("wie")
Theme.objects.create(name="Opvang", slug="opvang")
rows = [(number, [f"Taalmaatjes {{number}}", "Opvang"]) for number in range(2, {COUNT} + 2)]
sheet_import = save_file("werk.csv", Table(["titel", "hoofdthema"], rows), user=user)
print(sheet_import.pk)
jobs.start = start
import core.jobs.background as background
background.run_soon = {{run_soon}}
start(jobs.APPLY, sheet_import, user, origin="", good_only=False)
"""
DIE = f"""
import django; django.setup()
import time
from datetime import timedelta
from core.jobs import models
from core.jobs.background import run_waiting
from editorial.imports import applying
models.LEASE = timedelta(seconds={SECONDS})
if {{dies}}:
    def hang(*arguments):
        print("writing", flush=True)
        time.sleep(600)
    applying._log = hang
run_waiting()
print("done")
"""
STATE = """
from core.jobs.models import BackgroundJob
from initiatives.models import Initiative
from editorial.imports.models import SheetImport
job = BackgroundJob.objects.get()
print(Initiative.objects.count(), SheetImport.objects.get().state, job.result or "open", job.attempts)
"""


@pytest.fixture
def installation(tmp_path):
    with portal(tmp_path) as separate:
        yield separate


def test_a_kill_within_the_write_leaves_nothing_and_the_next_process_does_it_all(installation):
    installation.python(PREPARE.format(run_soon="lambda: None"))
    process = installation.start("-c", DIE.format(dies=True))
    assert process.stdout.readline() == b"writing\n"
    process.kill()
    process.communicate()
    assert installation.python(STATE) == "0 checked open 1"

    time.sleep(SECONDS)
    installation.python(DIE.format(dies=False).partition("django.setup()\n")[2])
    assert installation.python(STATE) == f"{COUNT} applied done 2"


def test_the_process_that_starts_it_need_not_wait_nor_stay(installation):
    installation.python(PREPARE.format(run_soon="background.run_soon"))
    end = time.monotonic() + 60
    while (state := installation.python(STATE)) != f"{COUNT} applied done 1":
        assert time.monotonic() < end, state
