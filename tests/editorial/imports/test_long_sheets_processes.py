"""A long sheet with real processes: the server starts one, and what is killed within a write leaves nothing half."""

import time

import pytest

from tests.support.processes import portal

pytestmark = pytest.mark.own_database
COUNT, SECONDS = 250, 1
PREPARE = f"""
from django.contrib.auth.models import User
from core.jobs import background
from editorial.imports import jobs
from editorial.imports.reading import Table
from editorial.imports.steps import save_file
from themes.models import Theme
user = User.objects.create_user("wie")
Theme.objects.create(name="Opvang", slug="opvang")
rows = [(number, ["Taalmaatjes " + str(number), "Opvang"]) for number in range(2, {COUNT} + 2)]
sheet_import = save_file("werk.csv", Table(["titel", "hoofdthema"], rows), user=user)
background.run_soon = lambda: None
background.start(jobs.APPLY, sheet_import, user, origin="", good_only=False)
"""
UNDO = """
from core.jobs import background
from editorial.imports import jobs
from editorial.imports.models import SheetImport
sheet_import = SheetImport.objects.get()
background.start(jobs.UNDO, sheet_import, sheet_import.created_by, origin="")
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
job = BackgroundJob.objects.latest("pk")
print(Initiative.objects.count(), SheetImport.objects.get().state, job.result or "open", job.attempts)
"""


def test_a_kill_within_the_write_leaves_nothing_and_the_next_process_does_it_all(tmp_path):
    with portal(tmp_path) as installation:
        installation.python(PREPARE)
        process = installation.start("-c", DIE.format(dies=True))
        assert process.stdout.readline() == b"writing\n"
        process.kill()
        process.communicate()
        assert installation.python(STATE) == "0 checked open 1"

        time.sleep(SECONDS)
        assert installation.python(DIE.format(dies=False)) == "done"
        assert installation.python(STATE) == f"{COUNT} applied done 2"

        installation.python(UNDO)  # which starts a process of its own, as the server does
        end = time.monotonic() + 60
        while (state := installation.python(STATE)) != "0 undone done 1":
            assert time.monotonic() < end, state
