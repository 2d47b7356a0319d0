"""A PostgreSQL of its own for a test, that can be frozen, killed and started again."""

import os
import shlex
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.conf import settings


class Server:
    """A running PostgreSQL in a temporary folder."""

    def __init__(self, url):
        self.url = url
        self.data = Path(parse_qs(urlsplit(url).query)["host"][0]) / "data"

    def signal(self, number):
        """Send a signal to every process of the server."""
        main = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in [*map(int, children), main]:
            os.kill(process, number)

    def stop(self):
        """End the server at once, as a power cut does."""
        self._command = shlex.split((self.data / "postmaster.opts").read_text())
        self._pg_ctl("stop", "--mode=immediate")

    def start(self):
        """Start it again, on the same data."""
        self._pg_ctl("start", "--wait", f"--options={shlex.join(self._command[1:])}", f"--log={self.data.parent}/log")

    def _pg_ctl(self, verb, *options):
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        pg_ctl = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))[-1]
        command = [*as_postgres, pg_ctl, verb, "--silent", f"--pgdata={self.data}", *options]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


@contextmanager
def server():
    """Start a server with `tests/postgres`, and remove it afterwards."""
    command = [settings.BASE_DIR / "tests" / "postgres", "sh", "-c", 'echo "$DATABASE_URL"; read _end']
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    started = Server(process.stdout.readline().strip())
    try:
        yield started
    finally:
        if (started.data / "postmaster.pid").exists():
            started.signal(signal.SIGCONT)
        process.communicate("\n", timeout=60)
