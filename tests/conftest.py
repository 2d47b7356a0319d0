"""Fixtures of all tests."""

import datetime
import gc
import time
from contextlib import contextmanager

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.template import RequestContext
from django.test import Client, SimpleTestCase, override_settings
from django.test.client import store_rendered_templates
from django.utils import timezone

from core.page_use import pages
from editorial.content.loader import load
from search.counting import searches

from .support import make
from .support.desk import EditorsClient
from .support.mails import deliver
from .support.thoroughness import IS_THOROUGH

# A busy machine may be slow; that is no reason for a test to fail. Only the drills try other examples each time, so
# that `make test` says the same of the same code.
hypothesis.settings.register_profile("portal", deadline=None, derandomize=not IS_THOROUGH)
hypothesis.settings.load_profile("portal")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.fixture(scope="session", autouse=True)
def _quick_settings(tmp_path_factory):
    """Settings that cost no time: static files under their own names and none collected, and weak password hashes."""
    static_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    files = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path_factory.mktemp("files")}}
    with override_settings(
        VAR_DIR=tmp_path_factory.mktemp("var"),
        STATIC_ROOT=tmp_path_factory.getbasetemp() / "static",  # or WhiteNoise looks at all of them for each client
        STORAGES={**settings.STORAGES, "staticfiles": static_files, "default": files},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _context_of_whole_pages():
    """`response.context` is that of the page: Django would copy it for each part and field, a fifth of all the time."""

    def store(store, signal, sender, template, context, **kwargs):
        if isinstance(context, RequestContext) and context.template is template:
            store_rendered_templates(store, signal, sender, template, context, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", store)
        yield


@pytest.fixture
def client():
    """The client of a visitor; `force_login` makes it that of an editor with a second factor."""
    return EditorsClient()


@pytest.fixture
def admin_client(admin_user):
    """The client of a superuser with a second factor."""
    client = EditorsClient()
    client.force_login(admin_user)
    return client


@pytest.fixture
def stranger():
    """A plain client: it logs in only through the pages."""
    return Client()


@pytest.fixture
def clock(monkeypatch):
    """The time, which passes only when a test says so, in seconds."""
    now = [time.time()]
    monkeypatch.setattr("time.time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.fixture
def today(monkeypatch):
    """It is 29 November 2026, until a test calls this with another day."""

    def move_to(day):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    move_to(datetime.date(2026, 11, 29))
    return move_to


@pytest.fixture
def go_on(monkeypatch):
    """Lets time pass: a function of a timedelta."""
    passed, now = [datetime.timedelta()], timezone.now
    monkeypatch.setattr("django.utils.timezone.now", lambda: now() + passed[0])
    return lambda time: passed.__setitem__(0, passed[0] + time)


@pytest.fixture
def editor():
    """A superuser with a password."""
    return make.editor(password=make.PASSWORD, superuser=True)


@pytest.fixture(autouse=True)
def _no_page_cache(request, monkeypatch):
    """Every page is rendered, for tests change records without the admin; except in tests of the page cache."""
    if "page_cache" not in request.keywords:
        monkeypatch.setattr("core.page_cache.PageCache.get", lambda *_: None)


@pytest.fixture(scope="session", autouse=True)
def _no_background_writes():
    """No thread or process writes: a test writes the counts itself, and mail goes out within the commit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.daily_counts.run_later", lambda _seconds, _function: None)
        patch.setattr("editorial.outbox.sending.send_soon", deliver)
        patch.setattr("core.jobs.background.run_soon", lambda: None)  # a test says `run_waiting()`
        yield


@pytest.fixture(autouse=True)
def _no_waiting_counts():
    """No test gets the counts of another one."""
    pages.clear()
    searches.clear()


def pytest_collection_modifyitems(config, items):
    """What needs the real content comes last, so that it is loaded only once; PostgreSQL repeats what depends on it."""
    items.sort(key=lambda item: "content" in item.fixturenames)
    if connection.vendor == "postgresql":
        repeated = [item for item in items if has_database(item) and not item.get_closest_marker("on_sqlite_only")]
        config.hook.pytest_deselected(items=[item for item in items if item not in repeated])
        items[:] = repeated


def has_database(item):
    """Whether a test may come near a database: if not, it says nothing of PostgreSQL after it passed on SQLite.

    Without a fixture pytest-django refuses every query; a test of which the processes have a database of their own is
    marked by hand.
    """
    is_marked = item.get_closest_marker("django_db") or item.get_closest_marker("own_database")
    is_of_django = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    return bool(is_marked or is_of_django or DATABASE_FIXTURES & {*item.fixturenames})


def pytest_collection_finish():
    """What was imported stays: the garbage collector need not look at it again and again, a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def _loaded(django_db_setup, django_db_blocker):
    """The real content, from the first test that needs it until the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(settings.BASE_DIR / "fixtures")
        yield
        transaction.set_rollback(True)


@contextmanager
def rolled_back(django_db_blocker):
    """Within this the database is filled for more than one test, and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def content(_loaded, django_db_blocker):
    """The real content; what the tests of a module change in it is rolled back after them."""
    with rolled_back(django_db_blocker):
        yield


@pytest.fixture(scope="class")
def shared(django_db_setup, django_db_blocker):
    """A database for the fixtures of a class, so that its tests need not create the same again."""
    with rolled_back(django_db_blocker):
        yield
