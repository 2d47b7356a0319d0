"""The layers of the code: imports point down only, nothing works behind the scenes, and no file grows too long."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

LAYERS = [
    "core",
    "search",
    "sources",
    "municipalities",
    "library",
    "themes",
    "initiatives",
    "pages",
    "opendata",
    "editorial",
    "portal",
]
DESK = ["outbox", "audit", "accounts", "revisions", "submissions"]  # lowest first
DESK += ["questions", "subscriptions", "reviews", "imports", "content"]
HEAVY = {
    "openpyxl",
    "pypdf",
    "PIL",
    "pillow_heif",
    "docx",
    "odfdo",
    "lxml",
    "icalendar",
    "qrcode",
    "rdflib",
    "pydantic",
}
HEAVY |= {"boto3", "prometheus_client"}
PAGES = ("views", "listings", "urls", "feeds", "admin", "backlinks")
SHOWN = {
    "search",
    "search.documents",
    "opendata.exports.formats",
    "opendata.exports.views",
    "themes.models",
    "themes.thesaurus",
    "initiatives.models",
    "initiatives.adoptions",
    "initiatives.suspect_addresses",
    "initiatives.finder.selection",
    "initiatives.finder.catalogue",
    "initiatives.finder.cards",
    "initiatives.finder.chips",
    "initiatives.finder.map",
    "initiatives.finder.peers",
}
ADMIN_PARTS = {  # parts of the admin that are not called so, and the addresses that it is mounted at
    "core/confirmed_actions.py",
    "core/usage.py",
    "editorial/accounts/access.py",
    "editorial/accounts/decorators.py",
    "editorial/apps.py",
    "editorial/imports/workbook.py",
    "editorial/revisions/draft_editor.py",
    "editorial/site.py",
    "portal/urls.py",
}
ADMIN = re.compile(r"(^|\.)(admin|admin_base|\w+_admin)(\.|$)")
NO_SITE = ("django.contrib.admin.models.", "django.contrib.admin.utils.")  # the log, and helpers without a site
MAX_LINES = 300


def modules():
    """Every module of the apps, without migrations: a dict from its path to its syntax tree."""
    files = [file for layer in LAYERS for file in (settings.BASE_DIR / layer).rglob("*.py")]
    code = [file.relative_to(settings.BASE_DIR) for file in files if "migrations" not in file.parts]
    return {file: ast.parse((settings.BASE_DIR / file).read_text()) for file in code}


MODULES = modules()


def imports(file, tree):
    """What a module imports, anywhere in it: full names such as "themes.models"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            around = file.parent.parts[: len(file.parent.parts) - node.level + 1] if node.level else ()
            yield ".".join([*around, *([node.module] if node.module else [])])


def crossings():
    """All imports from one app to another: (module, own app, what it imports)."""
    for file, tree in MODULES.items():
        for name in imports(file, tree):
            if name.split(".")[0] in LAYERS and name.split(".")[0] != file.parts[0]:
                yield file, file.parts[0], name


def is_page(file):
    """Whether a module makes pages: these may show what lies above them, such as initiatives."""
    return file.stem.startswith(PAGES)


def test_every_app_has_its_layer():
    apps = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")} - {"tests", "bench"}

    assert apps == set(LAYERS)
    assert len(list(crossings())) > 30


def test_imports_point_down():
    upward = [
        f"{file} imports {name}"
        for file, own, name in crossings()
        if LAYERS.index(name.split(".")[0]) > LAYERS.index(own) and not (is_page(file) and name in SHOWN)
    ]

    assert upward == []


def test_imports_within_the_desk_point_down():
    upward = []
    for file, tree in MODULES.items():
        if file.parts[0] == "editorial" and len(file.parts) > 2 and not (is_page(file) or file.stem.endswith("_admin")):
            apps = [name.split(".")[1] for name in names(file, tree) if name.startswith("editorial.")]
            upward += [f"{file} imports {app}" for app in apps if app in DESK[DESK.index(file.parts[1]) + 1 :]]

    assert upward == []


def test_only_the_admin_site_stands_beside_the_apps_of_the_desk():
    folder = settings.BASE_DIR / "editorial"

    assert {path.parent.name for path in folder.glob("*/__init__.py")} == {*DESK, "migrations"}
    assert {path.name for path in folder.glob("*.py")} == {"__init__.py", "apps.py", "site.py"}


def test_the_readme_shows_the_layers_in_their_order():
    readme = (settings.BASE_DIR / "README.md").read_text()
    table = [readme.index(f"| `{layer}/` |") for layer in LAYERS]
    desk = readme[readme.index("| `editorial/` |") :].partition("\n")[0]

    assert table == sorted(table)
    assert [desk.index(f"`{app}/`") for app in DESK] == sorted(desk.index(f"`{app}/`") for app in DESK)


def test_nothing_imports_the_portal():
    assert [f"{file} imports {name}" for file, _own, name in crossings() if name.split(".")[0] == "portal"] == []


def test_nothing_imports_the_benchmark():
    imported = {name for file, tree in MODULES.items() for name in imports(file, tree)}

    assert [name for name in imported if name.split(".")[0] == "bench"] == []


def test_the_public_side_does_not_know_the_editors():
    public = [f"{file} imports {name}" for file, own, name in crossings() if name.startswith("editorial")]

    assert public == []


def names(file, tree):
    """What a module imports, anywhere in it, with the names that it takes: such as "django.contrib.admin"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            (module,) = imports(file, node)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def is_admin(file):
    """Whether a module is a part of the admin."""
    return file.as_posix() in ADMIN_PARTS or any("admin" in part for part in file.parts)


def test_nothing_outside_the_admin_calls_it():
    calls = [
        f"{file} imports {name}"
        for file, tree in MODULES.items()
        if not is_admin(file)
        for name in names(file, tree)
        if ADMIN.search(name) and not name.startswith(NO_SITE)
    ]

    assert calls == []


def test_a_module_that_calls_the_admin_is_seen():
    lines = [
        "from django.contrib import admin, messages",
        "from core.admin_base import RecordAdmin",
        "from . import admin",
    ]
    trees = [ast.parse(line) for line in lines]

    assert all(any(ADMIN.search(name) for name in names(Path("themes/views.py"), tree)) for tree in trees)


@pytest.mark.parametrize("layer", LAYERS)
def test_no_signals(layer):
    imported = [
        f"{file} imports {name}"
        for file, tree in MODULES.items()
        if file.parts[0] == layer
        for name in imports(file, tree)
        if name.startswith("django.dispatch") or name.endswith(".signals")
    ]

    assert imported == []


@pytest.mark.parametrize("folder", [*LAYERS, "tests"])
def test_no_long_files(folder):
    files = {file: len(file.read_text().splitlines()) for file in Path(settings.BASE_DIR / folder).rglob("*.py")}

    assert files
    assert {
        str(file): lines for file, lines in files.items() if lines > MAX_LINES and "migrations" not in file.parts
    } == {}


def test_a_process_loads_a_heavy_library_only_when_it_is_asked_for_what_needs_it():
    """All addresses and the desk, without them, take 100 MB; with them 135 (docs/performance.md)."""
    code = "import django, sys; django.setup(); import portal.urls; print(*sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )

    assert "editorial.imports.admin" in done.stdout.split()
    assert HEAVY & {*done.stdout.split()} == set()


def test_tests_with_a_database_of_their_own_run_on_both():
    """Nothing else distinguishes them from tests without a database, which run on SQLite only."""
    files = (settings.BASE_DIR / "tests").rglob("test_*.py")
    names = {file: {*imports(file, ast.parse(file.read_text()))} for file in files}
    connecting = {file for file, modules in names.items() if modules & {"tests.support.processes", "psycopg"}}

    assert len(connecting) >= 2
    assert [file for file in connecting if "pytest.mark.own_database" not in file.read_text()] == []
