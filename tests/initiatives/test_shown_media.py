"""Pictures of bundles and markets, slides of stands, and quotes: shown when they may be, and nowhere else."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.records import State
from initiatives.models import MarketEdition, Quote
from library.models import Picture
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    who = {"organiser": make.organisation(), "publication": make.publication()}
    return make.market(date="2025-11-12", took_place=True, look_back="Het was druk.", **who)


@pytest.fixture
def boss():
    client = desk.EditorsClient()
    client.force_login(User.objects.create_superuser("baas", "baas@redactie.example"))
    return client


def page_of(client, record):
    return Document(client.get(record.get_absolute_url()).text)


def test_the_look_back_has_pictures_quotes_and_slides(client, edition):
    place = make.municipality(name="Urk")
    second, first = make.picture(alt="Een volle zaal"), make.picture(alt="De opening")
    edition.pictures.create(picture=second, position=2)
    edition.pictures.create(picture=first, position=1)
    edition.quotes.create(text="Hier heb ik iets aan.", function="projectleider", municipality=place, has_consent=True)
    edition.slides.create(paper=make.paper(title="Taalcoaches in beeld"))

    page = page_of(client, edition)
    assert [image["alt"] for image in page.find("img")] == ["De opening", "Een volle zaal"]
    (quote,) = page.find("blockquote")
    assert "Hier heb ik iets aan." in quote.text
    assert "projectleider, Urk" in quote.text
    (slides,) = [link for link in page.find("a") if link.text == "Taalcoaches in beeld"]
    assert client.get(slides["href"]).status_code == 200
    assert client.get(first.smallest).status_code == 200


def test_what_nobody_agreed_to_is_not_there(client, edition):
    picture = make.picture(alt="Iemand", people=Picture.People.NO_CONSENT)
    paper = make.paper(title="Met namen", personal_data_checked=False)
    edition.pictures.create(picture=picture)
    edition.slides.create(paper=paper)
    edition.quotes.create(text="Zeg dit niet verder.", function="wethouder")

    text = client.get(edition.get_absolute_url()).text
    assert "Zeg dit niet verder." not in text
    assert "Iemand" not in text
    assert "Met namen" not in text
    assert [client.get(address).status_code for address in (picture.smallest, paper.download)] == [404, 404]


def test_of_a_stand_that_nobody_sees_nothing_is_shown(client, edition):
    hidden = make.initiative(state=State.DRAFT)
    picture, paper = make.picture(alt="Geheime kraam"), make.paper(title="Geheim plan")
    edition.pictures.create(picture=picture, initiative=hidden)
    edition.slides.create(paper=paper, initiative=hidden)

    text = client.get(edition.get_absolute_url()).text
    assert "Geheime kraam" not in text
    assert "Geheim plan" not in text
    assert client.get(picture.smallest).status_code == client.get(paper.download).status_code == 404


def test_a_market_that_is_off_the_site_takes_them_along(client, edition):
    picture = make.picture()
    edition.pictures.create(picture=picture)
    assert client.get(picture.smallest).status_code == 200

    MarketEdition.objects.update(state=State.DRAFT)
    assert client.get(picture.smallest).status_code == 404


def test_a_bundle_has_pictures(client):
    bundle = make.bundle(make.initiative())
    bundle.pictures.create(picture=make.picture(alt="Een stapel"))

    assert [image["alt"] for image in page_of(client, bundle).find("img")] == ["Een stapel"]


def test_many_of_them_take_no_more_queries(client, edition):
    for _number in range(3):
        edition.pictures.create(picture=make.picture())
        edition.quotes.create(text="Goed.", function="raadslid", has_consent=True)
    client.get(edition.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(edition.get_absolute_url())

    assert len(queries) <= 12


def test_an_editor_places_them(client, boss, edition):
    picture, bundle = make.picture(alt="Aan het bureau"), make.bundle(make.initiative())
    desk.save(boss, edition, **desk.part("pictures", picture=picture.pk))
    desk.save(boss, edition, **desk.part("quotes", text="Mooi.", function="raadslid", has_consent="on"))
    desk.save(boss, bundle, **desk.part("pictures", picture=picture.pk))

    assert Quote.objects.get().text == "Mooi."
    assert "Aan het bureau" in client.get(edition.get_absolute_url()).text
    assert "Aan het bureau" in client.get(bundle.get_absolute_url()).text
