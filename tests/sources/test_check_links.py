"""`check_links`: how polite it is, when a link is broken, and what visitors and editors read."""

import datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core import generation
from editorial.content.kinds import KINDS
from editorial.content.values import digest, snapshot
from sources import link_checking
from sources.link_checking import LinkResult
from sources.models import LinkCheck
from tests.support import desk, make
from tests.support.web_server import running

pytestmark = pytest.mark.django_db
State = LinkCheck.State
DAY = datetime.timedelta(days=1)


@pytest.fixture
def server():
    with running() as web_server:
        yield web_server


def sources(server, *paths):
    return [make.publication(url=server.address(path)) for path in paths]


def run(server, **options):
    out = StringIO()
    call_command("check_links", allow_local=server.at, stdout=out, **{"pause": 0, **options})
    return out.getvalue()


@pytest.fixture
def _debug(settings):
    settings.DEBUG = True


@pytest.mark.usefixtures("_debug")
def test_two_requests_to_one_host_keep_their_distance(server, monkeypatch):
    pauses = []
    monkeypatch.setattr(link_checking, "time", SimpleNamespace(monotonic=lambda: 100.0, sleep=pauses.append))
    sources(server, "/goed", "/even", "/besloten")

    run(server, pause=10)

    assert sorted(pauses) == [0, 10, 20, 30, 40]  # one after another, for the time here stands still
    assert len(server.requests) == 5


@pytest.mark.usefixtures("_debug")
def test_no_more_than_so_many_at_once(server):
    sources(server, *["/langzaam"] * 5)
    run(server, at_once=2)

    assert server.max_running == 2


@pytest.mark.usefixtures("_debug")
def test_the_command_stores_its_results(server):
    good, broken = sources(server, "/goed", "/weg")
    make.publication(url="", link_state="geen-adres")
    make.publication(url=server.address("/ingetrokken"), state="withdrawn")
    out = run(server)
    for source in (good, broken):
        source.refresh_from_db()

    assert "2 links gecontroleerd" in out
    assert f"{broken.code} niet gevonden HTTP 404" in out
    assert (good.link_state, broken.link_state) == ("werkt", "niet-gecontroleerd")
    assert (broken.link_check.state, broken.link_check.failing_since) == (State.GONE, timezone.localdate())
    assert "0 links" in run(server)
    assert "2 links" in run(server, rest=0)


@pytest.mark.parametrize("options", [{"allow_local": "127.0.0.1:1"}, {"at_once": 0}, {"pause": -1.0}])
def test_wrong_options_are_refused(options):
    with pytest.raises(CommandError):
        call_command("check_links", **options)


@pytest.fixture
def days(monkeypatch):
    """Store the result of a check, so many days after the first of November."""

    def check_on_day(source, state, day):
        today = datetime.date(2026, 11, 1) + day * DAY
        monkeypatch.setattr("sources.link_checking.timezone.localdate", lambda *_: today)
        link_checking.store_result(source, LinkResult(state))
        source.refresh_from_db()
        return source.link_state, source.link_broken_since

    return check_on_day


FIRST = datetime.date(2026, 11, 1)


def test_a_link_is_broken_after_two_failures_on_different_days(days):
    source = make.publication()

    assert days(source, State.GONE, 0) == ("niet-gecontroleerd", None)
    assert days(source, State.GONE, 0) == ("niet-gecontroleerd", None)
    assert days(source, State.GONE, 1) == ("werkt-niet", FIRST)
    assert days(source, State.GONE, 9) == ("werkt-niet", FIRST)
    assert days(source, State.BLOCKED, 10) == ("werkt-niet", FIRST)
    assert days(source, State.WORKING, 11) == ("werkt", None)
    assert days(source, State.GONE, 12) == ("werkt", None)


def test_no_response_is_no_broken_link_until_a_week_later(days):
    source = make.publication(link_state="werkt")

    assert days(source, State.UNREACHABLE, 0) == ("werkt", None)
    assert days(source, State.UNREACHABLE, 6) == ("werkt", None)
    assert days(source, State.UNREACHABLE, 7) == ("werkt-niet", FIRST)


def test_another_address_starts_anew(days):
    source = make.publication()
    days(source, State.GONE, 0)
    source.url = "https://bron.example/nieuw"
    source.save()

    assert days(source, State.GONE, 1) == ("niet-gecontroleerd", None)


def test_what_an_editor_changed_meanwhile_is_left_alone(days):
    source = make.publication()
    type(source).objects.update(url="https://bron.example/nieuw")

    assert days(source, State.WORKING, 0) == ("niet-gecontroleerd", None)
    assert not LinkCheck.objects.exists()


def test_pages_are_rendered_again_only_when_they_say_something_else(days):
    source = make.publication()
    before = generation.read()
    days(source, State.GONE, 0)
    same = generation.read()
    days(source, State.GONE, 1)

    assert same == before
    assert generation.read() > before


def test_the_loader_takes_a_check_for_no_change_of_an_editor(days):
    source = make.publication()
    kind = next(kind for kind in KINDS if kind.model is type(source))
    before = digest(snapshot(source, kind))
    for state, day in [(State.WORKING, 0), (State.GONE, 1), (State.GONE, 2)]:
        days(source, state, day)
        assert digest(snapshot(source, kind)) == before


def test_visitors_read_since_when(client):
    broken = {"link_state": "werkt-niet", "link_broken_since": FIRST}
    source = make.publication(**broken)
    words = "ink werkt niet meer sinds 1 november 2026"

    for path in ("/bronnen/", source.get_absolute_url(), make.initiative(sources=[source]).get_absolute_url()):
        assert words in client.get(path).text


def test_editors_find_what_failed(admin_client):
    broken, moved = make.publication(title="Weg"), make.publication(title="Elders")
    link_checking.store_result(broken, LinkResult(State.GONE, "HTTP 404"))
    link_checking.store_result(
        moved, LinkResult(State.MOVED, final_address="https://elders.example/x", moved_for_good=True)
    )
    listed = admin_client.get(desk.address(type(broken), "changelist", link_check__state__exact="niet-gevonden"))

    assert "Weg" in listed.text
    assert "niet gevonden (" in listed.text
    assert "Elders" not in listed.text
    assert "HTTP 404" in admin_client.get(desk.address(broken)).text
    assert "Neem dit adres over: https://elders.example/x" in admin_client.get(desk.address(moved)).text


def test_a_new_address_is_not_called_broken(admin_client):
    source = make.publication(link_state="werkt-niet", link_broken_since=FIRST)
    desk.save(admin_client, source, url="https://bron.example/nieuw")
    source.refresh_from_db()

    assert (source.link_state, source.link_broken_since) == ("niet-gecontroleerd", None)
