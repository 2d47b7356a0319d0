"""The commands that make a backup and put it back, and the backup of every night."""

import os
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.jobs import JobFailed
from initiatives.models import Initiative
from portal import health, jobs
from portal.backup.making import backups, make_backup
from tests.support import make

pytestmark = pytest.mark.django_db


class TestCommands:
    def test_there_and_back(self, tmp_path, capsys):
        make.initiative(slug="bus")
        call_command("backup", str(tmp_path), keep=1)
        [path] = backups(tmp_path)
        call_command("restore", str(path), check=True)
        Initiative.objects.all().delete()
        call_command("restore", str(path), replace=True)

        assert Initiative.objects.get().slug == "bus"
        out = capsys.readouterr().out
        assert "De reservekopie is heel" in out
        assert "Teruggezet" in out

    def test_a_refusal_is_one_line(self, tmp_path):
        with pytest.raises(CommandError, match="Niets teruggezet"):
            call_command("restore", str(tmp_path / "x"))
        with pytest.raises(CommandError, match="1 of meer"):
            call_command("backup", str(tmp_path), keep=0)
        (tmp_path / "file").write_text("x")
        with pytest.raises(CommandError, match="Geen reservekopie"):
            call_command("backup", str(tmp_path / "file"))

    def test_another_key_is_said(self, tmp_path, settings, capsys):
        path, _total = make_backup(tmp_path)
        settings.SECRET_KEY = "een andere"
        call_command("restore", str(path), check=True)

        assert "SECRET_KEY is een andere" in capsys.readouterr().err


class TestEveryNight:
    def test_it_is_made_and_looked_at(self, tmp_path, settings):
        assert "BACKUP_DIR" in jobs.back_up()
        assert health.backup().state == "ok"
        settings.BACKUP_DIR, settings.BACKUP_KEEP = str(tmp_path / "b"), 2
        assert health.backup().state == "warn"
        said = [jobs.back_up() for _night in range(3)]

        assert len(backups(settings.BACKUP_DIR)) == 2
        assert backups(settings.BACKUP_DIR)[-1].name in said[-1]
        assert health.backup().state == "ok"
        old = (timezone.now() - timedelta(days=3)).timestamp()
        os.utime(backups(settings.BACKUP_DIR)[-1], (old, old))
        assert health.backup().state == "warn"

    def test_a_folder_that_cannot_be_written_is_a_failure(self, tmp_path, settings):
        (tmp_path / "file").write_text("x")
        settings.BACKUP_DIR = str(tmp_path / "file")
        with pytest.raises(JobFailed, match="Geen reservekopie"):
            jobs.back_up()
