"""A static copy that is made again, stopped half-way, or must not be made."""

import json

import pytest
from django.core.management import CommandError, call_command

from core import folders
from core.records import State
from initiatives.models import Initiative
from library.models import Picture
from portal.static_copy import copying
from portal.static_copy.addresses import SEARCH
from portal.static_copy.rewriting import rewrite
from tests.conftest import rolled_back
from tests.support import make
from tests.support.static_copies import content, export, small_market

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    with rolled_back(django_db_blocker):
        small_market()
        yield


@pytest.fixture
def few(database, tmp_path, monkeypatch):
    """The same of a few addresses only: the path of its folder, and the list of what was rendered for it."""
    rendered, original = [], copying._Copy._content
    addresses = ["/", "/open-data/", "/initiatieven/", "/initiatieven/feed/"]
    addresses += [picture.smallest for picture in Picture.objects.published().order_by("pk")[:1]]
    monkeypatch.setattr(copying, "first_addresses", lambda: addresses)
    monkeypatch.setattr(copying, "rewrite", lambda *words: (rewrite(*words)[0], []))
    note = lambda self, address: rendered.append(address) or original(self, address)  # noqa: E731
    monkeypatch.setattr(copying._Copy, "_content", note)
    export(tmp_path / "site")
    assert rendered == addresses
    rendered.clear()
    return tmp_path / "site", rendered


def test_another_run_is_the_same_and_rewrites_nothing(few, capsys):
    """Of a few pages; of all in `make drills`."""
    folder, rendered = few
    before = content(folder)
    written = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    journal_of(folder).unlink()
    call_command("export_site", str(folder), verbosity=2)

    assert rendered
    assert content(folder) == before
    is_rewritten = {path.name for path, moment in written.items() if path.stat().st_mtime_ns != moment}
    assert is_rewritten == {folders.MANIFEST}
    assert {path.name for path in folder.parent.iterdir()} == {"site", ".site.journal"}
    assert "[##############################]" in capsys.readouterr().err


def test_nothing_is_made_when_nothing_changed(few):
    folder, rendered = few
    before = {path: path.stat() for path in folder.rglob("*")}
    export(folder)

    assert rendered == []
    assert {path: path.stat() for path in folder.rglob("*")} == before


def test_a_file_that_somebody_changed_is_made_again(few):
    folder, rendered = few
    before = content(folder)
    page = folder / "initiatieven/index.html"
    page.unlink()
    page.write_text("Iets anders")
    export(folder)

    assert rendered
    assert content(folder) == before


def journal_of(folder):
    return folder.with_name(f".{folder.name}.journal")


def stop_at_the_end(folder):
    """Make a copy that is stopped when all is written but the manifest."""
    journal_of(folder).unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "write_manifest", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export(folder)


def test_what_is_gone_is_gone_from_the_copy(few, monkeypatch):
    folder, _rendered = few
    assert list(folder.glob("beeld/*/*"))
    Initiative.objects.filter(title="Huis & tuin").update(state=State.DRAFT)
    make.theme()  # a change that moves the generation on
    monkeypatch.setattr(copying, "first_addresses", lambda: ["/", "/initiatieven/"])
    export(folder)

    assert not list(folder.glob("beeld/*/*"))
    assert "Huis" not in (folder / "initiatieven/index.html").read_text(encoding="utf-8")
    assert "Huis" not in (folder / SEARCH).read_text(encoding="utf-8")


def test_a_stop_leaves_the_old_copy_and_the_next_run_goes_on(few):
    folder, rendered = few
    before = content(folder)
    stop_at_the_end(folder)
    assert content(folder) == before
    assert rendered
    rendered.clear()
    export(folder)

    assert content(folder) == before
    assert rendered == []


def test_what_was_stopped_before_a_change_begins_anew(few):
    folder, rendered = few
    stop_at_the_end(folder)
    rendered.clear()
    make.initiative(title="Nieuw plan")
    export(folder)

    assert "/initiatieven/" in rendered
    assert "Nieuw plan" in (folder / "initiatieven/index.html").read_text(encoding="utf-8")


def test_the_journal_may_end_in_half_a_line(few):
    """What a kill or a full disk leaves of the last line is not believed."""
    folder, rendered = few
    before, journal = content(folder), journal_of(folder)
    folder.with_name(".site.new").mkdir()
    line = json.dumps({"address": "/", "links": [], "status": 200})
    journal.write_text(f"{copying.state_of()}\n{line[:-2]}", encoding="utf-8")
    export(folder)

    assert "/" in rendered
    assert content(folder) == before
    assert journal.read_text(encoding="utf-8").endswith("\nwhole")


def test_a_change_meanwhile_starts_it_anew(few, monkeypatch):
    folder, rendered = few
    states = iter(["a", "b", "c", "c"])
    monkeypatch.setattr(copying, "state_of", lambda: next(states))
    export(folder)

    assert rendered.count("/") == 2


@pytest.mark.parametrize("stopped_at", ["target", "new"])
def test_a_kill_between_the_renames_is_mended(tmp_path, stopped_at):
    """Of the old copy or of the new one, one is there after the next look."""
    old, new = tmp_path / ".site.old", tmp_path / ".site.new"
    for folder in (old, new):
        folder.mkdir()
        folders.write_manifest(folder, kind="k")
    if stopped_at == "new":
        new.rename(tmp_path / "site")
    folders.new_folder(tmp_path / "site", "k")

    assert (tmp_path / "site").is_dir()


def test_a_folder_of_somebody_else_is_not_touched(database, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "brief.txt").write_text("Lieve moeder")

    with pytest.raises(CommandError, match="other files"):
        export(tmp_path / "site")
    assert content(tmp_path) == {"site/brief.txt": b"Lieve moeder"}


def test_a_site_that_refuses_its_own_address_is_not_copied(few, settings):
    folder, _rendered = few
    before = content(folder)
    settings.ALLOWED_HOSTS = ["elders.example"]
    make.theme()

    with pytest.raises(CommandError, match="gave 400"):
        export(folder)
    assert content(folder) == before
