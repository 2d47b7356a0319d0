"""A sheet of many initiatives: written in the background, followed, for editors only, and gone after a week."""

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from core.jobs.background import run_waiting
from core.jobs.models import RETENTION, BackgroundJob
from editorial.accounts.roles import SUBMITTERS, ensure_groups
from editorial.imports import exports
from editorial.imports.models import SheetExport
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db
ALL = "/beheer/imports/sheetimport/werkblad/initiatieven.xlsx"
ADD = desk.address(SheetExport, "add")


@pytest.fixture(autouse=True)
def _three(monkeypatch):
    monkeypatch.setattr(exports, "MOST_INITIATIVES", 2)
    for title in ("Taalhuis", "Buurthuis", "Fietsles"):
        make.initiative(title=title)


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


def submitter():
    person = make.editor(username="inzender")
    person.groups.set([ensure_groups(apps, SUBMITTERS)])
    return person


def file_of(export):
    return f"/beheer/imports/sheetexport/{export.pk}/werkblad.xlsx"


def titles_in(response):
    sheet = load_workbook(io.BytesIO(response.content))["Initiatieven"]
    place = [cell.value for cell in sheet[1]].index("titel")
    return {row[place] for row in sheet.iter_rows(min_row=2, values_only=True)}


def test_all_from_the_list_to_the_file(client, editor):
    response = client.get(ALL, follow=True)
    assert "Dit zijn 3 initiatieven." in response.text
    assert not SheetExport.objects.exists()
    response = client.post(ADD, follow=True)
    export = SheetExport.objects.get()
    address = response.redirect_chain[-1][0]
    assert "Het werk wacht tot het kan beginnen." in response.text
    assert client.get(file_of(export)).status_code == 404
    run_waiting()

    page = client.get(address).text
    assert "Het werkblad is klaar: 3 initiatieven." in page
    assert file_of(export) in page
    assert file_of(export) in client.get(desk.address(SheetExport, "changelist")).text
    assert titles_in(client.get(file_of(export))) == {"Taalhuis", "Buurthuis", "Fietsles"}


def test_what_was_chosen_and_nothing_else(client, editor):
    make.initiative(title="Moestuin")
    response = desk.act(client, "download_xlsx", *Initiative.objects.exclude(title="Moestuin"))
    assert "?werk=" in response.redirect_chain[-1][0]
    run_waiting()

    assert titles_in(client.get(file_of(SheetExport.objects.get()))) == {"Taalhuis", "Buurthuis", "Fietsles"}


def test_a_few_and_a_csv_come_at_once(client, editor):
    two = Initiative.objects.exclude(title="Fietsles")
    assert titles_in(desk.act(client, "download_xlsx", *two)) == {"Taalhuis", "Buurthuis"}
    assert "Fietsles" in client.get(ALL.replace("xlsx", "csv")).getvalue().decode()

    assert not SheetExport.objects.exists()


def test_it_says_how_far_it_is_and_stops_without_a_file(client, editor, monkeypatch):
    monkeypatch.setattr("core.jobs.background.STEP", 0)
    client.post(ADD)
    seen = []

    def renew(job, **fields):
        seen.append((fields.get("done"), fields.get("total")))
        return len(seen) < 3

    monkeypatch.setattr(BackgroundJob, "renew_lease", renew)
    run_waiting()

    assert seen == [(0, 3), (1, 3), (2, 3)]
    assert BackgroundJob.objects.get().result == BackgroundJob.Result.STOPPED
    export = SheetExport.objects.get()
    assert not default_storage.exists(export.stored_name)
    assert "Nog niet klaar." in client.get(desk.address(export)).text


def test_a_process_that_died_after_the_file_writes_it_again(client, editor):
    client.post(ADD)
    run_waiting()
    SheetExport.objects.update(written_at=None)
    BackgroundJob.objects.update(finished_at=None)
    run_waiting()

    assert default_storage.listdir("werkbladen")[1].count(SheetExport.objects.get().stored_name.rpartition("/")[2]) == 1
    assert titles_in(client.get(file_of(SheetExport.objects.get()))) == {"Taalhuis", "Buurthuis", "Fietsles"}


def test_it_is_for_editors_only(client, editor):
    client.post(ADD)
    run_waiting()
    export = SheetExport.objects.get()
    client.logout()
    assert client.get(file_of(export)).status_code == 302
    client.force_login(submitter())

    assert client.get(file_of(export)).status_code == 403
    assert client.post(ADD).status_code == 403
    assert client.get(f"/{export.stored_name}").status_code == 404


def test_after_a_week_it_is_gone_with_its_file(client, editor, go_on):
    client.post(ADD)
    run_waiting()
    name = SheetExport.objects.get().stored_name
    go_on(RETENTION - timedelta(minutes=1))
    assert exports.purge_exports() == "0 werkbladen gewist."
    go_on(timedelta(minutes=2))
    exports.purge_exports()

    assert not SheetExport.objects.exists()
    assert not default_storage.exists(name)
