"""The table of `make drills`: how much each drill tried on each database, how often it failed, and how long it took.

A plugin of pytest, that adds its rows to the file that DRILL_TABLE names; run with such a file it prints them all.
"""

import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

from .thoroughness import take_tries

HEADER = ["drill", "database", "tries", "failures", "seconds"]
_drills = defaultdict(Counter)


def pytest_runtest_logreport(report):
    """Count a phase of a test; one that counts no tries itself is one, and one that was skipped is none."""
    path, _, test = report.nodeid.partition("::")
    drill = _drills[f"{Path(path).stem}: {test.partition('[')[0]}".replace("test_", "").replace("_", " ")]
    drill["seconds"] += report.duration
    drill["failures"] += report.failed
    if report.when == "call" and not report.skipped:
        drill["tries"] += take_tries() or 1


def pytest_sessionfinish():
    """Add the rows of this database to the file."""
    database = "PostgreSQL" if "DATABASE_URL" in os.environ else "SQLite"
    with open(os.environ["DRILL_TABLE"], "a") as file:
        for name, drill in _drills.items():
            row = [name, database, drill["tries"], drill["failures"], round(drill["seconds"])]
            file.write(json.dumps(row) + "\n")


def print_table(path):
    """Print the rows of a file, with their sums."""
    rows = [json.loads(line) for line in Path(path).read_text().splitlines()]
    sums = ["all", "", *(sum(column) for column in list(zip(*rows, strict=True))[2:])] if rows else []
    for name, database, *numbers in [HEADER, *sorted(rows), *([sums] if rows else [])]:
        sys.stdout.write(f"{name:<75} {database:<10} " + " ".join(f"{number:>8}" for number in numbers) + "\n")


if __name__ == "__main__":
    print_table(sys.argv[1])
