"""The dump and the static copy of the real content: from one database to the other and back, and killed half-way."""

import random
import subprocess
import time

import pytest

from core.folders import altered_files, read_manifest
from tests.support.processes import Portal, portal
from tests.support.static_copies import broken_links, content

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
KILLS = 3
SECONDS = 3600  # that a whole copy may take


def test_a_dump_goes_from_one_database_to_the_other_and_back(market, tmp_path):
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    market.manage("dump_content", str(first))
    other = Portal(f"sqlite:///{tmp_path}/other.sqlite3")
    other.manage("migrate", "--verbosity=0")
    other.manage("load_content", f"--folder={first}")
    other.manage("dump_content", str(second))
    with portal(tmp_path) as back:
        back.manage("load_content", f"--folder={second}")
        back.manage("dump_content", str(third))

    assert content(first) == content(second) == content(third)


def test_a_public_dump_can_be_read(market, tmp_path):
    market.manage("dump_content", "--public", str(tmp_path / "first"))
    other = Portal(f"sqlite:///{tmp_path}/other.sqlite3")
    other.manage("migrate", "--verbosity=0")
    other.manage("load_content", f"--folder={tmp_path / 'first'}")
    other.manage("dump_content", "--public", str(tmp_path / "second"))

    assert content(tmp_path / "first") == content(tmp_path / "second")


@pytest.mark.on_sqlite_only
def test_a_copy_is_whole_whenever_it_is_killed(market, tmp_path):
    """It takes minutes: the real content has more than six thousand addresses."""
    folder = tmp_path / "site"
    with export(market, folder) as process:
        process.communicate(timeout=SECONDS)
    before = content(folder)
    for _kill in range(KILLS):
        with export(market, folder) as process:
            time.sleep(random.uniform(2, 60))
            process.kill()
        assert content(folder) == before
    with export(market, folder) as process:
        process.communicate(timeout=SECONDS)

    assert process.returncode == 0
    assert content(folder) == before
    assert list(altered_files(folder, read_manifest(folder))) == []
    broken, total = broken_links(folder)
    assert broken == []
    assert total > 50_000


def export(market, folder):
    """Start making a copy, of which nothing is there yet but what a killed run left."""
    if not folder.with_name(f".{folder.name}.new").is_dir():
        folder.with_name(f".{folder.name}.journal").unlink(missing_ok=True)
    return market.start("manage.py", "export_site", str(folder), log=subprocess.DEVNULL, DEBUG="1")
