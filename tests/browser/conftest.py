"""Fixtures of the browser tests: Chromium, and the site with its real content.

A browser test only reads. One that writes takes pytest-django's `live_server` instead of `site`;
pytest-django runs those first, on an empty database, before `site` is filled.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import modify_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from editorial.accounts.roles import CHIEF_EDITORS, ensure_groups
from tests.support import make
from tests.support.actions import Worker

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Store SQLite's test database in a file: the server's threads can't share one in memory safely."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings) -> Iterator[None]:
    """A test database in any case: pytest-django makes none for `site`, which would fill the developer's own."""
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of the site with its real content, loaded once for all browser tests."""
    with django_db_blocker.unblock(), modify_settings(ALLOWED_HOSTS={"append": "localhost"}):
        call_command("load_content")
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium with a profile of its own."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, in which Django would refuse the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--disable-gpu", "--disable-quic"],  # Playwright adds --no-sandbox and the like
        )
        yield chromium
        chromium.close()


@contextmanager
def opened_pages(browser: Browser) -> Iterator[tuple[Callable[..., Page], list[str]]]:
    """Gives what opens a page, and the list of what failed on all of them; closes them."""
    contexts, errors = [], []

    def record_violation(message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            errors.append(message.text)

    def open_page(width: int = 1280, height: int = 900, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", record_violation)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page, errors
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of a given size, with the options of Playwright's `new_context`.

    At the end the test fails if a script failed or the content security policy was violated.
    """
    with opened_pages(browser) as (open_page, errors):
        yield open_page
    assert errors == []


@pytest.fixture(scope="session")
def _one_page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    with opened_pages(browser) as (open_page, errors):
        yield open_page(), errors


@pytest.fixture
def same_page(_one_page) -> Iterator[Page]:
    """A page on a phone that many tests have one after another: opening one takes longer than looking at it."""
    page, errors = _one_page
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="light")
    yield page
    errors_of_page, errors[:] = errors[:], []
    assert errors_of_page == []


@pytest.fixture
def page(open_page) -> Page:
    """A page on a desktop screen."""
    return open_page()


@pytest.fixture(params=[320, 375])
def narrow_page(request, open_page) -> Page:
    """A page on a phone; the test runs once for each width."""
    return open_page(width=request.param, height=800)


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Finds violations of WCAG 2.2 A and AA on a page, one line for each; `only` and `without` are names of a rule.

    The script comes in through the debugger, to which the site's security policy doesn't apply.
    """

    script = Axe().axe_script

    def violations(page: Page, only: str = "", without: str = "") -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        rules = {without: {"enabled": False}} if without else {}
        options = {"runOnly": [only] if only else WCAG, "rules": rules, "resultTypes": ["violations"]}
        faults = page.evaluate("async options => (await axe.run(options)).violations", options)
        return [
            f"{fault['id']}: {fault['help']}: {' '.join(map(str, node['target']))}"
            for fault in faults
            for node in fault["nodes"]
        ]

    return violations


@pytest.fixture(scope="session")
def barriers(axe) -> Callable[[Page], list[str]]:
    """Finds what is wrong with a page once it is there: violations of WCAG, and what is wider than the screen."""

    def faults(page: Page) -> list[str]:
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return [*axe(page), *(["too wide"] if wide else [])]

    return faults


@pytest.fixture
def at_the_desk(live_server, open_page) -> Callable[..., Worker]:
    """Opens the desk, or another path, for somebody with a role, an editor at first."""

    def begin(name: str = "redacteur", role: str = "", path: str = "/beheer/") -> Worker:
        user = make.editor(username=name, password=make.PASSWORD)
        if role:
            user.groups.set([ensure_groups(apps, role)])
        return Worker(open_page(), live_server.url, user, path)

    return begin


@pytest.fixture
def chief(at_the_desk) -> Worker:
    """A chief editor at the desk."""
    return at_the_desk("eindredacteur", CHIEF_EDITORS)
