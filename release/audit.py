#!/usr/bin/env python3
"""Asks OSV which advisories there are about the packages that are pinned; says so too when it cannot be asked.

`audit.py [--url URL] [FILE]`. Status 0: asked, and nothing is known. 1: there are advisories. 2: not asked; the
pins are shown with the day on which each was pinned, so that who reads it sees how old they are.
"""

import argparse
import json
import re
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OSV = "https://api.osv.dev"
TIMEOUT = 30  # seconds
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)


def main():
    """Print what is known; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default=OSV)
    parser.add_argument("file", nargs="?", default=ROOT / "requirements-dev.txt", type=Path)
    options = parser.parse_args()
    pins = PIN.findall(options.file.read_text(encoding="utf-8"))
    try:
        known = advisories(options.url, pins)
    except (OSError, ValueError, KeyError) as error:
        sys.stdout.write("".join(f"{day}  {name}=={version}\n" for day, name, version in dated(options.file)))
        sys.stderr.write(f"NOT CHECKED: {options.url} cannot be asked ({error}). {len(pins)} pins, the oldest first.\n")
        return 2
    for (name, version), names in known.items():
        sys.stdout.write(f"{name}=={version}: {', '.join(f'https://osv.dev/{name}' for name in names)}\n")
    sys.stdout.write(f"{len(pins)} packages, of which {len(known)} with an advisory.\n")
    return 1 if known else 0


def advisories(url, pins):
    """Query OSV for packages: a dict from (name, version) to names of advisories. Raises OSError, ValueError."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in pins]
    body = json.dumps({"queries": queries}).encode()
    request = urllib.request.Request(f"{url}/v1/querybatch", body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
        results = json.load(response)["results"]
    if len(results) != len(pins):
        raise ValueError(f"{len(results)} answers to {len(pins)} questions")
    named = {pin: [match["id"] for match in result.get("vulns", [])] for pin, result in zip(pins, results, strict=True)}
    return {pin: names for pin, names in named.items() if names}


def dated(file):
    """Each pin of a file with the day on which it was written, by git: (day, name, version), the oldest first."""
    command = ["git", "blame", "--line-porcelain", file.name]
    blamed = subprocess.run(command, cwd=file.resolve().parent, capture_output=True, text=True, check=False)  # noqa: S603
    days, day = {}, "unknown"
    for line in blamed.stdout.splitlines():
        if line.startswith("committer-time "):
            day = datetime.fromtimestamp(int(line.split()[1]), UTC).date().isoformat()
        elif match := PIN.match(line.removeprefix("\t")):
            days[match.groups()] = day
    pins = PIN.findall(file.read_text(encoding="utf-8"))
    return sorted((days.get(pin, "unknown"), *pin) for pin in pins)


if __name__ == "__main__":
    sys.exit(main())
