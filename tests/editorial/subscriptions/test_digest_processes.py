"""The mails to followers with real processes: killed between two batches, and run twice at once, each comes once."""

import pytest

from tests.support.processes import portal

pytestmark = pytest.mark.own_database
FOLLOWERS = 40
PREPARE = f"""
from editorial.outbox import sending
sending.send_soon = lambda: None
from django.db import transaction
from django.utils import timezone
from editorial.revisions.history.models import PublicChange
from editorial.subscriptions.models import Follower, Subscription
from tests.support import make
record = make.initiative(title="Taal", municipalities=[make.municipality()])
for number in range({FOLLOWERS}):
    with transaction.atomic():
        follower = Follower.objects.lock_of(f"a{{number}}@zwolle.example")
    selection = ["", f"van={{record.code}}"][number % 2]
    follower.subscriptions.create(
        selection=selection, token_hash=str(number), confirmed_at=timezone.now(), due_on=timezone.localdate(),
    )
facts = {{"title": "Taal", "summary": ""}}
PublicChange.objects.create(initiative=record, kind="new", on=timezone.localdate(), after=facts)
"""
RUN = """
import os, sys, time
import django; django.setup()
from editorial.outbox import sending
sending.send_soon = lambda: None
from editorial.subscriptions import digests, jobs
from editorial.subscriptions.models import Subscription
digests.BATCH, left, save = 4, int(os.environ["STOPS_AFTER"]), Subscription.save
def stopping(*args, **kwargs):
    global left
    left -= 1
    save(*args, **kwargs)
    if left == 0:
        print("half of a batch", flush=True)
        time.sleep(60)
Subscription.save = stopping
jobs.send_digests()
"""
STATE = """
from django.db.models import F
from editorial.outbox.models import Mail
from editorial.subscriptions.models import Subscription
recipients = list(Mail.objects.values_list("recipient", flat=True))
assert len(recipients) == len(set(recipients)), "somebody got the same twice"
told = Subscription.objects.filter(seen__gt=0).count()
assert len(recipients) == told, "a mail and what it says go together"
print(told)
"""


def test_kill_in_between_and_two_at_once(tmp_path):
    with portal(tmp_path) as installation:
        installation.python(PREPARE)
        process = installation.start("-c", RUN, STOPS_AFTER="10")
        process.stdout.readline()
        process.kill()
        process.communicate()
        assert int(installation.python(STATE)) == 8, "two batches of four, and nothing of the third"

        for runner in [installation.start("-c", RUN, STOPS_AFTER="0") for _process in range(2)]:
            runner.communicate()
            assert runner.returncode == 0
        assert int(installation.python(STATE)) == FOLLOWERS
