"""A long sheet at the desk: checked, imported and undone in the background, with a page that shows how far it is."""

import pytest
from django.contrib.admin.models import LogEntry

from core.jobs.background import run_waiting
from core.jobs.models import BackgroundJob
from editorial.audit.models import AuditEntry
from editorial.imports import jobs
from editorial.imports.models import SheetImport
from initiatives.models import Initiative
from tests.support import make
from tests.support.document import Document
from tests.support.part_files import GOOD, RESULTS
from tests.support.sheet_builders import workbook
from tests.support.sheets import csv_of, report, upload

pytestmark = pytest.mark.django_db
HEADER = ["titel", "hoofdthema", "sinds"]
ROWS = [[f"Taalmaatjes {number}", "Opvang", "2024"] for number in range(6)]
Result = BackgroundJob.Result


@pytest.fixture(autouse=True)
def _long(monkeypatch):
    """Six rows are many."""
    monkeypatch.setattr(jobs, "MOST_ROWS", dict.fromkeys(jobs.MOST_ROWS, 5))


@pytest.fixture
def editor(client):
    make.theme(name="Opvang")
    person = make.editor()
    client.force_login(person)
    return person


def page(client, address):
    return Document(client.get(address).text)


def followed(response):
    """The address that a form led to, which must be the page of a job."""
    address = response.redirect_chain[-1][0]
    assert "?werk=" in address
    return address


def send(client, sheet_import, **fields):
    return client.post(report(sheet_import), fields, follow=True)


def test_from_file_to_undo(client, editor):
    response = upload(client, csv_of(HEADER, *ROWS))
    address = followed(response)
    assert "Het werk wacht tot het kan beginnen." in Document(response.text).text
    assert SheetImport.objects.get().state == SheetImport.State.COLUMNS
    run_waiting()
    sheet_import = SheetImport.objects.get()
    assert sheet_import.state == SheetImport.State.CHECKED
    assert "De rijen zijn gecontroleerd: 6 nieuw" in page(client, address).text

    address = followed(send(client, sheet_import, apply="1"))
    assert not Initiative.objects.exists()
    run_waiting()
    assert Initiative.objects.count() == 6
    assert "Geïmporteerd. 6 initiatieven." in page(client, address).text

    address = followed(send(client, sheet_import, undo="1"))
    run_waiting()
    assert not Initiative.objects.exists()
    assert "Ongedaan gemaakt. 6 initiatieven." in page(client, address).text


def test_a_short_sheet_needs_no_waiting_page(client, editor):
    response = upload(client, csv_of(HEADER, *ROWS[:5]))
    assert "Er is nog niets opgeslagen." in response.text
    send(client, SheetImport.objects.get(), apply="1")

    assert Initiative.objects.count() == 5
    assert not BackgroundJob.objects.exists()


def test_it_is_in_the_logs_as_if_the_editor_had_waited(client, editor):
    upload(client, csv_of(HEADER, *ROWS))
    run_waiting()
    sheet_import = SheetImport.objects.get()
    client.post(report(sheet_import), {"apply": "1"}, REMOTE_ADDR="192.0.2.7")
    run_waiting()
    initiative = Initiative.objects.first()
    lines = AuditEntry.objects.filter(object_type="initiatives.initiative", origin="192.0.2.7", actor=editor.username)

    assert lines.count() == 6
    assert LogEntry.objects.filter(object_id=initiative.pk, user=editor).exists()
    history = LogEntry.objects.filter(object_id=sheet_import.pk, user=editor).values_list("change_message", flat=True)
    assert {"Begonnen: Rijen importeren.", "Geïmporteerd. 6 initiatieven."} <= set(history)


def test_the_page_works_without_script_and_says_it_all(client, editor):
    address = followed(upload(client, csv_of(HEADER, *ROWS)))
    job = BackgroundJob.objects.get()
    job.claim()
    job.renew(phase="Rijen controleren", done=3, total=6)
    document = page(client, address)
    (bar,) = document.find("progress")
    (label,) = document.find("label", **{"for": bar["id"]})

    assert (bar["value"], bar["max"]) == ("50", "100")
    assert label.text == "Rijen controleren: 3 van 6."
    assert "50%" in document.find("title")[0].text
    assert document.find("p", role="status")
    assert "Refresh" not in client.get(address)
    by_itself = f"{address}&vanzelf"
    assert by_itself in [link["href"] for link in document.find("a")]
    assert client.get(by_itself)["Refresh"] == "3"


def test_it_is_found_back_on_the_desk(client, editor):
    address = followed(upload(client, csv_of(HEADER, *ROWS)))
    assert address in page(client, "/beheer/").text or f'href="{address}"' in client.get("/beheer/").text
    run_waiting()
    assert "werk.csv" in page(client, "/beheer/").text
    client.force_login(make.editor(username="ander"))

    assert "werk.csv" not in page(client, "/beheer/").text


def test_stopping_leaves_nothing_half(client, editor):
    address = followed(upload(client, csv_of(HEADER, *ROWS)))
    response = client.post(address, {"stop": "1"}, follow=True)
    assert "Er is niets veranderd." in response.text
    assert run_waiting() == 0
    sheet_import = SheetImport.objects.get()
    assert sheet_import.needs_columns, "the columns are there to go on with"

    data = {f"column_{place}": name for place, name in enumerate(["title", "main_theme", "start_year"])}
    followed(client.post(report(sheet_import), data, follow=True))
    run_waiting()
    address = followed(send(client, sheet_import, apply="1"))
    client.post(address, {"stop": "1"})
    run_waiting()
    assert not Initiative.objects.exists()
    sheet_import.refresh_from_db()
    assert sheet_import.state == SheetImport.State.CHECKED


def test_too_late_to_stop(client, editor):
    address = followed(upload(client, csv_of(HEADER, *ROWS)))
    BackgroundJob.objects.get().claim(is_final=True)
    assert not page(client, address).find("input", name="stop")
    response = client.post(address, {"stop": "1"}, follow=True)

    assert "Stoppen kan nu niet meer" in response.text
    assert not BackgroundJob.objects.get().stop_requested


@pytest.mark.parametrize("fields", [{"stop": "1"}, {}, {"row:2": "new"}])
def test_only_a_button_imports(client, editor, fields):
    address = followed(upload(client, csv_of(HEADER, *ROWS)))
    run_waiting()
    words = "Stoppen kan nu niet meer" if "stop" in fields else "Er is niets gedaan"
    for _time in range(2):
        assert words in client.post(address, fields, follow=True).text

    assert not BackgroundJob.objects.unfinished().exists()
    assert SheetImport.objects.get().state == SheetImport.State.CHECKED


def test_nothing_else_can_be_done_with_it_meanwhile(client, editor):
    upload(client, csv_of(HEADER, *ROWS))
    run_waiting()
    sheet_import = SheetImport.objects.get()
    send(client, sheet_import, apply="1")
    followed(send(client, sheet_import, apply="1"))
    followed(send(client, sheet_import, undo="1"))

    assert BackgroundJob.objects.unfinished().count() == 1


def test_what_changed_meanwhile_is_looked_at_again(client, editor):
    upload(client, csv_of(HEADER, *ROWS))
    run_waiting()
    sheet_import = SheetImport.objects.get()
    address = followed(send(client, sheet_import, apply="1"))
    make.initiative(title="Taalmaatjes 3")
    run_waiting()

    assert not Initiative.objects.filter(title="Taalmaatjes 1").exists()
    assert "Er is intussen iets veranderd." in page(client, address).text
    assert BackgroundJob.objects.latest("pk").result == Result.FAILED


@pytest.mark.parametrize("done", ["apply", "undo"])
def test_a_process_that_died_after_it_was_done_is_not_followed_by_an_error(client, editor, done):
    upload(client, csv_of(HEADER, *ROWS))
    run_waiting()
    sheet_import = SheetImport.objects.get()
    for step in ["apply", "undo"][: 1 + (done == "undo")]:
        address = followed(send(client, sheet_import, **{step: "1"}))
        run_waiting()
    first = page(client, address).find("p", role="status")[0].text
    BackgroundJob.objects.filter(result=Result.DONE).delete()
    job = jobs.start(getattr(jobs, done.upper()), sheet_import, editor, origin="", good_only=False)
    run_waiting()

    job.refresh_from_db()
    assert (job.result, job.outcome) == (Result.DONE, first)
    assert Initiative.objects.count() == (6 if done == "apply" else 0)


def test_the_lines_of_other_sheets_count_too(client, editor):
    make.publication(code="PUB-7")
    results = [["Taalmaatjes 0", *GOOD[:-1], "PUB-7"] for _number in range(6)]
    upload(client, workbook(Initiatieven=[HEADER, ROWS[0]], Resultaten=[RESULTS, *results]), "a.xlsx")
    assert BackgroundJob.objects.unfinished().get().kind == jobs.CHECK
    run_waiting()
    sheet_import = SheetImport.objects.get()
    for step in ("apply", "undo"):
        followed(send(client, sheet_import, **{step: "1"}))
        run_waiting()


def test_an_odd_number_of_a_job_is_no_error(client, editor):
    upload(client, csv_of(HEADER, *ROWS[:2]))
    address = report(SheetImport.objects.get())
    for key in ["", "x", "999999", "9" * 30, "-1", "²"]:
        assert client.get(address, {"werk": key}).status_code == 200
