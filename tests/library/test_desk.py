"""The library at the desk: upload, describe, clear, use; with drafts, review and the log, and nothing half stored."""

import errno
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.urls import reverse

from core.storage_faults import INSUFFICIENT_STORAGE
from editorial.audit.models import AuditEntry
from editorial.revisions.models import RevisionRefused, ensure_revision
from editorial.revisions.snapshot import part_models
from initiatives.models import GalleryItem
from library.models import Paper, Picture
from tests.support import desk, files, make

pytestmark = pytest.mark.django_db
PICTURE = {"title": "Opening", "alt": "Twee mensen bij een kraam", "maker": "J. Fotograaf", "licence": "cc-by-4.0"}
PICTURE |= {"people": Picture.People.CONSENT, "focus": "boven"}
PAPER = {"title": "Raadsvoorstel opvang", "kind": "raadsvoorstel", "licence": "cc0", "year": "2025"}


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }


def stored(folder):
    return sorted(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else []


def complete():
    return make.initiative(municipalities=[make.municipality()])


def upload(client, model, fields, data, name="bestand", **changes):
    return client.post(desk.address(model, "add"), {**fields, "file": files.upload(data, name), **changes})


class TestUploading:
    def test_a_picture_gets_its_files(self, client, editor):
        upload(client, Picture, PICTURE, files.photo(size=(1000, 500)), "foto.jpg")
        picture = Picture.objects.get()

        assert (picture.widths, picture.height, picture.focus) == ([400, 800, 1000], 500, "boven")
        assert stored("beeld") == sorted(f"{picture.token}-{name}" for name in picture.file_names)
        for address in (desk.address(picture), desk.address(Picture, "changelist")):
            assert "/voorbeeld/beeld/" in client.get(address).text

    def test_a_paper_is_what_its_content_says(self, client, editor):
        upload(client, Paper, PAPER, files.docx(), "heet.pdf")
        paper = Paper.objects.get()

        assert paper.format == "docx"
        assert paper.size == default_storage.size(paper.stored_name())
        assert stored("documenten") == [f"{paper.token}-document.docx"]

    @pytest.mark.parametrize(
        ("model", "fields", "data", "sentence"),
        [
            (Picture, PICTURE, b"<svg onload='alert(1)'/>", "geen afbeelding die wij kunnen lezen"),
            (Picture, PICTURE, b"x" * (5 * 1024 * 1024 + 1), "Dit bestand is te groot: hoogstens 5 MB."),
            (Picture, PICTURE, b"", "Dit bestand is leeg."),
            (Picture, PICTURE | {"alt": ""}, files.photo(), "Beschrijf wat er te zien is, of kies ‘decoratief’."),
            (Picture, PICTURE | {"is_decorative": "on"}, files.photo(), "Niet allebei."),
            (Picture, PICTURE | {"people": ""}, files.photo(), "verplicht"),
            (Paper, PAPER, files.pdf(script=True), "een script, een bijlage"),
            (Paper, PAPER | {"licence": "toestemming"}, files.pdf(), "beschikbare keuze"),
            (Paper, PAPER | {"year": "x"}, files.pdf(), "geheel getal"),
        ],
    )
    def test_what_is_refused_leaves_nothing(self, client, editor, model, fields, data, sentence):
        page = upload(client, model, fields, data)

        assert sentence in page.text
        assert not model.objects.exists()
        assert stored("beeld") == stored("documenten") == []

    def test_a_file_never_changes(self, client, editor):
        picture = make.picture()
        desk.save(client, picture, title="Anders", file=files.upload(files.photo()))

        after = Picture.objects.get()
        assert (after.title, after.token, after.widths) == ("Anders", picture.token, picture.widths)

    def test_it_is_logged(self, client, editor):
        upload(client, Paper, PAPER, files.pdf())

        entry = AuditEntry.objects.latest("pk")
        assert (entry.object_type, entry.object) == ("library.paper", "Raadsvoorstel opvang")

    def test_a_full_disk_leaves_nothing_and_says_so(self, client, editor, monkeypatch):
        save, names = FileSystemStorage.save, []

        def until_full(storage, name, content):
            names.append(name)
            if len(names) == 3:
                save(storage, name, ContentFile(content.read()[:10]))  # what had room
                raise OSError(errno.ENOSPC, "the disk is full")
            return save(storage, name, content)

        monkeypatch.setattr(FileSystemStorage, "save", until_full)
        response = upload(client, Picture, PICTURE, files.photo())

        assert response.status_code == INSUFFICIENT_STORAGE
        assert not Picture.objects.exists()
        assert stored("beeld") == []


class TestUsing:
    def test_a_gallery_waits_for_a_second_pair_of_eyes(self, client, editor):
        initiative, picture, paper = complete(), make.picture(), make.paper()
        parts = desk.part("galleryitems", picture=picture.pk) | desk.part("attachments", paper=paper.pk, note="Let op.")
        desk.save(client, initiative, **parts)

        public = initiative.get_absolute_url()
        assert picture.alt not in client.get(public).text
        assert client.get(picture.smallest).status_code == 404
        preview = client.get(desk.address(initiative, "preview")).text
        assert picture.alt in preview
        assert "/voorbeeld/beeld/" in preview
        assert picture.token + "/" not in preview

        desk.publish(initiative)
        page = client.get(public).text
        assert f'src="{picture.smallest}"' in page
        assert f'href="{paper.download}"' in page
        assert "Let op." in page
        assert client.get(picture.smallest).status_code == 200
        assert client.get(paper.download).status_code == 200

    def test_pictures_stand_in_the_order_of_their_numbers(self, client, editor):
        initiative, first, second = complete(), make.picture(), make.picture()
        parts = desk.part("galleryitems", 0, picture=first.pk, position=2)
        parts |= desk.part("galleryitems", 1, picture=second.pk, position=1)
        desk.save_and_publish(client, initiative, **parts)

        page = client.get(initiative.get_absolute_url()).text
        assert page.index(second.alt) < page.index(first.alt)

    def test_a_seventh_picture_is_refused(self, client, editor):
        initiative, parts = make.initiative(), {}
        for number in range(7):
            parts |= desk.part("galleryitems", number, picture=make.picture().pk)

        assert "Kies hoogstens 6 afbeeldingen." in desk.errors(desk.save(client, initiative, **parts))

    def test_the_same_picture_twice_is_refused(self, client, editor):
        picture = make.picture()
        parts = desk.part("galleryitems", 0, picture=picture.pk) | desk.part("galleryitems", 1, picture=picture.pk)

        assert "hoogstens één keer" in desk.errors(desk.save(client, make.initiative(), **parts))

    @pytest.mark.parametrize(
        ("relation", "stored"),
        [
            ("galleryitems", lambda: {"picture": make.picture(people=Picture.People.NO_CONSENT)}),
            ("attachments", lambda: {"paper": make.paper(personal_data_checked=False)}),
        ],
    )
    def test_without_consent_or_check_an_initiative_is_not_published(self, relation, stored):
        initiative = make.initiative(state="draft")
        getattr(initiative, relation).create(**stored())

        with pytest.raises(RevisionRefused, match="zonder toestemming van wie erop staat"):
            ensure_revision(initiative).publish(make.editor(superuser=True))

    def test_a_version_of_before_the_library_still_opens(self, client, editor):
        initiative = complete()
        revision = desk.draft(initiative, editor, title="Nieuw")
        revision.snapshot = {name: value for name, value in revision.snapshot.items() if name in {"title", "summary"}}
        revision.save()
        assert {"galleryitems", "attachments"} <= part_models().keys()

        assert client.get(desk.address(initiative)).status_code == 200
        assert desk.publish(initiative).state == "live"

    def test_where_it_is_used_stands_below_it_and_it_cannot_be_deleted(self, client):
        client.force_login(make.editor(superuser=True))
        picture, initiative = make.picture(), make.initiative(title="Taalcoaches")
        initiative.galleryitems.create(picture=picture)

        assert "Taalcoaches" in client.get(desk.address(picture)).text
        client.post(desk.address(picture, "delete"), {"post": "yes"})
        assert Picture.objects.filter(pk=picture.pk).exists()

    def test_the_search_field_of_the_form_finds_it(self, client, editor):
        make.picture(title="Opening van de markt")
        field = {"app_label": "initiatives", "model_name": "galleryitem", "field_name": "picture"}
        found = client.get(reverse("admin:autocomplete", query={**field, "term": "opening"})).json()

        assert [result["text"] for result in found["results"]] == ["Opening van de markt"]


class TestFilesWithoutARecord:
    def test_they_are_purged_after_an_hour(self):
        kept, gone = make.picture(), make.paper()
        new = make.paper()
        for name in stored("beeld") + stored("documenten"):
            if not name.startswith(new.token):
                folder = "beeld" if name.startswith(kept.token) else "documenten"
                os.utime(default_storage.path(f"{folder}/{name}"), (time.time() - 4000,) * 2)
        Paper.objects.all().delete()
        call_command("purge_files")

        assert len(stored("beeld")) == len(kept.file_names)
        assert stored("documenten") == [f"{new.token}-document.pdf"]
        assert gone.token not in "".join(stored("documenten"))

    def test_without_any_file_there_is_nothing_to_do(self, capsys):
        call_command("purge_files")

        assert capsys.readouterr().out.startswith("0 bestanden gewist")


def test_a_page_without_pictures_has_nothing_of_them(client):
    page = client.get(make.initiative().get_absolute_url()).text

    assert "gallery" not in page
    assert "Hergebruik" not in page
    assert not GalleryItem.objects.exists()
