"""Two PostgreSQLs of a test: one that is written to, and a replica that follows it and can take its place."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

OPTIONS = ["fsync=off", "listen_addresses=", "wal_level=replica", "max_wal_senders=4", "autovacuum=off"]


class Pair:
    """A primary and its replica, each in a folder of its own; one address names both, and finds the one to write to."""

    def __init__(self, folder):
        self.primary, self.replica = folder / "primary", folder / "replica"
        hosts = f"{self.primary},{self.replica}"
        self.url = f"postgres://portal@/postgres?host={hosts}&target_session_attrs=read-write"
        self._bin = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]

    def start(self):
        """Make the primary and start it; then the replica, from a copy of it."""
        as_new = ["--username=portal", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", f"--pgdata={self.primary}/data", *as_new)
        self._pg_ctl(self.primary, "start", "--wait", f"--log={self.primary}/log", self._options(self.primary))
        copy = ["--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync"]
        self._run(
            "pg_basebackup", f"--host={self.primary}", "--username=portal", f"--pgdata={self.replica}/data", *copy
        )
        self.start_replica()

    def start_replica(self):
        """Start the replica, also again."""
        self._pg_ctl(self.replica, "start", "--wait", f"--log={self.replica}/log", self._options(self.replica))

    def stop_replica(self):
        """End the replica as a power cut does."""
        self._pg_ctl(self.replica, "stop", "--mode=immediate")

    def kill_primary(self):
        """End the primary as a power cut does."""
        self._pg_ctl(self.primary, "stop", "--mode=immediate")

    def promote(self):
        """Let the replica take its place: what an engineer does by hand."""
        self._pg_ctl(self.replica, "promote", "--wait")

    def stop(self):
        for folder in (self.replica, self.primary):
            if (folder / "data" / "postmaster.pid").exists():
                self._pg_ctl(folder, "stop", "--mode=immediate")

    def _options(self, folder):
        return f"--options=-k {folder} " + " ".join(f"-c {option!r}" for option in OPTIONS)

    def _pg_ctl(self, folder, *words):
        self._run("pg_ctl", words[0], "--silent", f"--pgdata={folder}/data", *words[1:])

    def _run(self, program, *words):
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        command = [*as_postgres, str(self._bin / program), *words]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def pair():
    """Start both, and remove them afterwards."""
    folder = Path(mkdtemp(prefix="pair-", dir="/tmp"))
    for made in (folder, folder / "primary", folder / "replica"):
        made.mkdir(exist_ok=True)
        made.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(made, "postgres", "postgres")
    servers = Pair(folder)
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()
        shutil.rmtree(folder)
