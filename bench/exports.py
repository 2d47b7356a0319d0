"""python -m bench.exports [FILE.db …]: what the file of all initiatives costs in each format, as Markdown.

Each argument is a SQLite database of the benchmark; without one, that of DATABASE_URL. Each format is written in a
process of its own, for a process never gives memory back. Measured are the seconds until the first byte and until the
last, those of the processor, and the memory: after a first search, and at most during the export. Needs Linux. A file
that takes ten minutes is given up.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time

import django

FORMATS = ["csv", "xlsx", "json", "jsonl"]
EXPORT = "/initiatieven/export/?formaat="
MAX_SECONDS = 600  # for each file
SETTINGS = {"DEBUG": "0", "BENCHMARK": "1", "SECRET_KEY": "only-for-the-benchmark", "PORTAL_URL": "http://127.0.0.1"}
COLUMNS = ["records", "format", "first byte s", "all s", "processor s", "MB", "memory before MB", "at most MB"]


def megabytes(name):
    """Memory of this process in MB, as Linux reports it: "VmRSS" for the current use, "VmHWM" for the peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def measure(file_format):
    """Download all initiatives in a format, in this process, and print a JSON list with the values of `COLUMNS`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.test import Client

    from initiatives.models import Initiative

    client = Client(SERVER_NAME="127.0.0.1")
    b"".join(client.get(f"{EXPORT}{file_format}&q=xyzzy"))  # reads what a process remembers
    Path("/proc/self/clear_refs").write_text("5")  # what it takes at most is counted from here
    before, start, processor, size, first = megabytes("VmRSS"), perf_counter(), process_time(), 0, None
    for chunk in client.get(EXPORT + file_format):
        first = first or perf_counter() - start
        size += len(chunk)
    seconds = [first, perf_counter() - start, process_time() - processor]
    figures = [*seconds, size / 1e6, before, megabytes("VmHWM")]
    print(json.dumps([Initiative.objects.published().count(), file_format, *(round(each, 2) for each in figures)]))


def main(databases):
    """Print the table."""
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for file in databases or [None]:
        settings = {"DATABASE_URL": f"sqlite:///{Path(file).resolve()}"} if file else {}
        environment = SETTINGS | os.environ | settings
        for file_format in FORMATS:
            print(f"| {' | '.join(map(str, _in_own_process(file_format, environment)))} |", flush=True)


def _in_own_process(file_format, environment):
    command = [sys.executable, "-m", "bench.exports", file_format]
    try:
        run = subprocess.run(command, check=True, env=environment, timeout=MAX_SECONDS, stdout=subprocess.PIPE)  # noqa: S603
    except subprocess.TimeoutExpired:
        return ["–", file_format, f"given up after {MAX_SECONDS} s"]
    return json.loads(run.stdout)


if __name__ == "__main__":
    measure(sys.argv[1]) if sys.argv[1:2] and sys.argv[1] in FORMATS else main(sys.argv[1:])
