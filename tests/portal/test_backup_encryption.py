"""An encrypted backup: only who has the private key puts it back, and whatever is wrong is said in one line."""

import re
import subprocess

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command

from core.jobs import JobFailed
from initiatives.models import Initiative
from portal import jobs
from portal.backup import encryption
from portal.backup.archive import BackupRefused
from portal.backup.making import backups, make_backup
from portal.backup.restoring import restore
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Two pairs of keys: for each the public key, and the file with the private one."""
    need = [portal_settings.BASE_DIR / "tests" / "need-package", "age", "age-keygen", "--version"]
    subprocess.run(need, check=True, capture_output=True)
    files = [tmp_path_factory.mktemp("keys") / name for name in ("ours", "other")]
    for file in files:
        subprocess.run(["/usr/bin/age-keygen", "--output", file], check=True, capture_output=True)
    return [(re.search("age1[a-z0-9]+", file.read_text())[0], file) for file in files]


@pytest.fixture
def encrypted(keys, settings, tmp_path):
    """An encrypted backup of one initiative."""
    settings.BACKUP_RECIPIENTS = [keys[0][0]]
    make.initiative(slug="bus", title="Bus naar Waterveen")
    return make_backup(tmp_path / "backups", keep=1)[0]


def test_who_has_the_key_gets_all_of_it_back(encrypted, keys, capsys):
    assert backups(encrypted.parent) == [encrypted]
    assert encryption.is_encrypted(encrypted)
    assert b"Waterveen" not in encrypted.read_bytes()
    Initiative.objects.all().delete()

    call_command("restore", str(encrypted), identity=str(keys[0][1]), replace=True)
    assert Initiative.objects.get().title == "Bus naar Waterveen"
    assert "Teruggezet" in capsys.readouterr().out


def test_each_of_the_recipients_can_read_it(encrypted, keys, settings):
    settings.BACKUP_RECIPIENTS = [public for public, _file in keys]
    path, _total = make_backup(encrypted.parent)

    assert {restore(path, check_only=True, identity=file)["version"] for _public, file in keys}


def test_without_the_key_it_is_refused_in_words(encrypted, keys, tmp_path):
    with pytest.raises(CommandError, match=r"is versleuteld\. Geef met --identity"):
        call_command("restore", str(encrypted), check=True)
    with pytest.raises(BackupRefused, match=r"sleutel \(.*weg\) is er niet"):
        restore(encrypted, identity=tmp_path / "weg")
    with pytest.raises(BackupRefused, match="niet te ontcijferen: no identity matched"):
        restore(encrypted, identity=keys[1][1])
    (tmp_path / "leeg").write_text("")
    with pytest.raises(BackupRefused, match="niet te ontcijferen"):
        restore(encrypted, identity=tmp_path / "leeg")


def test_a_byte_that_changed_or_is_missing_changes_nothing(encrypted, keys):
    whole = encrypted.read_bytes()
    Initiative.objects.update(title="Nieuwer")
    for part in (whole[:-1], whole[: len(whole) // 2], whole + b"x", whole[:-20] + b"x" + whole[-19:]):
        encrypted.write_bytes(part)
        with pytest.raises(BackupRefused, match="niet te ontcijferen"):
            restore(encrypted, replaces=True, identity=keys[0][1])
    assert Initiative.objects.get().title == "Nieuwer"


def test_without_the_program_there_is_no_backup_and_it_is_said(encrypted, settings, monkeypatch, tmp_path):
    settings.BACKUP_DIR = str(tmp_path / "nieuw")
    monkeypatch.setattr(encryption, "PROGRAM", "age-that-is-not-there")
    with pytest.raises(JobFailed, match="het programma age is er niet"):
        jobs.back_up()
    assert [*(tmp_path / "nieuw").iterdir()] == []


def test_a_key_that_age_does_not_know_is_said(settings, tmp_path, keys):
    settings.BACKUP_RECIPIENTS = ["age1" + "q" * 58]
    with pytest.raises(CommandError, match="Geen reservekopie gemaakt"):
        call_command("backup", str(tmp_path / "nieuw"))
    assert [*(tmp_path / "nieuw").iterdir()] == []
