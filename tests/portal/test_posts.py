"""Whoever posts whatever to whichever address: never a failure, and nobody changes what is not theirs."""

import re
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from core.records import State
from editorial.accounts.roles import ADMINISTRATORS, SUBMITTERS
from initiatives.models import Initiative
from tests.conftest import rolled_back
from tests.support import roles
from tests.support.login import LOGIN, enrol, is_logged_in, submit_password

CONTENT = ("sources_", "municipalities_", "themes_", "initiatives_", "taggit_", "revisions_", "search_")
ALL = ("",)
MAY_NOT_WRITE = {ADMINISTRATORS: CONTENT} | dict.fromkeys(roles.NOBODY, ALL)
NOTED = {"audit_auditentry", "core_generation", "django_session", "login_attempts"}
WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
DATA = {
    **{"post": "yes", "confirm": "1", "action": "withdraw", "index": "0", "reason": "Weg", "withdrawal_reason": "Weg"},
    **{"verb": "publish", "comment": "x", "state": "published", "title": "Gekraakt", "name": "Gekraakt", "slug": "x"},
    **{"username": "x", "password": "x", "login": "x", "code": "000000", "answer": "ja", "text": "x", "_save": "1"},
}


def routes(patterns=None, prefix="/"):
    """Every pattern of the portal, as (the route, the names of its arguments)."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(world):
    """An address for every pattern, of a published initiative where it takes a record."""
    record = world.revision.initiative
    values = {"slug": record.slug, "token": "x" * 43, "number": world.revision.number, "rest": "1/change/"}
    values |= {"app_label": "initiatives", "model_name": "submission", "url": "bestaat-niet", "subject": "gemeente"}
    found = {}
    for route in routes():
        pieces = route.replace("^", "").replace("\\Z", "").replace("$", "").replace(">", "<").split("<")
        names = [piece.rpartition(":")[2] for piece in pieces[1::2]]
        arguments = [str(values.get(name, record.pk)) for name in names]
        found[route] = "".join(text for pair in zip(pieces[::2], [*arguments, ""], strict=True) for text in pair)
    return found


@contextmanager
def written():
    """Within this, the set of the tables that something is written to; but for what notes that it was tried."""
    tables = set()

    def note(execute, sql, *args):
        if table := WRITE.match(sql):
            tables.add(table[1])
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield tables
    tables -= NOTED


@pytest.fixture(scope="class")
def world(django_db_setup, django_db_blocker):
    with rolled_back(django_db_blocker):
        yield roles.World()


class TestPosts:
    @pytest.fixture(autouse=True)
    def _unrendered(self, monkeypatch):
        """What is changed does not depend on how a page looks, and rendering takes most of the time."""
        roles.leave_unrendered(monkeypatch)

    @pytest.mark.parametrize("role", [*roles.NOBODY, *roles.ROLES])
    def test_no_post_fails_or_changes_what_is_not_theirs(self, world, role):
        client, statuses = world.clients[role], {}
        client.raise_request_exception = False
        mine = {**DATA, "_selected_action": str(world.revision.initiative.pk)}
        with roles.rolled_back():
            public = Initiative.objects.filter(state=State.PUBLISHED).order_by("pk").values()
            before = list(public)
            for route, address in addresses(world).items():
                with roles.rolled_back(), written() as tables:
                    statuses[route] = client.post(address, mine).status_code
                    if role == SUBMITTERS:
                        assert list(public.all()) == before, address
                if role in [*roles.NOBODY, ADMINISTRATORS]:
                    assert {table for table in tables if table.startswith(MAY_NOT_WRITE[role])} == set(), address

        assert {route: status for route, status in statuses.items() if status >= 500} == {}
        assert len(statuses) > 150


@pytest.mark.django_db
def test_a_session_of_before_the_login_is_worth_nothing(stranger, editor):
    """Session fixation: whoever gave a visitor a session does not get into the one after the login."""
    planted = uuid4().hex
    stranger.cookies["sessionid"] = planted
    keys = [planted]
    for step in (lambda: stranger.get(LOGIN), lambda: submit_password(stranger), lambda: enrol(stranger)):
        step()
        keys.append(stranger.cookies["sessionid"].value)

    assert is_logged_in(stranger)
    assert keys[0] not in keys[2:]
    assert keys[2] != keys[3]
    for key in keys[:3]:
        attacker = type(stranger)()
        attacker.cookies["sessionid"] = key
        assert not is_logged_in(attacker)
