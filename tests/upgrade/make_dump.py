"""Makes the dump of an old installation that the upgrade test starts from.

`test_upgrade.py` restores the database of an earlier release, runs `migrate` with the current code, and demands that
nothing is lost. dump/ has that database for SQLite and for PostgreSQL, and facts.json, which both have in common.

    make_dump.py, old_installation.py, clock.py, content/    make the dump; they run only in a checkout of c29550b
    facts.py             reads what is in a database, with the old code and with the current code
    check_upgrade.py     reads the same after the upgrade, and tries what people can do there
    new_names.json       what was renamed since: models, permissions, columns

To make the dump again, in a checkout of c29550b:

    DEBUG=1 DATABASE_URL=sqlite:////tmp/old.sqlite3 python …/tests/upgrade/make_dump.py /tmp/dump
    DEBUG=1 tests/postgres python …/tests/upgrade/make_dump.py /tmp/dump

The second run must leave facts.json as the first one made it. The clock stands on 2 March 2026 meanwhile. All names,
passwords and keys are fictional.
"""

import gzip
import json
import logging
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEY = "only for the upgrade test, never for a site of anybody"
SEARCH_TABLES = re.compile(r"(?:INSERT INTO|CREATE TABLE) \W?search_(?:words|titles)(?:_\w+)?\W")


def main(folder):
    os.environ |= {"SECRET_KEY": KEY, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    sys.path.insert(0, str(Path.cwd()))
    import clock

    time = clock.install()
    import django

    django.setup()
    folder.mkdir(parents=True, exist_ok=True)
    result = fill(time, folder)
    text = json.dumps(result, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    (folder / "facts.json").write_text(f"{text}\n", encoding="utf-8")


def fill(time, folder):
    """Migrate and fill the empty database, and dump it; returns the facts about it."""
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    logging.disable()  # some pages are refused on purpose
    call_command("migrate", verbosity=0)
    import facts
    import old_installation

    links = old_installation.OldInstallation(time, HERE / "content").fill().links
    result = facts.of_database({}) | {"links": links, "reloaded": facts.reloaded(HERE / "content")}
    result |= {name: getattr(old_installation, name.upper()) for name in ("session", "password", "secret")}
    result["secret_key"] = KEY
    dump(folder)  # before any page is requested, for that leaves rows
    result |= {"pages": facts.of_pages(links), "desk": facts.of_desk({})}
    check(result["pages"], facts.PAGES | {links[name]: texts for name, texts in facts.LINKS.items()})
    return result


def check(pages, expected):
    """Fail when a page lacks a text that the test will look for."""
    missing = {page: {*texts} - {*pages[page]["texts"]} for page, texts in expected.items()}
    assert not any(missing.values()), missing


def dump(folder):
    """Write the database as SQL statements."""
    from django.db import connection

    url = os.environ["DATABASE_URL"]
    connection.close()
    lines = of_sqlite(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else of_postgres(url)
    packed = gzip.compress("\n".join([*lines, ""]).encode(), mtime=0)
    (folder / f"{connection.vendor}.sql.gz").write_bytes(packed)


def of_sqlite(name):
    """The statements of an SQLite file; FTS5 tables are filled through themselves, not through their shadow tables."""
    with sqlite3.connect(name) as database:
        lines = [line for line in database.iterdump() if not SEARCH_TABLES.match(line)]
        lines = [line for line in lines if "sqlite_master" not in line and "writable_schema" not in line]
        return [*lines[:-1], *fts_table(database, "search_words"), *fts_table(database, "search_titles"), "COMMIT;"]


def fts_table(database, table):
    """The statements that create and fill an FTS5 table."""
    row = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()
    names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    yield f"{row[0]};"
    values = " || ', ' || ".join(f'quote("{name}")' for name in ["rowid", *names])
    for (values_of_row,) in database.execute(f"SELECT {values} FROM {table} ORDER BY rowid"):  # noqa: S608
        yield f"INSERT INTO {table} (rowid, {', '.join(names)}) VALUES ({values_of_row});"  # noqa: S608


def of_postgres(url):
    """The statements of a PostgreSQL database, without the commands that only psql knows."""
    options = ["--no-owner", "--no-privileges", "--inserts"]
    process = subprocess.run([shutil.which("pg_dump"), *options, url], capture_output=True, text=True, check=True)
    return [line for line in process.stdout.splitlines() if line and not line.startswith(("--", "\\"))]


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
