"""The outbox with real processes: a mail server that hangs holds up nobody, and two senders share the work."""

import time

import pytest

from tests.support.processes import portal
from tests.support.smtp_server import smtp_server

pytestmark = pytest.mark.own_database
COUNT = 12
QUEUE = f"""
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from django.db import transaction
with transaction.atomic():
    for number in range({COUNT}):
        queue_mail(Mail.Kind.CHECK, f"a{{number}}@zwolle.example", f"Nummer {{number}}", "t")
"""
WRITE = """
import time
from django.contrib.auth.models import User
slowest = 0
for number in range(20):
    start = time.monotonic()
    User.objects.create_user(f"u{number}")
    slowest = max(slowest, time.monotonic() - start)
    time.sleep(0.05)
print(slowest)
"""
MAKE_DUE = """
from tests.support.mails import make_due
make_due()
"""
STATES = """
from editorial.outbox.models import Mail
print(Mail.objects.exclude(sent_at=None).count(), Mail.objects.exclude(error="").count())
"""


@pytest.fixture
def installation(tmp_path):
    with portal(tmp_path) as separate:
        yield separate


def test_a_mail_server_that_hangs_holds_up_nobody_and_each_mail_goes_once(installation):
    with smtp_server(hangs=True) as hanging:
        installation.env |= hanging.settings
        sending = installation.start("-c", f"import django; django.setup()\n{QUEUE}")
        while not hanging.sessions:
            time.sleep(0.05)
        assert float(installation.python(WRITE)) < 1, "seconds that a write took while the mail server hung"
        assert sending.poll() is None or hanging.sessions == 1
        sending.communicate()
        assert hanging.sessions == 1, "it was asked once"
    assert installation.python(STATES) == "0 1"

    installation.python(MAKE_DUE)
    with smtp_server(delay=0.2) as working:
        installation.env |= working.settings
        senders = [installation.start("manage.py", "send_mails") for _process in range(2)]
        for sender in senders:
            sender.communicate()
        assert [sender.returncode for sender in senders] == [0, 0]

    subjects = [line for mail in working.messages for line in mail.splitlines() if line.startswith("Subject")]
    assert sorted(subjects) == sorted(f"Subject: Nummer {number}" for number in range(COUNT))
    assert installation.python(STATES) == f"{COUNT} 0"
