"""Checking the links of chosen sources at the desk: in the background, with its outcome, and not halfway stored."""

import pytest

from core.jobs.background import run_waiting
from core.jobs.models import BackgroundJob
from sources import jobs
from sources.link_checking import Checker
from sources.models import LinkCheck
from tests.support import desk, make
from tests.support.web_server import running

pytestmark = pytest.mark.django_db
State = LinkCheck.State


@pytest.fixture
def server(monkeypatch):
    with running() as web_server:
        monkeypatch.setattr(jobs, "Checker", lambda pause: Checker(pause=0, local=web_server.at))
        yield web_server


def states():
    return list(LinkCheck.objects.order_by("publication").values_list("state", flat=True))


def test_the_chosen_ones_are_checked_and_the_outcome_is_said(admin_client, server):
    chosen = [make.publication(url=server.address(path)) for path in ("/goed", "/weg")]
    make.publication(url=server.address("/goed"))
    response = desk.act(admin_client, "check_links", *chosen, make.publication(url="", link_state="geen-adres"))
    address = response.redirect_chain[-1][0]
    assert address.startswith(desk.address(chosen[0]))
    assert "Het werk wacht tot het kan beginnen." in response.text
    run_waiting()

    assert states() == [State.WORKING, State.GONE]
    assert "2 links gecontroleerd, 1 werkt, 1 niet gevonden." in admin_client.get(address).text


def test_one_link_is_no_links(admin_client, server):
    desk.act(admin_client, "check_links", make.publication(url=server.address("/goed")))
    run_waiting()

    assert BackgroundJob.objects.get().outcome == "1 link gecontroleerd, 1 werkt."


def test_a_stop_halfway_stores_nothing(admin_client, server, monkeypatch):
    monkeypatch.setattr("core.jobs.background.STEP", 0)
    chosen = [make.publication(url=server.address("/goed")) for _number in range(3)]
    desk.act(admin_client, "check_links", *chosen)
    checks = []

    class Stopping(Checker):
        def check(self, url, previous=None):
            checks.append(url)
            return super().check(url, previous)

    monkeypatch.setattr(jobs, "Checker", lambda pause: Stopping(pause=0, local=server.at))
    monkeypatch.setattr(BackgroundJob, "renew_lease", lambda job, **fields: fields.get("done", 0) < 2)
    run_waiting()

    job = BackgroundJob.objects.get()
    assert (job.result, job.outcome) == (BackgroundJob.Result.STOPPED, "Gestopt. Er is niets veranderd.")
    assert checks
    assert states() == []


def test_none_with_an_address_is_refused(admin_client):
    response = desk.act(admin_client, "check_links", make.publication(url="", link_state="geen-adres"))

    assert "Kies 1 tot 200 bronnen met een webadres." in response.text
    assert not BackgroundJob.objects.exists()


def test_one_at_a_time(admin_client):
    source = make.publication(url="https://a.example/")
    desk.act(admin_client, "check_links", source)

    assert "Het portaal werkt hier nog aan." in desk.act(admin_client, "check_links", source).text
