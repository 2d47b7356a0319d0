"""The outbox at the desk."""

import pytest
from django.core import mail
from django.utils import timezone

from editorial.audit.models import AuditEntry
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from tests.editorial.accounts.test_roles import ADMINISTRATOR, person
from tests.support import desk
from tests.support.mails import deliver

pytestmark = pytest.mark.django_db
PROBLEM = {"error": "De mailserver antwoordt niet op tijd."}


@pytest.fixture
def administrator(client):
    client.force_login(person(ADMINISTRATOR))
    return client


@pytest.fixture
def mails():
    """One that was given up, one that was sent, and one that is being sent now."""
    for name in ("mis", "goed", "nu"):
        queue_mail(Mail.Kind.CHECK, f"{name}@zwolle.example", "Klopt dit nog?", "geheim")
    deliver()
    Mail.objects.filter(recipient__startswith="goed").update(claimed_at=None)
    unsent = Mail.objects.exclude(recipient__startswith="goed")
    unsent.update(sent_at=None, body="geheim")
    unsent.filter(recipient__startswith="mis").update(**PROBLEM)
    unsent.filter(recipient__startswith="nu").update(next_attempt_at=timezone.now(), claimed_at=timezone.now())


def retry(client):
    data = {"action": "retry", "_selected_action": [*Mail.objects.values_list("pk", flat=True)]}
    return client.post(desk.address(Mail, "changelist"), data, follow=True)


def test_an_administrator_sees_what_did_not_arrive_and_why(administrator, mails):
    index = administrator.get("/beheer/").text
    page = administrator.get(desk.address(Mail, "changelist", stand="probleem")).text

    assert "1 mail is niet aangekomen" in index
    assert "/beheer/outbox/mail/?stand=probleem" in index
    assert "mis@zwolle.example" in page
    assert PROBLEM["error"] in page
    assert "goed@zwolle.example" not in page


def test_nobody_reads_what_is_in_it(administrator, mails):
    for record in Mail.objects.all():
        assert "geheim" not in administrator.get(desk.address(record)).text


def test_trying_again(administrator, mails, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        page = retry(administrator)

    assert "Het portaal probeert nu 1 mail nog eens." in page.text
    assert [message.to for message in mail.outbox] == [["mis@zwolle.example"]], "what is being sent now is left alone"
    assert deliver() == mail.outbox
    assert AuditEntry.objects.filter(action="Nog eens proberen", result="ok").count() == 1


@pytest.mark.parametrize("state", ["probleem", "wacht", "verstuurd", "onzin"])
def test_each_state_has_its_list(administrator, mails, state):
    page = administrator.get(desk.address(Mail, "changelist", stand=state)).text

    found = {name for name in ("mis", "goed", "nu") if f"{name}@zwolle.example" in page}
    assert found == {"probleem": {"mis"}, "wacht": {"nu"}, "verstuurd": {"goed"}, "onzin": set()}[state]
