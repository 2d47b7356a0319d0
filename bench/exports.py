"""python -m bench.exports: what the file of all initiatives costs in each format, in a benchmark's DATABASE_URL.

Prints one JSON line for each format: seconds, bytes, and how many megabytes the process grew, each in a new process.
"""

import json
import os
import resource
import subprocess
import sys
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
FORMATS = ["csv", "xlsx", "json", "jsonl"]


def megabytes():
    """The most memory that this process ever took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(file_format):
    """Download all initiatives in a format, in this process."""
    django.setup()
    from django.test import Client

    client = Client()
    b"".join(client.get("/initiatieven/export/?q=xyzzy&formaat=" + file_format))
    before, start, size = megabytes(), perf_counter(), 0
    for chunk in client.get("/initiatieven/export/?formaat=" + file_format):
        size += len(chunk)
    figures = {"seconds": round(perf_counter() - start, 1), "bytes": size, "grew_mb": round(megabytes() - before)}
    print(json.dumps({"format": file_format, **figures}), flush=True)


def main():
    """Measure each format in a process of its own, for a process never gives memory back."""
    for file_format in FORMATS:
        subprocess.run([sys.executable, "-m", "bench.exports", file_format], check=True)  # noqa: S603


if __name__ == "__main__":
    measure(sys.argv[1]) if sys.argv[1:] else main()
