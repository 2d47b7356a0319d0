"""A separate portal with real processes, on the same kind of database as the tests."""

import atexit
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
from django.conf import settings

TIMEOUT = 60  # seconds
SETUP = "import django; django.setup();"


class Portal:
    """An installation with the real content; every process that it starts sees what the others committed.

    web_server: the process of the last server, which starts those that serve.
    """

    def __init__(self, database_url):
        self.prefix = []
        self.env = {
            **os.environ,
            "DATABASE_URL": database_url,
            "SECRET_KEY": "only-for-this-test",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PORTAL_URL": "http://localhost:8000",
            "PYTHONPATH": str(settings.BASE_DIR),
        }

    def manage(self, *words):
        """Run a command to its end; returns what it printed."""
        return self._run([sys.executable, "manage.py", *words])

    def python(self, code):
        """Run some code in a process of its own; returns what it printed."""
        return self._run([sys.executable, "-c", f"{SETUP}\n{code}"])

    def start(self, *words, log=None, talks=False, **environment):
        """Start a Python process and leave it running.

        Args: log, a file for what it says of errors; talks, whether it is to be spoken to, line by line.
        """
        command, env = [*self.prefix, sys.executable, *words], {**self.env, **environment}
        pipes = {"stdin": subprocess.PIPE if talks else None, "stdout": subprocess.PIPE, "text": talks}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, stderr=log, **pipes)

    def cut_connections(self):
        """End every connection to the database, as a restart does; SQLite has none to lose."""
        url = self.env["DATABASE_URL"]
        if url.startswith("postgres"):
            with psycopg.connect(url, autocommit=True) as connection:
                other_sessions = "datname = current_database() AND pid <> pg_backend_pid()"
                connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {other_sessions}")  # noqa: S608

    def open_transactions(self):
        """How many transactions are open now, and would stop the database from tidying up; on SQLite 1 for any."""
        if (url := self.env["DATABASE_URL"]).startswith("postgres"):
            with psycopg.connect(url, autocommit=True) as connection:
                others = "datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
                query = f"SELECT count(*) FROM pg_stat_activity WHERE {others} AND state <> 'active'"  # noqa: S608
                return connection.execute(query).fetchone()[0]
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as connection:
            return connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

    @contextmanager
    def locked(self):
        """Within this nobody can write, and on PostgreSQL nobody can read whether anything changed."""
        if (url := self.env["DATABASE_URL"]).startswith("postgres"):
            with psycopg.connect(url) as connection:
                connection.execute("LOCK TABLE core_generation")
                yield
                connection.rollback()
            return
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")

    @contextmanager
    def server(self, *options, workers=1, **start):
        """The server of `make run` with one process or more, options of gunicorn and of `start`; gives its address."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        usual = ["--workers", str(workers), "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
        gunicorn = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "tests.support.plain_wsgi"]
        self.web_server = process = self.start(*gunicorn, *usual, *options, **start)
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=TIMEOUT)

    def _run(self, words):
        process = subprocess.run(
            words, cwd=settings.BASE_DIR, env=self.env, capture_output=True, text=True, timeout=300
        )
        assert process.returncode == 0, process.stderr
        return process.stdout.strip()


@contextmanager
def portal(folder):
    """A temporary portal: on a file in a folder, or on a database beside that of the tests."""
    with _portal(folder, _new_database(is_filled=False)) as installation:
        yield installation


@contextmanager
def filled_portal(folder):
    """A temporary portal with the real content."""
    with _portal(folder, _new_database(is_filled=True)) as installation:
        yield installation


@contextmanager
def _portal(folder, original):
    """A portal with a copy of a database."""
    if isinstance(original, Path):
        file = Path(folder) / "portal.sqlite3"
        with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(file)) as target:
            source.backup(target)
        yield Portal(f"sqlite:///{file}")
        return
    name = f"apart_{uuid4().hex}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {original}")
        try:
            yield _on_server(name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _new_database(*, is_filled):
    """A new installation, with the real content or without, made once for all tests: to migrate takes 20 seconds.

    Returns: its file, or its name on the server, which is thrown away with all that is on it.
    """
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        folder = Path(mkdtemp(prefix="portal-"))
        atexit.register(shutil.rmtree, folder)
        database = folder / "portal.sqlite3"
        installation = Portal(f"sqlite:///{database}")
    else:
        database = f"original_{uuid4().hex}"
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
        installation = _on_server(database)
    installation.manage("migrate", "--verbosity=0")
    if is_filled:
        installation.manage("load_content")
    return database


def _on_server(name):
    return Portal(os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?"))


def wait_for(port):
    """Wait until something listens."""
    end = time.monotonic() + TIMEOUT
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)


def get(address, form=None, **headers):
    """A page as a visitor gets it who opens it or sends a form: status, headers and text."""
    data = form and urlencode(form).encode()
    headers = {key.replace("_", "-"): value for key, value in headers.items()}
    request = urllib.request.Request(address, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()
