"""A disk that is really full: SQLite on a small tmpfs, and a web process that goes on reading."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.processes import get, portal
from tests.support.thoroughness import count_tries

pytestmark = [
    pytest.mark.drill,
    pytest.mark.own_database,
    pytest.mark.skipif(os.getuid() != 0, reason="only root mounts a small disk"),
    pytest.mark.skipif(
        not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="the disk of PostgreSQL is not ours"
    ),
]
PAGES = ["/", "/initiatieven/?q=taal", "/zoeken/?q=opvang", "/aanmelden/", "/beheer/login/", "/initiatieven/feed/"]
WRITE = """
import collections, logging
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from initiatives.models import Initiative
from tests.support import desk
from tests.support.submission_forms import FORM_PATH, form_data
setup_test_environment()
logging.disable()
settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
chief = User.objects.filter(username="baas").first()
if chief is None:
    chief = User.objects.create_user("baas", "b@x.example", "drie-groene-kramen", is_staff=True, is_superuser=True)
editor, visitor = desk.EditorsClient(raise_request_exception=False), Client(raise_request_exception=False)
editor.cookies["sessionid"] = ""
def rows():
    with connection.cursor() as cursor:
        return {table: cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
                for table in connection.introspection.table_names()}
shown = Initiative.objects.get(code="INI-01")
url = desk.address(shown)
"""
BEFORE = f"""{WRITE}
editor.force_login(chief)
assert desk.save(editor, shown, title="Een concept").status_code == 302
print(editor.session.session_key)
"""
FULL = f"""{WRITE}
editor.cookies["sessionid"] = SESSION
before, data = rows(), desk.opened(editor, url)
sent = [editor.post(url, data | {{"title": f"Vol {{n}}", "approach": "lang " * 200 * n}}) for n in range(30)]
sent += [visitor.post(FORM_PATH, form_data(shown.main_theme, email=f"a{{n}}@x.example"), REMOTE_ADDR=f"10.0.{{n}}.1")
         for n in range(30)]
sent += [visitor.post("/beheer/login/", {{"login": "baas", "password": "drie-groene-kramen"}}) for n in range(3)]
statuses = collections.Counter(response.status_code for response in sent)
assert set(statuses) == {{507}}, statuses
pages = [desk.address(model, "changelist") for model in admin.site._registry] + ["/beheer/", url]
read = collections.Counter(editor.get(page).status_code for page in pages)
assert set(read) == {{200}}, read
assert rows() == before
print(len(sent), len(pages))
"""


@contextmanager
def small_disk(folder):
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], check=True)  # noqa: S607
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


def fill(folder):
    """Write until nothing fits any more."""
    size = 1 << 20
    with Path(folder, "fill").open("ab", buffering=0) as file:
        while size:
            try:
                file.write(b"x" * size)
            except OSError:
                size //= 2


def test_every_form_is_refused_and_every_page_is_shown(tmp_path):
    with small_disk(tmp_path / "disk") as disk, portal(disk) as installation:
        installation.env["EMAIL_HOST"] = "127.0.0.1"
        installation.manage("load_content")
        session = installation.python(BEFORE)
        with installation.server() as address:
            assert {get(address + page)[0] for page in PAGES} == {200}
            fill(disk)
            refused, shown = installation.python(FULL.replace("SESSION", repr(session))).split()
            assert {get(address + page)[0] for page in PAGES} == {200}
            Path(disk, "fill").unlink()
            installation.python(
                FULL.replace("SESSION", repr(session))
                .replace("== {507}", "<= {302, 200, 429}")
                .replace("assert rows() == before", "")
            )
        count_tries(int(refused) + int(shown) + len(PAGES))
        print(f"{refused} forms refused, {shown} pages of the desk and {len(PAGES)} of the site shown: 0 failures")
