"""Importing at the desk and by command."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command

from editorial.imports.models import SheetImport
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document
from tests.support.sheets import UPLOAD, checked, csv_of, report, upload

pytestmark = pytest.mark.django_db
HEADER = ["titel", "hoofdthema", "sinds"]
GOOD, WRONG = ["Taalmaatjes", "Opvang", "2024"], ["Fietsen", "Opvang", "x"]


@pytest.fixture
def theme():
    """A theme that rows can name."""
    return make.theme(name="Opvang")


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


class TestDesk:
    def test_from_file_to_undo(self, theme, client, editor):
        response = upload(client, csv_of(HEADER, GOOD, WRONG))
        page = Document(response.text)
        assert "Er is nog niets opgeslagen." in page.text
        assert "C3: ‘x’ is geen heel getal" in page.text

        sheet_import = SheetImport.objects.get()
        assert sheet_import.created_by == editor
        client.post(report(sheet_import), {"apply": "1"})
        assert not Initiative.objects.exists()
        client.post(report(sheet_import), {"good_only": "1"})
        initiative = Initiative.objects.get()
        assert LogEntry.objects.filter(object_id=initiative.pk, user=editor).exists()
        response = client.post(report(sheet_import), {"undo": "1"}, follow=True)
        assert "Ongedaan gemaakt" in response.text
        assert not Initiative.objects.exists()

    def test_a_refusal_is_an_error_at_the_field(self, client, editor):
        response = upload(client, b"\xff\xfe", "werk.csv")

        assert response.status_code == 200
        assert "UTF-8" in desk.errors(response)
        assert "Dit moet nog anders" in response.text
        assert not SheetImport.objects.exists()

    def test_only_for_those_who_may_add_and_change(self, theme, client):
        person = make.editor()
        group = person.groups.get()
        group.permissions.remove(group.permissions.get(codename="add_initiative"))
        client.force_login(person)
        sheet_import = checked(csv_of(HEADER, GOOD))

        assert client.get(UPLOAD).status_code == 403
        assert client.post(report(sheet_import), {"apply": "1"}).status_code == 403
        assert client.get("/beheer/imports/sheetimport/werkblad/sjabloon.csv").status_code == 403
        assert not Initiative.objects.exists()

    def test_pages_and_files_that_do_not_exist(self, client, editor):
        for key in ["999", "x", "²", "-1", "9" * 30]:
            assert client.get(f"/beheer/imports/sheetimport/{key}/change/").status_code == 404
        assert client.get("/beheer/imports/sheetimport/werkblad/x.csv").status_code == 302

    def test_the_list_leads_to_it(self, client, editor):
        assert UPLOAD in client.get(desk.address(Initiative, "changelist")).text


class TestCommand:
    @pytest.fixture
    def file(self, theme, tmp_path):
        path = tmp_path / "werk.csv"
        path.write_bytes(csv_of(HEADER, GOOD, WRONG))
        return path

    def test_check_writes_nothing(self, file):
        out = io.StringIO()
        call_command("import_sheet", file, "--check", stdout=out, stderr=out)

        assert "C3: " in out.getvalue()
        assert "1 nieuw" in out.getvalue()
        assert not SheetImport.objects.exists()

    def test_what_was_not_read_as_it_stands_is_said(self, theme, tmp_path):
        path, out = tmp_path / "werk.csv", io.StringIO()
        path.write_bytes("titel;hoofdthema\nCafé;Opvang".encode("cp1252"))
        call_command("import_sheet", path, "--check", stdout=out, stderr=out)

        assert "Windows-1252" in out.getvalue()

    def test_good_rows(self, file):
        with pytest.raises(CommandError):
            call_command("import_sheet", file, stderr=io.StringIO())
        assert not SheetImport.objects.exists()
        call_command("import_sheet", file, "--good-rows", stdout=io.StringIO(), stderr=io.StringIO())

        assert Initiative.objects.get().code == "RED-0001"

    def test_no_file(self, tmp_path):
        with pytest.raises(CommandError):
            call_command("import_sheet", tmp_path / "x.csv")
