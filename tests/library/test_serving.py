"""Who may fetch a file: what the site shows everybody, and anything else only who has a sealed address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.records import State
from core.signed_links import seal
from library.models import Picture
from tests.support import make

pytestmark = pytest.mark.django_db
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def shown(picture, **fields):
    initiative = make.initiative(**fields)
    initiative.galleryitems.create(picture=picture)
    return initiative


def status(stored):
    statuses = {Client().get(stored.address(name)).status_code for name in stored.file_names}
    assert len(statuses) == 1
    return statuses.pop()


def test_what_is_on_the_site_can_be_fetched_and_kept(client):
    picture = make.picture()
    shown(picture)
    response = client.get(picture.smallest)

    assert response.getvalue() == b"beeld"
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "public, max-age=604800, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" not in response.headers["Content-Security-Policy"]
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_picture_is_not_compressed_again(client):
    picture = make.picture()
    shown(picture)
    response = client.get(picture.smallest, headers={"accept-encoding": "gzip, br"})

    assert "Content-Encoding" not in response.headers
    assert response.headers["Content-Length"] == "5"


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_only_an_unpublished_initiative_shows_cannot(state):
    picture, paper = make.picture(), make.paper()
    initiative = shown(picture, state=state)
    initiative.attachments.create(paper=paper)

    assert (status(picture), status(paper)) == (404, 404)


def test_what_nothing_shows_cannot():
    assert (status(make.picture()), status(make.paper())) == (404, 404)


def test_what_leaves_the_site_can_no_longer():
    picture = make.picture()
    initiative = shown(picture)
    assert status(picture) == 200
    type(initiative).objects.update(offline_at=timezone.now() - timedelta(hours=1))

    assert status(picture) == 404


def test_who_takes_back_their_consent_is_gone_at_once():
    picture = make.picture(people=Picture.People.CONSENT)
    initiative = shown(picture)
    assert status(picture) == 200
    assert picture.alt in Client().get(initiative.get_absolute_url()).text
    Picture.objects.update(people=Picture.People.NO_CONSENT)
    make.published(initiative)

    assert status(picture) == 404
    assert picture.alt not in Client().get(initiative.get_absolute_url()).text


def test_a_paper_is_saved_under_its_title(client):
    paper = make.paper(title="Raadsvoorstel: opvang <in> Wóerden", format="docx")
    make.initiative().attachments.create(paper=paper)
    response = client.get(paper.download)

    assert response.getvalue() == b"document"
    assert response.headers["Content-Disposition"] == 'attachment; filename="raadsvoorstel-opvang-in-woerden.docx"'
    assert response.headers["Content-Type"] == WORD
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_no_other_name_leads_anywhere(client):
    picture, paper = make.picture(), make.paper()
    initiative = shown(picture)
    initiative.attachments.create(paper=paper)
    names = ["401.jpg", "400.png", "..%2f..%2fsecret-key", "400.jpg%00", "%2e%2e", "document.pdf", "x" * 300]

    for stored in (picture, paper):
        base = stored.address("x").removesuffix("x")
        assert {client.get(base + name).status_code for name in names} == {404}


def test_a_database_without_its_files_is_no_fault():
    picture = make.picture(widths=[400])
    shown(picture)
    Picture.objects.update(widths=[320])

    assert status(Picture.objects.get()) == 404


class TestASealedAddress:
    def test_shows_what_visitors_do_not_see_yet_and_is_not_kept(self, client):
        picture, paper = make.picture(), make.paper()
        picture.is_preview = paper.is_preview = True
        for address in (picture.smallest, paper.download):
            response = client.get(address)
            assert response.status_code == 200
            assert response.headers["Cache-Control"] == "private, no-store"
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert response.getvalue()

    def test_works_for_an_hour(self, client, clock):
        picture = make.picture()
        picture.is_preview = True
        address = picture.smallest
        clock(3590)
        assert client.get(address).status_code == 200
        clock(20)
        assert client.get(address).status_code == 404

    def test_cannot_be_made_up(self, client):
        picture = make.picture()
        for sealed in [picture.token, seal("x") + "x", seal(picture.token)[:-1], f"{picture.token}.1.x"]:
            address = reverse("library:picture_preview", args=[sealed, "400.jpg"])
            assert client.get(address).status_code == 404
