"""With MEDIA_STORAGE=s3 pictures and papers are in a bucket, the whole way; what is wrong with it is said."""

import io
from datetime import timedelta

import pytest
from django.conf import settings as portal_settings
from django.core.files.storage import default_storage
from PIL import Image

from library import files as library_files
from library.jobs import purge_files, read_papers
from library.models import Paper, Picture
from tests.support import desk, files, make
from tests.support.s3_server import BUCKET, client_of, s3_server, stored

pytestmark = pytest.mark.django_db
PICTURE = {"title": "Opening", "alt": "Twee mensen", "maker": "J. Fotograaf", "licence": "cc-by-4.0"}
PICTURE |= {"people": Picture.People.CONSENT, "focus": "midden"}
PAPER = {"title": "Raadsvoorstel", "kind": "raadsvoorstel", "licence": "cc0", "personal_data_checked": "on"}


@pytest.fixture(scope="module")
def server():
    with s3_server() as options:
        yield options


@pytest.fixture
def bucket(server, settings):
    """The settings of an empty bucket in which the portal stores its files."""
    for name in stored(server):
        client_of(server).delete_object(Bucket=BUCKET, Key=name)
    store_in(settings, server)
    return server


def store_in(settings, options):
    default = portal_settings.MEDIA_STORAGES["s3"] | {"OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def boss(client):
    client.force_login(make.editor(superuser=True))
    return client


def test_a_picture_goes_the_whole_way(bucket, boss, stranger, monkeypatch):
    boss.post(desk.address(Picture, "add"), {**PICTURE, "file": files.upload(files.photo(size=(1000, 500)))})
    picture, initiative = Picture.objects.get(), make.initiative()
    assert stored(bucket) == sorted(picture.stored_name(name) for name in picture.file_names)
    assert stranger.get(picture.smallest).status_code == 404

    initiative.galleryitems.create(picture=picture)
    make.published(initiative)
    assert picture.smallest in stranger.get(initiative.get_absolute_url()).text
    response = stranger.get(picture.smallest)
    assert Image.open(io.BytesIO(response.getvalue())).size == (400, 200)
    assert response.headers["Content-Type"] == "image/jpeg"

    desk.act(boss, "withdraw", initiative, confirm="on", reason="Het klopt niet.")
    assert stranger.get(picture.smallest).status_code == 404
    assert len(stored(bucket)) == len(picture.file_names)

    initiative.galleryitems.all().delete()
    desk.act(boss, "delete_selected", picture, post="yes")
    assert not Picture.objects.exists()
    assert purge_files().startswith("0 ")
    monkeypatch.setattr(library_files, "TIME_TO_SAVE", timedelta(0))
    assert purge_files().startswith("6 ")
    assert stored(bucket) == []


def test_a_paper_is_found_saved_and_gone_with_its_file(bucket, boss, stranger):
    data = files.docx("Twintig bedden in de gymzaal")
    boss.post(desk.address(Paper, "add"), {**PAPER, "file": files.upload(data)})
    paper, initiative = Paper.objects.get(), make.initiative()
    initiative.attachments.create(paper=paper)
    make.published(initiative)

    assert stored(bucket) == [paper.stored_name()]
    assert "<mark>gymzaal</mark>" in stranger.get("/zoeken/?q=gymzaal").text
    response = stranger.get(paper.download)
    assert response.getvalue() == data
    assert response.headers["Content-Disposition"].startswith("attachment")

    Paper.objects.update(text=None)
    assert read_papers().startswith("1 ")
    default_storage.delete(paper.stored_name())
    assert stranger.get(paper.download).status_code == 404


class TestWithoutAnAnswer:
    @pytest.fixture(params=["endpoint_url", "bucket_name"])
    def _gone(self, request, bucket, settings):
        wrong = {"endpoint_url": "http://127.0.0.1:9", "bucket_name": "bestaat-niet"}
        store_in(settings, bucket | {request.param: wrong[request.param]})

    @pytest.mark.usefixtures("_gone")
    def test_nothing_is_half_saved_and_what_was_typed_is_shown(self, boss):
        response = boss.post(desk.address(Paper, "add"), {**PAPER, "file": files.upload(files.docx())})

        assert response.status_code == 503
        assert "niet opgeslagen: niets ervan" in response.text
        assert "Raadsvoorstel" in response.text
        assert not Paper.objects.exists()

    def test_a_visitor_reads_the_page_and_is_told_of_the_file(self, bucket, settings, stranger):
        initiative, picture = make.initiative(), make.picture()
        initiative.galleryitems.create(picture=picture)
        make.published(initiative)
        store_in(settings, bucket | {"endpoint_url": "http://127.0.0.1:9"})

        assert stranger.get(initiative.get_absolute_url()).status_code == 200
        response = stranger.get(picture.smallest)
        assert response.status_code == 503
        assert response.headers["Cache-Control"] == "no-store"
