"""An installation of an earlier release, filled by its own code, upgrades to the current code and loses nothing."""

import gzip
import json
import os
import re
import runpy
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from psycopg.rows import dict_row

pytestmark = pytest.mark.own_database

HERE = Path(__file__).resolve().parent
DUMP, CHECK, NAMES = HERE / "dump", HERE / "check_upgrade.py", HERE / "new_names.json"
MODELS, PERMISSIONS, COLUMNS = json.loads(NAMES.read_text(encoding="utf-8")).values()
MOVED_BACK = runpy.run_path(str(HERE / "facts.py"))["moved_back"]
ENVIRONMENT = {"CHECK_LINK_DAYS": "36500", "REVIEW_LINK_DAYS": "36500", "DJANGO_SETTINGS_MODULE": "portal.settings"}
NOT_COMPARED = {  # rows that follow from the code, or that are compared under their new names
    *("django_migrations", "django_content_type", "auth_permission", "auth_group_permissions"),
    *("auth_user_user_permissions", "search_word", "search_revision", "core_generation", "sqlite_sequence"),
}
NEW_RECORDS = [
    *("initiatives.monthlycoverage", "themes.frameworkmoment", "themes.keyfigure"),
    *("municipalities.place", "municipalities.provincename"),
    *("initiatives.bundle", "initiatives.bundleitem", "initiatives.programmeitem"),
    *("library.picture", "library.paper", "initiatives.galleryitem", "initiatives.attachment"),
    *("initiatives.bundlepicture", "initiatives.marketpicture", "initiatives.slides", "initiatives.quote"),
    "initiatives.consideration",
]
NEW_PARTS = ["galleryitem", "attachment", "bundleitem", "programmeitem", "bundlepicture", "marketpicture", "slides"]
NEW_PARTS += ["quote", "consideration"]
OF_SUBMITTERS = [record.replace(".", ".view_") for record in [*NEW_RECORDS, "municipalities.reorganisation"]]
OF_EDITORS = [record.replace(".", f".{verb}_") for record in NEW_RECORDS for verb in ("add", "change", "view")]
OF_EDITORS += [f"initiatives.delete_{part}" for part in NEW_PARTS]
OF_EDITORS += ["core.view_pageuse", "municipalities.delete_provincename", "themes.delete_frameworkmoment"]
OF_EDITORS += ["municipalities.view_reorganisation", "reviews.view_round"]
OF_EDITORS += ["questions.view_question", "questions.change_question"]
OF_EDITORS += ["revisions.view_publicchange", "subscriptions.view_subscription"]
OF_EDITORS += ["pages.view_fixedpage", "pages.change_fixedpage"]
OF_EDITORS += [f"pages.{verb}_newsitem" for verb in ("add", "change", "view")]
OF_SETTINGS = ["pages.view_sitesettings", "pages.change_sitesettings"]
CAME_LATER = {  # what each group may do with what did not exist before
    "beheerder": [
        *("outbox.view_mail", "outbox.retry_mail", "municipalities.view_place", "sources.view_publication"),
        *("municipalities.plan_reorganisation", "municipalities.view_reorganisation"),
        *("municipalities.view_province", "core.view_jobrun"),
        *OF_SETTINGS,
    ],
    "redacteur": OF_EDITORS,
    "eindredacteur": [
        *OF_EDITORS,
        *OF_SETTINGS,
        *("municipalities.plan_reorganisation", "core.view_merge", "core.merge_records"),
        "revisions.erase_publicchange",
    ],
    "inzender-gemeente": OF_SUBMITTERS,
}
OTHER_COLUMNS = {"content_type_id", "object_type"}  # compared under their new names


class Installation:
    """A database that was restored from the dump, with the current code."""

    def __init__(self, url, secret_key):
        self.url, self.is_sqlite = url, url.startswith("sqlite")
        self.env = {**os.environ, **ENVIRONMENT, "DATABASE_URL": url, "SECRET_KEY": secret_key}
        self.env["PYTHONPATH"] = str(settings.BASE_DIR)

    def run(self, *arguments):
        """Run a Python process to its end; returns what it printed."""
        command = [sys.executable, *arguments]
        process = subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.env, capture_output=True, text=True, timeout=300
        )
        assert process.returncode == 0, process.stdout + process.stderr
        return process.stdout.strip()

    def restore(self):
        """Fill the empty database."""
        if self.is_sqlite:
            with closing(self._connect()) as database:
                database.executescript(dumped("sqlite"))
        else:
            with self._connect() as database:
                database.execute(dumped("postgresql"))

    def rows(self):
        """All rows of all tables, but those of the search engine: for each table a list of dicts."""
        with closing(self._connect()) as database:
            tables = [row["name"] for row in database.execute(SQLITE_TABLES if self.is_sqlite else POSTGRES_TABLES)]
            return {table: by_text(database.execute(f'SELECT * FROM "{table}"')) for table in tables}  # noqa: S608

    def _connect(self):
        if not self.is_sqlite:
            return psycopg.connect(self.url, row_factory=dict_row)
        database = sqlite3.connect(self.url.removeprefix("sqlite:///"))
        database.row_factory = sqlite3.Row
        database.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, str(text))))
        return database


SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts5%'"
POSTGRES_TABLES = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'search_words'"


def dumped(vendor):
    return gzip.decompress((DUMP / f"{vendor}.sql.gz").read_bytes()).decode()


def by_text(rows):
    """Rows as dicts, in the order of their text."""
    return sorted((dict(row) for row in rows), key=str)


def only(names, rows):
    """Rows with some of their columns, in an order that is the same before and after an upgrade."""
    return by_text({name: row.get(name) for name in names} for row in rows)


def moved_back(row):
    """A row in which what moved within its snapshot is in its old place; columns that moved are in `COLUMNS`."""
    if "snapshot" not in row:
        return row
    stored = row["snapshot"]
    back = MOVED_BACK(json.loads(stored) if isinstance(stored, str) else stored)
    return row | {"snapshot": json.dumps(back) if isinstance(stored, str) else back}


@pytest.fixture(scope="module")
def facts_before():
    """What was in the old installation."""
    return json.loads((DUMP / "facts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def installation(tmp_path_factory, facts_before):
    """The old installation, before the upgrade."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        restored = Installation(
            f"sqlite:///{tmp_path_factory.mktemp('upgrade')}/portal.sqlite3", facts_before["secret_key"]
        )
        restored.restore()
        yield restored
        return
    server, name = os.environ["DATABASE_URL"], f"upgrade_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
        try:
            restored = Installation(server.replace("/postgres?", f"/{name}?"), facts_before["secret_key"])
            restored.restore()
            yield restored
        finally:
            database.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def upgraded(installation):
    """The rows before and after the upgrade, and the report of `check_upgrade.py` about the latter."""
    before = installation.rows()
    installation.run("manage.py", "migrate", "--verbosity=0")
    after = installation.rows()
    again = installation.run("manage.py", "migrate", "--no-color")
    report = json.loads(installation.run(str(CHECK), str(DUMP / "facts.json"), str(NAMES)))
    return {"before": before, "after": after, "again": again, **report}


def renamed(value):
    """The same facts, with the current names of models and permissions."""
    if isinstance(value, dict):
        return {renamed(key): renamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item) for item in value]
    return NEW_NAMES.get(value, value) if isinstance(value, str) else value


def new_names():
    """Every name of a model or a permission that changed: pairs of old and new."""
    for old, new in MODELS.items():
        yield from ((old, new), (old.lower(), new.lower()))
        (app, model), (new_app, new_model) = old.lower().split("."), new.lower().split(".")
        for verb in ("add", "change", "delete", "view"):
            yield f"{app}.{verb}_{model}", f"{new_app}.{verb}_{new_model}"
    yield from PERMISSIONS.items()


NEW_NAMES = dict(new_names())
NEW_TABLES = {old.lower().replace(".", "_"): new.lower().replace(".", "_") for old, new in MODELS.items()}


def in_any_order(value):
    """A fact with its lists of permissions sorted by their current names."""
    if isinstance(value, dict):
        return {key: in_any_order(item) for key, item in value.items()}
    return sorted(value) if isinstance(value, list) else value


def test_a_second_migrate_does_nothing(upgraded):
    assert "No migrations to apply." in upgraded["again"]


def test_the_models_need_no_other_migration(installation, upgraded):
    assert installation.run("manage.py", "makemigrations", "--check", "--dry-run").startswith("No changes detected")


def test_every_row_is_still_there(upgraded):
    before, after = upgraded["before"], upgraded["after"]
    for table in before.keys() - NOT_COMPARED:
        columns = COLUMNS.get(table, {})
        rows = [{columns.get(name, name): value for name, value in row.items()} for row in before[table]]
        names = sorted({name for row in rows for name in row} - OTHER_COLUMNS)
        assert only(names, map(moved_back, after[NEW_TABLES.get(table, table)])) == only(names, rows), table


def test_no_page_that_was_cached_before_is_shown_again(upgraded):
    tables = {"before": "search_revision", "after": NEW_TABLES.get("search_revision", "search_revision")}
    [before], [after] = (upgraded[when][table] for when, table in tables.items())
    assert after["number"] >= before["number"]
    assert after["due"] == before["due"]


@pytest.mark.parametrize(
    "what",
    [
        *("initiatives", "versions", "submissions", "log", "checks", "agreements", "imports", "second_factors"),
        *("searches", "loaded", "access", "reloaded"),
    ],
)
def test_the_facts_are_the_same(facts_before, upgraded, what):
    assert upgraded[what] == renamed(facts_before[what])


def test_every_model_has_as_many_rows(facts_before, upgraded):
    expected = renamed(facts_before["counts"])
    assert {label: upgraded["counts"].get(label) for label in expected} == expected


def test_the_audit_log_has_the_same_rows_and_links(facts_before, upgraded):
    assert renamed(upgraded["audit"]) == renamed(facts_before["audit"])
    expected = ["editorial.Submission", "editorial.ContactAgreement", "editorial.SheetImport", "initiatives.Initiative"]
    assert upgraded["audit_links"] == expected
    assert upgraded["audit_is_fixed"]


@pytest.mark.parametrize("what", ["groups", "users"])
def test_nobody_may_do_more_or_less(facts_before, upgraded, what):
    expected = renamed(facts_before[what])
    if what == "groups":
        expected = {group: [*permissions, *CAME_LATER.get(group, [])] for group, permissions in expected.items()}
    assert in_any_order(upgraded[what]) == in_any_order(expected)


def test_every_list_of_the_admin_is_open_to_the_same_users(facts_before, upgraded):
    before = facts_before["desk"]
    for label in ("sources.Publication", "municipalities.Province"):  # to choose from for a reorganisation
        before["beheerder"][label] = 200
    same_lists = {user: {label: lists[label] for label in before[user]} for user, lists in upgraded["desk"].items()}
    assert same_lists == before


def test_nothing_is_left_under_an_old_name(facts_before, upgraded):
    assert upgraded["old_names"] == []
    assert upgraded["used_keys"] == []
    old, current = (set(facts["permissions_of_all"]) for facts in (facts_before, upgraded))
    assert set(renamed(sorted(old))) <= current
    assert not current & (old - set(renamed(sorted(old))))


@pytest.mark.django_db
def test_the_tables_are_those_of_a_new_installation(upgraded):
    schema = runpy.run_path(str(HERE / "facts.py"))["schema"]()
    new = json.loads(json.dumps(schema))
    assert upgraded["schema"].keys() == new.keys()
    for table in new:
        assert upgraded["schema"][table] == new[table], table


def test_visitors_read_the_same_also_behind_old_links(facts_before, upgraded):
    assert upgraded["pages"] == facts_before["pages"]


def test_an_editor_logs_in_with_the_old_password_and_app(upgraded):
    assert upgraded["logged_in"]


def test_an_editor_who_was_logged_in_publishes_what_was_approved(upgraded):
    texts = ["Taalcoaches en taalmaatjes in Waterveen", "66%", "Een nieuwe naam.", "Lessen in de avond toegevoegd."]
    assert upgraded["published"] == [200, ["1", "2", "3"], 200, 302, texts]


def test_a_visitor_can_submit_a_form(upgraded):
    assert upgraded["sent"] == [302, 1]
