"""What the portal writes is closed to others, also what an earlier release wrote, and it writes nowhere else."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings

from core import private_files
from tests.support.processes import get, wait_for

BASE_DIR = settings.BASE_DIR
NOT_COPIED = shutil.ignore_patterns(".venv", ".git", "var", "tests", "docs", ".*_cache", ".hypothesis")
# Root may write everywhere: without this capability the modes count for root too.
AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 else []


def environment(var, **changes):
    base = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50, "VAR_DIR": str(var), "PYTHONDONTWRITEBYTECODE": "1"}
    return base | changes


def run(code, var, *words, **changes):
    command = [*AS_ANYBODY, sys.executable, *words]
    return subprocess.run(
        command, cwd=code, env=environment(var, **changes), capture_output=True, text=True, check=False
    )


def modes(folder):
    """The modes of a folder and of all that is in it, but for the static files."""
    paths = [folder, *(path for path in folder.rglob("*") if "static" not in path.parts)]
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}


@pytest.fixture
def old_installation(tmp_path):
    """A folder as an earlier release left it: open to all."""
    var = tmp_path / "var"
    (var / "mail").mkdir(parents=True)
    for name in ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm", "secret-key", "mail/1.log"):
        (var / name).write_bytes(b"")
        (var / name).chmod(0o644)
    for folder in (var / "mail", var):
        folder.chmod(0o755)
    return var


@pytest.fixture
def read_only_code(tmp_path):
    """A copy of the code that nobody can write in."""
    code = tmp_path / "code"
    shutil.copytree(BASE_DIR, code, ignore=NOT_COPIED)
    for path in [*code.rglob("*"), code]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield code
    for path in [code, *code.rglob("*")]:
        path.chmod(0o755)


def test_an_existing_installation_is_closed_at_the_next_start(old_installation):
    assert run(BASE_DIR, old_installation, "manage.py", "check").returncode == 0

    found = modes(old_installation)
    assert {found.pop("var"), found.pop("mail")} == {0o700}
    assert len(found) == 5
    assert set(found.values()) == {0o600}


def test_a_link_to_the_folder_closes_the_folder(old_installation, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(old_installation)
    assert run(BASE_DIR, link, "manage.py", "check").returncode == 0

    assert {mode & 0o077 for mode in modes(old_installation).values()} == {0}


@pytest.fixture
def use(monkeypatch):
    """Makes a folder that of a portal on PostgreSQL."""

    def use_folder(folder):
        databases = {"default": {"ENGINE": "django.db.backends.postgresql"}}
        monkeypatch.setattr(private_files, "settings", SimpleNamespace(VAR_DIR=folder, DATABASES=databases))

    return use_folder


def test_what_cannot_be_closed_is_named(use, old_installation, monkeypatch):
    use(old_installation)
    monkeypatch.setattr("pathlib.Path.chmod", lambda *_: (_ for _ in ()).throw(PermissionError()))
    monkeypatch.setattr("os.umask", lambda _mask: 0)
    private_files.protect()

    named = [warning.msg for warning in private_files.private_files()]
    assert named == [
        f"Others can read or write {path}."
        for path in [old_installation, *(old_installation / name for name in ("secret-key", "mail", "mail/1.log"))]
    ]


def test_a_folder_for_everybody_is_left_alone(use, tmp_path):
    tmp_path.chmod(0o1777)
    use(tmp_path)

    assert private_files.exposed_paths() == []


@pytest.mark.own_database
def test_it_runs_from_code_that_cannot_be_written(tmp_path, read_only_code):
    var = tmp_path / "data" / "portal"
    before = sorted(read_only_code.rglob("*"))
    assert "Error" in run(read_only_code, var, "-c", "open('written', 'w')").stderr, "the code can be written"

    done = run(read_only_code, var, "manage.py", "migrate", "contenttypes", "--verbosity=0")
    assert done.returncode == 0, done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*AS_ANYBODY, sys.executable, "-m", "gunicorn", "portal.wsgi", f"--bind=127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "--no-control-socket"], cwd=read_only_code, env=environment(var), stderr=subprocess.PIPE
    )
    try:
        wait_for(port)
        assert get(f"http://127.0.0.1:{port}/robots.txt")[0] == 200
        assert {mode & 0o077 for mode in modes(var).values()} == {0}, "the journal of SQLite too"
        assert "portal.sqlite3-wal" in modes(var)
    finally:
        server.terminate()
        log = server.communicate(timeout=30)[1].decode()
    assert log.count("EMAIL_HOST is empty") == 1
    assert sorted(read_only_code.rglob("*")) == before
