"""`deploy/upgrade` under traffic, with a real nginx: to a newer release, to ones that are refused, and back."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.nginx_site import HOST, Site, free_port, need_nginx
from tests.support.processes import filled_portal
from tests.support.systemctl import stop
from tests.support.thoroughness import count_tries

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
TOKEN = "t" * 24
ADD = 'migrations.AddField("merge", "remark", models.TextField(db_default=""))'
REMOVE = 'migrations.RemoveField("merge", "merged_at")'
MIGRATION = """from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("core", {last!r})]
    operations = [{operation}]
"""
BROKEN = "\n\ndef home(request):\n    raise RuntimeError\n"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "tests", "__pycache__", ".*_cache", ".hypothesis")


class Machine:
    """A folder with what `deploy/install` made of this checkout, a server that it says to start, and nginx in front."""

    def __init__(self, folder, installation):
        self.folder, self.root, self.ports = folder, folder / "root", [free_port(), free_port()]
        self._write_settings(installation)
        self.site = Site(folder / "nginx", self.root / "etc/inspiratiemarkt/upstream.conf")
        self._write_commands()

    def _write_settings(self, installation):
        text = (settings.BASE_DIR / "deploy/portal.env").read_text()
        values = {"HOST": HOST, "DATABASE_URL": installation.env["DATABASE_URL"], "MONITORING_TOKEN": TOKEN}
        for name, value in {**values, "SECRET_KEY": "only-for-this-test"}.items():
            text = text.replace(f"@{name}@", value)
        text = text.replace("=/var/", f"={self.root}/var/").replace("8000 8001", "{} {}".format(*self.ports))
        (self.root / "etc/inspiratiemarkt").mkdir(parents=True)
        (self.root / "etc/inspiratiemarkt/portal.env").write_text(text)

    def _write_commands(self):
        play = (
            f"{sys.executable} {settings.BASE_DIR}/tests/support/systemctl.py {self.root} {self.folder}/nginx/nginx.pid"
        )
        commands = {
            "systemctl": f'exec {play} "$@"',
            "nginx": f'exec /usr/sbin/nginx -c {self.folder}/nginx/nginx.conf "$@"',
        }
        (self.folder / "bin").mkdir()
        for name, line in commands.items():
            (self.folder / "bin" / name).write_text(f"#!/bin/bash\n{line}\n")
            (self.folder / "bin" / name).chmod(0o755)

    def run(self, command, *options):
        """Run a script of `deploy/`; returns its status and what it said."""
        env = {"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        words = [str(command), "--root", str(self.root), "--venv", sys.prefix, *options]
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False, timeout=600)
        return done.returncode, done.stdout + done.stderr

    def version(self):
        """The release that visitors get."""
        return json.loads(self.site.get("/status/ready", Authorization=f"Bearer {TOKEN}")[2])["version"]

    @contextmanager
    def serving(self):
        status, said = self.run(settings.BASE_DIR / "deploy/install", "--host", HOST, "--without-content")
        assert status == 0, said
        try:
            subprocess.run(
                [self.folder / "bin/systemctl", "restart", f"inspiratiemarkt-web@{self.ports[0]}"], check=True
            )
            with self.site.running():
                yield self
        finally:
            for port in self.ports:
                stop(self.root / f"{port}.pid")


class Traffic:
    """Visitors who open pages and send forms all the time, and what went wrong for them."""

    def __init__(self, site):
        self.site, self.asked, self.wrong, self._ends = site, 0, [], threading.Event()
        style = re.search(r'href="(/static/[^"]+\.css)"', site.get("/")[2])[1]
        self.requests = [
            ("/", None),
            ("/initiatieven/", None),
            ("/zoeken/?q=taal", None),
            ("/over/", None),
            (style, None),
        ]
        self.requests += [("/initiatieven/?q=opvang", None), ("/beheer/login/", None), ("/aanmelden/", {"title": ""})]
        self.expected = {path: self._ask(path, form) for path, form in self.requests}

    def _ask(self, path, form):
        status, _headers, text = self.site.get(path, form=form)
        return status, bool(text)

    def _visit(self, number):
        while not self._ends.is_set():
            number += 1
            path, form = self.requests[number % len(self.requests)]
            try:
                got = self._ask(path, form)
            except Exception as error:
                got = repr(error)
            self.asked += 1
            if got != self.expected[path]:
                self.wrong.append((path, got))
            time.sleep(0.02)

    def __enter__(self):
        self._threads = [threading.Thread(target=self._visit, args=[number]) for number in range(4)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self._ends.set()
        for thread in self._threads:
            thread.join()
        count_tries(self.asked)


def newer(folder, version, *, operation=None, code=""):
    """A checkout of a later release, with a migration or other code for its home page; returns its script."""
    shutil.copytree(settings.BASE_DIR, folder, ignore=LEFT_OUT, symlinks=True)
    project = folder / "pyproject.toml"
    project.write_text(re.sub(r'^version = ".*"', f'version = "{version}"', project.read_text(), flags=re.MULTILINE))
    if operation:
        last = sorted(path.stem for path in (folder / "core/migrations").glob("0*.py"))[-1]
        text = MIGRATION.format(last=last, operation=operation)
        (folder / "core/migrations/0999_drill.py").write_text(text)
    with (folder / "portal/views.py").open("a") as file:
        file.write(code)
    return folder / "deploy/upgrade"


def test_nobody_notices_an_upgrade_and_what_is_not_well_never_serves(tmp_path):
    need_nginx()
    with filled_portal(tmp_path) as installation, Machine(tmp_path, installation).serving() as machine:
        first = machine.version()
        with Traffic(machine.site) as traffic:
            status, said = machine.run(newer(tmp_path / "harmful", "97.0", operation=REMOVE))
            assert (status, machine.version()) == (1, first), said
            assert "old code still reads and writes this column" in said

            status, said = machine.run(newer(tmp_path / "good", "98.0", operation=ADD))
            assert (status, machine.version()) == (0, "98.0"), said
            assert len([*Path(machine.root, "var/backups/inspiratiemarkt").iterdir()]) == 1

            status, said = machine.run(newer(tmp_path / "broken", "99.0", operation=ADD, code=BROKEN))
            assert (status, machine.version()) == (1, "98.0"), said
            assert "goes on serving" in said

            status, said = machine.run(tmp_path / "good/deploy/upgrade", "--back")
            assert (status, machine.version()) == (0, first), said
    assert traffic.asked > 200
    assert traffic.wrong == []
