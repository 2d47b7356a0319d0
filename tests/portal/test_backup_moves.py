"""The backup of one kind of database is restored on the other, with commands of their own processes."""

import json

import pytest
from django.conf import settings

from tests.support.processes import Portal, portal

on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
pytestmark = [
    pytest.mark.own_database,
    pytest.mark.skipif(on_sqlite, reason="moves from PostgreSQL to SQLite and back"),
]
FILL = """
from django.db import transaction
from tests.support import make
from allauth.mfa.models import Authenticator
with transaction.atomic():
    make.initiative(slug="bus", title="Bus – ‘één’")
    editor = make.editor(username="ed")
    Authenticator.objects.create(user=editor, type="totp", data={"b": 1, "a": "fernet:x"})
"""
STATE = """
import json
from portal.backup import rows
print(json.dumps({name: rows.checksum(model) for name, model in rows.backed_up().items()}))
"""
MOVED_ON = {"data/initiatives.initiative.jsonl", "data/core.generation.jsonl"}  # by the number of the generation


def state(installation):
    return json.loads(installation.python(STATE))


def test_from_this_kind_of_database_to_sqlite_and_back(tmp_path):
    with portal(tmp_path) as here:
        here.env["VAR_DIR"] = str(tmp_path / "here")
        here.python(FILL)
        before = state(here)
        there = Portal(f"sqlite:///{tmp_path}/there.sqlite3")  # the command makes its tables
        there.env["VAR_DIR"] = str(tmp_path / "there")
        (tmp_path / "address").write_text(f"{there.env['DATABASE_URL']}\n")
        assert "Teruggezet" in here.manage("copy_database", str(tmp_path / "address"))
        assert not list((tmp_path / "here").glob(".copy-*"))
        assert {name for name, digest in state(there).items() if digest != before[name]} <= MOVED_ON
        path = there.manage("backup", str(tmp_path / "backups")).partition(": ")[0]
        here.manage("restore", path, "--replace")

        assert {name for name, digest in state(here).items() if digest != before[name]} <= MOVED_ON
        assert here.python("from search import stamp; print(stamp.is_valid())") == "True"
