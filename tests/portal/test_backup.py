"""The backup: what is restored elsewhere is the same to the byte, and what is damaged or strange changes nothing."""

import gzip
import hashlib
import io
import json
import os
import pwd
import tarfile

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import resolve

from core import generation
from core.records import State
from initiatives.models import Initiative
from portal.backup import making, restoring, rows
from portal.backup.archive import BackupRefused, unpack
from portal.backup.making import backups, make_backup
from portal.backup.restoring import restore
from search import stamp
from tests.portal.test_secrets import linked
from tests.portal.test_visibility import entangle
from tests.support import make
from tests.support.editorial_rows import create_editorial_rows, create_revisions_in_every_state
from tests.support.public_urls import data_paths, public_paths

pytestmark = pytest.mark.django_db
MOVED_ON = {"data/initiatives.initiative.jsonl", "data/core.generation.jsonl"}  # by the number of the generation
PICTURE = "pictures/" + "a" * 32 + "-320.jpg"


def fill():
    """A row of every model, and a file."""
    records = linked(State.PUBLISHED)
    entangle(records, linked(State.DRAFT))
    create_editorial_rows(records["initiative"], records["publication"])
    create_revisions_in_every_state(State.PUBLISHED)
    if not default_storage.exists(PICTURE):
        default_storage.save(PICTURE, ContentFile(b"beeld"))


def checksums():
    return {name: rows.checksum(model) for name, model in rows.backed_up().items()}


def pages():
    """What a visitor gets from every address, but from the forms, which say when they were asked for."""
    addresses = [*public_paths(limit=1), *data_paths(limit=1)]
    kept = [address for address in addresses if not hasattr(resolve(address.partition("?")[0]).func, "takes_forms")]
    return {address: Client().get(address).getvalue() for address in kept}


@pytest.fixture
def backup(tmp_path):
    """An installation with something of everything, and its backup."""
    fill()
    path, _total = make_backup(tmp_path / "backups")
    return path


@pytest.fixture
def small(tmp_path):
    """A backup of one initiative."""
    make.initiative(slug="bus", title="Bus")
    return make_backup(tmp_path / "backups")[0]


def rewritten(path, *, manifest=(), add=(), leave=()):
    """A backup of which the manifest says something else, or files were added or left out."""
    target = path.with_name("anders.tar.gz")
    with tarfile.open(path) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = old.extractfile(member).read()
            if member.name == "manifest.json":
                content = json.dumps(json.loads(content) | dict(manifest)).encode()
            if member.name not in leave:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
        for name, content in add:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return target


class TestEverythingIsTheSame:
    def test_rows_pages_and_files_of_an_empty_installation_that_got_the_backup(self, backup):
        before, shown, number = checksums(), pages(), generation.read().number
        titles = list(Initiative.objects.order_by("pk").values_list("title", "updated_at"))
        assert len(shown) > 60
        rows.empty()
        default_storage.delete(PICTURE)

        manifest = restore(backup)

        after = checksums()
        assert {name for name in before if after[name] != before[name]} <= MOVED_ON
        assert titles == list(Initiative.objects.order_by("pk").values_list("title", "updated_at"))
        assert {name: facts["sha256"] for name, facts in manifest["files"].items() if name in before} == before
        with default_storage.open(PICTURE) as file:
            assert file.read() == b"beeld"
        assert stamp.is_valid()
        assert generation.read().number > number
        again = pages()
        assert [address for address in shown if shown[address] != again[address]] == []

    def test_every_model_is_in_it_but_what_is_made_from_others(self, backup):
        own = [model for model in rows.backed_up().values() if not model._meta.auto_created]

        assert [model._meta.label for model in own if not model._base_manager.exists()] == []
        left_out = {model._meta.label_lower for model in rows.all_models()} - {
            model._meta.label_lower for model in rows.backed_up().values()
        }
        assert left_out == rows.DERIVED

    def test_who_logs_in_is_who_did_and_new_rows_get_new_keys(self, small):
        editor = make.editor(username="ed", password=make.PASSWORD)
        path, _total = make_backup(small.parent)
        rows.empty()
        restore(path)

        assert get_user_model().objects.get(username="ed").check_password(make.PASSWORD)
        assert make.editor(username="nieuw").pk > editor.pk
        assert make.initiative(slug="nieuw").pk > Initiative.objects.get(slug="bus").pk

    def test_a_moment_keeps_its_microseconds(self, small):
        before = Initiative.objects.get(slug="bus").updated_at
        restore(small, replaces=True)

        assert Initiative.objects.get(slug="bus").updated_at == before


class TestRefused:
    def refuse(self, path, words, **options):
        before = checksums()
        with pytest.raises(BackupRefused, match=words):
            restore(path, **({"replaces": True} | options))
        assert checksums() == before

    def test_an_installation_with_something_in_it(self, small):
        Initiative.objects.update(title="Nieuwer")
        self.refuse(small, "niet leeg", replaces=False)

        restore(small, replaces=True)
        assert Initiative.objects.get().title == "Bus"

    def test_a_file_that_is_cut_off_anywhere(self, small):
        whole = small.read_bytes()
        for part in (0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 1200):
            small.write_bytes(whole[:part])
            self.refuse(small, "beschadigd")

    def test_a_file_of_which_a_byte_is_another(self, small):
        plain = bytearray(gzip.decompress(small.read_bytes()))
        plain[plain.index(b'"Bus"') + 1] = ord("H")
        small.write_bytes(gzip.compress(bytes(plain)))

        self.refuse(small, "beschadigd: data/initiatives.initiative.jsonl")

    def test_a_file_that_is_none(self, tmp_path):
        (tmp_path / "x").write_text("hallo")
        self.refuse(tmp_path / "x", "beschadigd")
        self.refuse(tmp_path / "y", "is er niet")

    def test_a_file_that_the_account_of_the_portal_may_not_read(self, small, tmp_path):
        """Whoever brings in a copy as root hears so, and not that it is damaged."""
        small.chmod(0)
        account = os.geteuid()
        os.seteuid(account or pwd.getpwnam("nobody").pw_uid)  # root may read everything
        try:
            name = pwd.getpwuid(os.geteuid()).pw_name
            with pytest.raises(BackupRefused, match=rf"{small.name} mag niet worden gelezen door {name}\.$"):
                unpack(small, tmp_path / "new")
        finally:
            os.seteuid(account)

    @pytest.mark.parametrize("name", ["../kwaad", "/var/kwaad", "media/nog-een", "data/auth.user.jsonl"])
    def test_a_file_with_something_else_in_it(self, small, name):
        self.refuse(rewritten(small, add=[(name, b"x")]), "beschadigd")

    def test_a_file_without_one_of_its_parts(self, small):
        self.refuse(rewritten(small, leave=["data/auth.user.jsonl"]), "beschadigd: data/auth.user.jsonl")

    @pytest.mark.parametrize(
        ("says", "words"),
        [
            ({"format": 2}, "vorm die deze versie niet kent"),
            ({"migrations": [["core", "0001_initial"]], "version": "0.0.9"}, "andere versie .0.0.9"),
        ],
    )
    def test_a_file_of_another_release(self, small, says, words):
        self.refuse(rewritten(small, manifest=says.items()), words)

    def test_rows_that_do_not_belong_together(self, small, monkeypatch):
        """Somebody made the file by hand: its checksums are right, and a reference leads nowhere."""
        line = json.dumps({"id": 1, "initiative_id": 9_999_999, "publication_id": 9_999_999, "heading": ""}).encode()
        name = next(name for name in rows.backed_up() if name == "data/initiatives.citation.jsonl")
        with tarfile.open(small) as tar:
            files = json.load(tar.extractfile("manifest.json"))["files"]
        fields = {field.attname: None for field in rows.backed_up()[name]._meta.concrete_fields}
        line = json.dumps(fields | json.loads(line)).encode() + b"\n"
        files[name] = {"bytes": len(line), "sha256": hashlib.sha256(line).hexdigest()}
        wrong = rewritten(small, manifest={"files": files}.items(), leave=[name], add=[(name, line)])
        before = checksums()
        with pytest.raises(Exception, match=r".+"):
            restore(wrong, replaces=True)
        assert checksums() == before

    def test_an_error_half_way_leaves_everything(self, small, monkeypatch):
        Initiative.objects.update(title="Nieuwer")

        def broken():
            raise OSError("de schijf")

        monkeypatch.setattr(restoring.index, "rebuild", broken)
        before = checksums()
        with pytest.raises(OSError, match="de schijf"):
            restore(small, replaces=True)
        assert checksums() == before

    def test_what_did_not_come_over_as_it_was(self, small, monkeypatch):
        monkeypatch.setattr(restoring.rows, "insert", lambda model, file: None)
        before = checksums()
        with pytest.raises(BackupRefused, match="Niet alles kwam over"):
            restore(small, replaces=True)
        monkeypatch.undo()
        assert checksums() == before


class TestFile:
    def test_only_its_owner_reads_it_and_nothing_else_stays(self, small):
        assert small.stat().st_mode & 0o077 == 0
        assert list(small.parent.iterdir()) == [small]

    def test_a_backup_that_fails_leaves_no_file(self, tmp_path, monkeypatch):
        monkeypatch.setattr(making, "plain_settings", lambda: {}["x"])
        with pytest.raises(KeyError):
            make_backup(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_it_has_the_settings_and_no_secret(self, tmp_path, monkeypatch):
        secrets = {name: f"geheim-{name}" for name in ("S3_SECRET_KEY", "EMAIL_HOST_PASSWORD", "MONITORING_TOKEN")}
        secrets["DATABASE_URL"] = os.environ.get("DATABASE_URL", "postgres://u:geheim@h/n")
        for name, value in {**secrets, "SITE_OWNER": "Gemeente Waterland"}.items():
            monkeypatch.setenv(name, value)
        path, _total = make_backup(tmp_path)

        with tarfile.open(path) as tar:
            said = json.load(tar.extractfile("settings.json"))
        assert said["SITE_OWNER"] == "Gemeente Waterland"
        assert not said.keys() & {*secrets, "SECRET_KEY"}
        assert b"geheim" not in gzip.decompress(path.read_bytes())

    def test_the_newest_stay(self, tmp_path):
        (tmp_path / "eigen.tar.gz").write_text("van een ander")
        made = [make_backup(tmp_path, keep=2)[0] for _time in range(4)]

        assert backups(tmp_path) == made[-2:]
        assert (tmp_path / "eigen.tar.gz").exists()

    def test_the_same_rows_give_the_same_bytes(self, small):
        second, _total = make_backup(small.parent)
        with tarfile.open(small) as one, tarfile.open(second) as two:
            for member in one:
                if member.name != "manifest.json":
                    assert one.extractfile(member).read() == two.extractfile(member.name).read()
