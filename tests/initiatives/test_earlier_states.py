"""The earlier states of an initiative: their day was, in the form and in files; its help says how to write it."""

import shutil
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.dates import IN_FUTURE
from core.fields import PartialDateField
from initiatives.models import Initiative, StatusEntry
from tests.support import desk, make
from tests.support.content_files import change
from tests.support.document import Document

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def saved(client, as_of):
    initiative = make.initiative(municipalities=[make.municipality()])
    fields = {"status": "pilot", "as_of": as_of, "publication": make.publication().pk}
    response = desk.save(client, initiative, **desk.part("status_history", **fields))
    return response, initiative.revisions.open().first()


@pytest.mark.parametrize("as_of", [f"{TOMORROW:%d-%m-%Y}", str(TODAY.year + 1), f"maart {TODAY.year + 1}"])
def test_a_day_that_has_yet_to_come_is_refused(admin_client, as_of):
    response, revision = saved(admin_client, as_of)

    assert str(IN_FUTURE) in desk.errors(response)
    assert revision is None


@pytest.mark.parametrize("as_of", [f"{TODAY:%d-%m-%Y}", str(TODAY.year)])
def test_today_and_this_year_are_not(admin_client, as_of):
    _response, revision = saved(admin_client, as_of)

    assert [entry["status"] for entry in revision.snapshot["status_history"]] == ["pilot"]


def test_the_loader_refuses_it_too(tmp_path):
    folder = shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures")
    file = next(file for file in folder.glob("initiatives*.yaml") if "code: INI-17\n" in file.read_text())
    entry = {"status": "pilot", "as_of": str(TODAY.year + 1), "publication": "PUB-01"}
    change(file, "INI-17", status_history=[entry])

    with pytest.raises(CommandError, match="toekomst"):
        call_command("load_content", folder=folder)
    assert not StatusEntry.objects.exists()


def test_the_help_says_how_people_write_a_date(admin_client):
    document = Document(admin_client.get(desk.address(Initiative, "add")).text)

    assert "4-7-2025, juli 2025 of 2025" in document.find("div", id="id_as_of_helptext")[0].text


def test_no_migration_follows_from_what_the_help_says():
    _name, _path, _args, kwargs = PartialDateField("datum", help_text="Zo.").deconstruct()

    assert "help_text" not in kwargs
