"""Kill -9 at random moments of everything that writes; right after each, before any repair, nothing is half."""

import pytest

from tests.support.kills import FIND, kill_at_random, worker
from tests.support.processes import filled_portal, portal
from tests.support.work import PLANNED, PREPARATIONS

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
KILLS = 6


@pytest.fixture(scope="module")
def at_work(tmp_path_factory):
    """At work in an installation of its own: other drills leave what the inspection does not expect."""
    with filled_portal(tmp_path_factory.mktemp("portal")) as installation:
        with worker(installation) as at_work:
            yield at_work
        installation.python(FIND)


@pytest.mark.parametrize("kind", sorted(PREPARATIONS.keys() - {"plan", "load"}))
def test_a_kill_leaves_nothing_half(at_work, tmp_path, kind):
    kill_at_random(at_work, kind, tmp_path, seconds=at_work.work(kind, tmp_path), times=KILLS)


def test_a_kill_leaves_a_plan_as_it_was_or_done(at_work, tmp_path):
    states = kill_at_random(at_work, "plan", tmp_path, seconds=at_work.work("plan", tmp_path), times=KILLS)

    assert {state["planned"] for state in states} <= {0, PLANNED}


def test_a_kill_leaves_all_content_or_none(tmp_path):
    with portal(tmp_path) as installation, worker(installation) as at_work:
        assert at_work.inspect()["initiatives"] == 0
        states = kill_at_random(at_work, "load", tmp_path, seconds=8, times=KILLS // 2)
        seconds = at_work.work("load", tmp_path)
        whole = at_work.inspect()["initiatives"]
        states += kill_at_random(at_work, "load", tmp_path, seconds=seconds, times=KILLS // 2)

    assert whole > 0
    assert {state["initiatives"] for state in states} <= {0, whole}
