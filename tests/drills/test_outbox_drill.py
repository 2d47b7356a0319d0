"""Kill -9 at random moments of sending: no mail is lost, and one is sent twice only when the kill fell between."""

import random
import re
import time

import pytest

from tests.support.processes import portal
from tests.support.smtp_server import smtp_server
from tests.support.thoroughness import count_tries

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
KILLS, MAILS = 15, 60
QUEUE = f"""
from django.db import transaction
from editorial.outbox import sending
sending.send_soon = lambda: None
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
with transaction.atomic():
    for number in range({MAILS}):
        queue_mail(Mail.Kind.CHECK, f"a{{number}}@zwolle.example", f"Nummer {{number}}", "geheim")
"""
INSPECT = """
from editorial.outbox.models import Mail
for mail in Mail.objects.all():
    assert (mail.sent_at is None) == bool(mail.body), mail.pk
    assert (mail.sent_at is None) == (mail.next_attempt_at is not None), mail.pk
    assert mail.sent_at is None or mail.claimed_at is None, mail.pk
print(Mail.objects.exclude(sent_at=None).count(), Mail.objects.exclude(claimed_at=None).count())
"""
RELEASE = "from editorial.outbox.models import Mail; Mail.objects.update(claimed_at=None)"


def test_kill_at_random_moments_of_sending(tmp_path):
    dice = random.Random(14)
    with portal(tmp_path) as installation, smtp_server(delay=0.03) as server:
        installation.env |= server.settings
        installation.python(QUEUE)
        for kill in range(KILLS):
            process = installation.start("manage.py", "send_mails")
            before, deadline = len(server.messages), time.monotonic() + 20
            while len(server.messages) == before and time.monotonic() < deadline and process.poll() is None:
                time.sleep(0.01)
            time.sleep(dice.uniform(0, 0.15))
            process.kill()
            process.communicate()
            time.sleep(0.1)

            count_tries()
            sent, claimed = map(int, installation.python(INSPECT).split())
            assert claimed <= kill + 1
            assert sent <= len({subject(mail) for mail in server.messages}) <= sent + claimed
        installation.python(RELEASE)  # what the passing of time does
        installation.manage("send_mails")

        assert {subject(mail) for mail in server.messages} == {f"Nummer {number}" for number in range(MAILS)}
        ids = {re.search(r"Message-ID: (\S+)", mail)[1] for mail in server.messages}
        assert len(ids) == MAILS, "what came twice has the same id"
        assert len(server.messages) - MAILS <= KILLS
        print(f"{KILLS} kills, {MAILS} mails: 0 lost, {len(server.messages) - MAILS} sent twice")


def subject(mail):
    return re.search(r"Subject: (.*?)\r?\n", mail)[1]
