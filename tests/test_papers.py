"""The papers say what is true of the code."""

import re
import tomllib

import pytest
import yaml
from django.conf import settings

from opendata.api.rate_limit import LIMIT, SECONDS

ROOT = settings.BASE_DIR
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def paper(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_publiccode_has_what_the_standard_demands():
    code = yaml.safe_load(paper("publiccode.yml"))

    for key in ["name", "url", "platforms", "legal", "maintenance", "localisation", "softwareVersion"]:
        assert code[key], key
    assert code["publiccodeYmlVersion"] == "0.7"
    assert code["legal"]["license"] == PROJECT["license"] == "EUPL-1.2"
    assert code["softwareVersion"] == PROJECT["version"]
    assert code["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    for text in code["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_the_changelog_knows_this_version():
    assert f"## {PROJECT['version']} " in paper("CHANGELOG.md")


def test_the_licence_is_named():
    assert "SPDX-License-Identifier: EUPL-1.2" in paper("LICENSE")


@pytest.mark.parametrize(
    "target", ["run", "test", "dev", "editor", "lint", "fix", "clean", "help", "audit", "sbom", "release"]
)
def test_make_has_the_targets_that_the_readme_promises(target):
    assert f"\n{target}: " in paper("Makefile")


def test_the_readme_names_every_room():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert [room for room in rooms if f"`{room}/`" not in paper("README.md")] == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md", "docs/overview.md"])
def test_the_files_that_a_paper_names_exist(name):
    named = re.findall(r"`([a-z_]+/[\w./-]+\.(?:py|html|md|yaml|csv))`", paper(name))

    assert len(named) > 5
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_dependency_has_a_reason():
    reasons = paper("docs/decisions.md").lower()
    extras = PROJECT["optional-dependencies"]["dev"]
    names = [line.replace("[", ">").split(">")[0].lower() for line in [*PROJECT["dependencies"], *extras]]

    assert [name for name in names if name not in reasons] == []


def test_a_decision_takes_five_lines_at_most():
    entries = [text for text in paper("docs/decisions.md").split("\n\n") if text.startswith("**")]

    assert len(entries) > 50
    assert [entry.splitlines()[0] for entry in entries if len(entry.splitlines()) > 5] == []


def rows_about_security():
    """The rows of docs/security.md that have a test: a list of (number, asked, how, test)."""
    lines = [line for line in paper("docs/security.md").splitlines() if re.match(r"\| (V\d|\d\.\d)", line)]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def test_each_row_about_security_has_a_test_or_says_why_not():
    rows = rows_about_security()
    named = {test.strip("`") for *_rest, test in rows if test}

    assert len(rows) > 90
    assert [row for row in rows if len(row) != 4] == []
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []
    untested = [number for number, _asked, how, test in rows if not test and "**Gap" not in how]
    explained = {"V6.8", "V7.1.2", "V10, V17, V4.3, V4.4", "V11.1.1, V11.1.2", "V11.4.2", "V16.1.1"}
    assert {*untested} == explained | {"5.14.02", "8.24.02, 8.24.03"}


def test_the_limit_of_the_api_is_said_as_it_is():
    [flood] = [how for number, _asked, how, _test in rows_about_security() if number == "V2.4.1"]

    assert f"{LIMIT} requests a minute" in flood
    assert SECONDS == 60


def test_no_number_of_a_standard_is_there_twice():
    numbers = [number for cells in rows_about_security() for number in cells[0].split(", ")]

    assert [number for number in numbers if numbers.count(number) > 1] == []


def test_the_index_names_every_paper():
    index = paper("docs/README.md")
    papers = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}

    assert [name for name in papers if f"]({name})" not in index] == []
    assert [link for link in re.findall(r"\]\(([\w./]+)\)", index) if not (ROOT / "docs" / link).is_file()] == []


def test_no_script_stores_anything_in_the_browser():
    scripts = [path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts]
    stores = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie")

    assert scripts
    assert [path.name for path in scripts if stores.search(path.read_text(encoding="utf-8"))] == []
