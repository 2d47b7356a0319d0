"""Plays systemd for `deploy/upgrade`: starts the unit that was installed in a folder, as that says, and reloads nginx.

`systemctl.py FOLDER PID_OF_NGINX VERB… UNIT`; a server that it starts is stopped by the process in `FOLDER/PORT.pid`.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

START = "set -a; . {root}/etc/inspiratiemarkt/portal.env; set +a; cd {folder}; exec {command}"
SECONDS = 60


def main(root, nginx, verb, *words):
    """Do what is asked; returns the exit status."""
    unit = words[-1] if words else ""
    if unit == "nginx" and verb == "reload":
        os.kill(int(Path(nginx).read_text()), signal.SIGHUP)
        time.sleep(0.2)
    port = re.search(r"web@(\d+)", unit)
    if port and verb in {"stop", "restart"}:
        stop(Path(root) / f"{port[1]}.pid")
    return start(Path(root), port[1]) if port and verb == "restart" else 0


def start(root, port):
    """Start the web server of a port as its unit says; 1 when it ends at once."""
    unit = (root / "etc/systemd/system/inspiratiemarkt-web@.service").read_text()
    folder, command = (
        re.search(rf"^{name}=(.*)$", unit, re.MULTILINE)[1] for name in ("WorkingDirectory", "ExecStart")
    )
    texts = [text.replace("%i", port).replace("/opt/", f"{root}/opt/") for text in (folder, command)]
    line = START.format(root=shlex.quote(str(root)), folder=texts[0], command=texts[1])
    with (root / f"{port}.log").open("a") as log:
        server = subprocess.Popen(["/bin/bash", "-c", line], stdout=log, stderr=log, start_new_session=True)
    (root / f"{port}.pid").write_text(str(server.pid))
    end = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < end:
        if f":{int(port):04X} 00000000:0000 0A" in Path("/proc/net/tcp").read_text():  # it listens
            return 0
        time.sleep(0.1)
    return 1


def stop(file):
    """End a server with what it has begun, and wait for that."""
    if not file.exists():
        return
    pid = int(file.read_text())
    file.unlink()
    try:
        os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            time.sleep(0.05)
    except (ProcessLookupError, FileNotFoundError):
        pass


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
