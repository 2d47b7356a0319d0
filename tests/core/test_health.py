"""Whether the portal is well: what the addresses for monitors say, to whom, and the desk in words."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from core import health
from core.jobs.models import BackgroundJob, JobRun
from core.jobs.timed import timed_jobs
from core.models import Generation
from core.monitoring.health import recent_state
from editorial.outbox.models import Mail
from search.models import Stamp
from sources.models import Publication
from tests.editorial.accounts.test_roles import ADMINISTRATOR, EDITOR, person
from tests.support import make

pytestmark = pytest.mark.django_db
TOKEN = "t" * 20
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
DESK = "/beheer/core/jobrun/toestand/"
NAMES = {"database", "migrations", "disk", "jobs", "search_index", "mail_queue", "links"}
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _look_again():
    recent_state.clear()
    yield
    recent_state.clear()


@pytest.fixture
def well(settings):
    """An installation in which everything is as it should be."""
    now = timezone.now()
    for job in timed_jobs():
        JobRun.objects.update_or_create(name=job.name, defaults={"started_at": now, "succeeded_at": now})
    Generation.objects.get_or_create(pk=1)


def ready(client, **extra):
    response = client.get("/status/ready", **extra)
    return response.status_code, response.json()


def no_database():
    raise OperationalError("weg")


def break_database(monkeypatch):
    monkeypatch.setattr("core.generation.read", no_database)


def break_migrations(monkeypatch):
    monkeypatch.setattr(health, "migrations_on_disk", lambda: {("core", "0999_nieuw")})


def fill_disk(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9, 1024))


def break_index(monkeypatch):
    Stamp.objects.update_or_create(pk=1, defaults={"text": "van een andere"})


def delay_mail(monkeypatch):
    when = timezone.now() - timedelta(hours=2)
    Mail.objects.create(kind="check", recipient="a@b.example", subject="s", created_at=when, next_attempt_at=when)


def give_up_mail(monkeypatch):
    Mail.objects.create(kind="check", recipient="a@b.example", subject="s", created_at=timezone.now(), error="weg")


def delay_job(monkeypatch):
    JobRun.objects.filter(name="send_mails").update(succeeded_at=timezone.now() - timedelta(days=9))


FAULTS = [
    ("database", break_database, 503, "antwoordt niet"),
    ("migrations", break_migrations, 503, "core.0999_nieuw"),
    ("disk", fill_disk, 503, "De schijf is vol"),
    ("search_index", break_index, 200, "hoort niet bij de records"),
    ("mail_queue", delay_mail, 200, "langer dan een uur"),
    ("mail_queue", give_up_mail, 200, "Niet aangekomen: 1"),
    ("jobs", delay_job, 200, "1 vaste taak is te laat"),
]


@pytest.mark.usefixtures("well")
class TestStatus:
    def test_a_portal_that_is_well_says_so(self, client):
        status, body = ready(client)

        assert status == 200
        assert body["status"] == "ok", body
        assert set(body["checks"]) >= NAMES
        assert body["version"]
        response = client.get("/status/")
        assert (response.status_code, response.content) == (200, b"ok\n")
        assert "no-store" in response["Cache-Control"]
        for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"):
            assert response[header]
        assert not response.cookies

    @pytest.mark.parametrize(("name", "break_it", "code", "words"), FAULTS)
    def test_one_thing_that_is_wrong_is_named(self, client, monkeypatch, name, break_it, code, words):
        break_it(monkeypatch)
        status, body = ready(client)

        assert status == code
        assert body["status"] == ("fail" if code == 503 else "warn")
        assert words in body["checks"][name]["message"]
        wrong = {key for key, check in body["checks"].items() if check["status"] != "ok"}
        assert wrong == {name} or name == "database"
        response = client.get("/status/")
        assert response.status_code == code
        assert response.content == (b"niet ok\n" if code == 503 else b"ok\n")

    def test_without_a_database_the_disk_is_still_looked_at(self, client, monkeypatch):
        break_database(monkeypatch)

        checks = ready(client)[1]["checks"]
        assert checks["disk"]["status"] == "ok"
        assert checks["jobs"]["message"] == "Zonder database is dit niet na te gaan."

    def test_a_check_that_breaks_is_a_failure(self, client, monkeypatch):
        def broken(_path):
            raise PermissionError("/geheim")

        monkeypatch.setattr(shutil, "disk_usage", broken)
        status, body = ready(client)

        assert status == 503
        assert body["checks"]["disk"]["message"] == "Dit was niet na te gaan (PermissionError)."

    def test_who_asks_all_the_time_costs_nothing(self, client, django_assert_num_queries):
        client.get("/status/", **ELSEWHERE)
        with django_assert_num_queries(1):  # the generation, as for every page
            client.get("/status/", **ELSEWHERE)
        with django_assert_num_queries(1):
            client.get("/status/ready", **ELSEWHERE)


@pytest.mark.usefixtures("well")
def test_links_that_broke_and_work_that_waits_are_counted(client):
    make.publication(url="https://bron.example/", link_state=Publication.LinkState.BROKEN)
    make.publication(url="https://andere.example/")
    BackgroundJob.objects.create(kind="import", object_type="x.y", object_key=1, object_name="z")
    checks = ready(client)[1]["checks"]

    assert checks["links"]["message"] == "Van 2 links naar bronnen werken er 1 niet."
    assert health.jobs().figures["background_jobs_waiting"] == 1


@pytest.mark.usefixtures("well")
class TestWhoSeesWhy:
    def test_others_see_one_word(self, client, monkeypatch):
        delay_job(monkeypatch)

        assert ready(client, **ELSEWHERE) == (200, {"status": "warn"})
        assert ready(client, HTTP_AUTHORIZATION="Bearer ", **ELSEWHERE) == (200, {"status": "warn"})

    @pytest.mark.parametrize("name", ["X_FORWARDED_FOR", "X_REAL_IP", "FORWARDED", "VIA"])
    def test_who_comes_by_way_of_a_proxy_on_this_machine_is_not_this_machine(self, client, name):
        assert "checks" not in ready(client, **{f"HTTP_{name}": "127.0.0.1"})[1]

    @pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
    def test_the_machine_itself_sees_all(self, client, address):
        assert "checks" in ready(client, REMOTE_ADDR=address)[1]

    def test_an_address_that_is_none_is_not_this_machine(self, client):
        assert "checks" not in ready(client, REMOTE_ADDR="")[1]

    def test_who_has_the_token_sees_all(self, client, settings):
        settings.MONITORING_TOKEN = TOKEN

        assert "checks" in ready(client, HTTP_AUTHORIZATION=f"Bearer {TOKEN}", **ELSEWHERE)[1]
        for wrong in [f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer é"]:
            assert "checks" not in ready(client, HTTP_AUTHORIZATION=wrong, **ELSEWHERE)[1]

    def test_metrics_are_closed_by_default(self, client):
        for token in ["", "None", TOKEN]:
            assert client.get("/status/metrics", HTTP_AUTHORIZATION=f"Bearer {token}").status_code == 404


class TestAtTheDesk:
    def test_an_administrator_reads_what_is_wrong(self, client, well, monkeypatch):
        client.force_login(person(ADMINISTRATOR))
        assert "Alles werkt." in client.get(DESK).content.decode()

        delay_job(monkeypatch)
        page = client.get(DESK).content.decode()
        assert "1 vaste taak is te laat" in page
        assert "Er is iets aan de hand." in page
        assert DESK in client.get("/beheer/core/jobrun/").content.decode()

    def test_an_editor_does_not(self, client):
        client.force_login(person(EDITOR))

        assert client.get(DESK).status_code == 403
