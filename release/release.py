#!/usr/bin/env python3
"""Makes a release of a clean checkout: version, changelog, accepted migrations, SBOM, one commit and its tag.

`release.py VERSION`; `make release VERSION=…` asks for advisories first, and holds the lock files to pyproject.toml.
`release.py --sbom` writes the SBOM alone.
"""

import argparse
import re
import subprocess
import sys
from calendar import month_name
from datetime import date
from pathlib import Path

VERSION = re.compile(r"\d+\.\d+\.\d+")
SBOM = "release/sbom.cdx.json"


class Refused(Exception):
    """Return the reasons why a release cannot be made."""


def main():
    """Make it; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("version", nargs="?", default="")
    parser.add_argument("--sbom", action="store_true")
    options, root = parser.parse_args(), Path(__file__).resolve().parent.parent
    try:
        if options.sbom:
            write_sbom(root)
            return 0
        release(root, options.version)
    except Refused as error:
        sys.stderr.write(f"No release: {error}\n")
        return 1
    sys.stdout.write(f"This is v{options.version}. Send it out with: git push --follow-tags\n")
    return 0


def release(root, version):
    """Make a release in a checkout. Raises Refused, before anything is written."""
    project, changelog = root / "pyproject.toml", root / "CHANGELOG.md"
    text = project.read_text(encoding="utf-8")
    refuse_unfit(root, re.search(r'^version = "(.*)"', text, re.MULTILINE)[1], version)
    new_changelog = dated(changelog.read_text(encoding="utf-8"), version)
    changelog.write_text(new_changelog, encoding="utf-8")
    project.write_text(re.sub(r'^version = ".*"', f'version = "{version}"', text, flags=re.MULTILINE), encoding="utf-8")
    code = root / "publiccode.yml"
    renewed = re.sub(
        r"^softwareVersion: .*", f"softwareVersion: {version}", code.read_text("utf-8"), flags=re.MULTILINE
    )
    code.write_text(re.sub(r"^releaseDate: .*", f'releaseDate: "{date.today()}"', renewed, flags=re.MULTILINE), "utf-8")
    run(root, sys.executable, "manage.py", "check_upgrade", "--accept")
    write_sbom(root)
    run(root, "git", "add", "--all")
    run(root, "git", "commit", "--quiet", "--allow-empty", "--message", f"Release {version}")
    run(root, "git", "tag", "--annotate", f"v{version}", "--message", f"Version {version}")


def refuse_unfit(root, before, version):
    """Refuse a version that is no later one, or a checkout with changes in it."""
    if not VERSION.fullmatch(version) or parts(version) < parts(before):
        raise Refused(f"{version!r} is no version after {before}.")
    if run(root, "git", "status", "--porcelain"):
        raise Refused("the checkout has changes that are not committed.")
    if run(root, "git", "tag", "--list", f"v{version}"):
        raise Refused(f"v{version} is there already.")


def parts(version):
    """A version to compare: a tuple of numbers."""
    return tuple(int(part) for part in version.split("."))


def dated(changelog, version):
    """The changelog with what was unreleased under this version and the day of today. Raises Refused."""
    unreleased = re.search(r"^## Unreleased\n(.*?)(?=^## )", changelog, re.MULTILINE | re.DOTALL)[1].strip()
    if f"## {version} " in changelog:
        if unreleased:
            raise Refused(f"CHANGELOG.md has a part about {version}, and more under Unreleased.")
        return changelog
    if not unreleased:
        raise Refused("CHANGELOG.md says nothing under Unreleased.")
    today = date.today()
    title = f"## {version} – {today.day} {month_name[today.month]} {today.year}"
    return changelog.replace("## Unreleased\n", f"## Unreleased\n\n{title}\n", 1)


def write_sbom(root):
    """Write what a release is made of, from the lock file of what an installation gets."""
    source = ["requirements", "requirements.txt", "--pyproject", "pyproject.toml", "--mc-type", "application"]
    form = ["--output-reproducible", "--output-format", "JSON", "--output-file", SBOM]
    run(root, sys.executable, "-m", "cyclonedx_py", *source, *form)


def run(root, *words):
    """Run a command; return its output. Raises Refused when it fails."""
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Refused(f"{' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
