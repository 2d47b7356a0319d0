"""News: only when a setting says so; on home, on pages of its own, in a feed, in the sitemap and in the search."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.records import State
from library.models import Picture
from pages.models import NewsItem, SiteSettings
from search.documents import DocumentKind
from search.matching import Search
from tests.support import desk, make
from tests.support.check_requests import set_today
from tests.support.document import Document

pytestmark = pytest.mark.django_db
PLACES = ["/nieuws/", "/nieuws/feed/", "/", "/sitemap.xml", "/zoeken/?q=stroopwafel"]


@pytest.fixture
def boss():
    client = desk.EditorsClient()
    client.force_login(User.objects.create_superuser("baas", "baas@redactie.example"))
    return client


def test_it_is_on_all_its_places(client):
    initiative = make.initiative(title="Taalcoaches in Ede")
    item = make.news(title="Stroopwafel te winnen", text="Kom **naar** de markt.", initiatives=[initiative])

    for path in PLACES:
        assert item.get_absolute_url() in client.get(path).text, path
    page = Document(client.get(item.get_absolute_url()).text)
    assert page.find("strong")[0].text == "naar"
    assert page.find("a", href=initiative.get_absolute_url())
    assert page.find("meta", name="description")[0]["content"] == "Kom naar de markt."
    assert page.find("a", href="/nieuws/")
    assert ElementTree.fromstring(client.get("/nieuws/feed/").content).find("{*}entry") is not None  # noqa: S314 (our own)


def test_without_the_setting_there_is_none(client, boss):
    picture = make.picture()
    item = make.news(title="Stroopwafel te winnen", picture=picture)
    assert client.get(picture.smallest).status_code == 200
    desk.save(boss, SiteSettings.objects.get(), news="")

    for path in [*PLACES[:2], item.get_absolute_url(), picture.smallest]:
        assert client.get(path).status_code == 404, path
    for path in PLACES[2:]:
        assert "nieuws/" not in client.get(path).text, path
    assert not Search("stroopwafel", DocumentKind.NEWS).exact
    desk.save(boss, SiteSettings.objects.get(), news="on")
    assert Search("stroopwafel", DocumentKind.NEWS).exact
    assert client.get(item.get_absolute_url()).status_code == 200


def test_a_message_appears_on_its_day(client, boss, monkeypatch):
    SiteSettings.objects.update_or_create(pk=1, defaults={"news": True})
    day = timezone.localdate() + timedelta(days=2)
    picture = make.picture()
    values = {"title": "Stroopwafel te winnen", "slug": "stroopwafel", "text": "Kom.", "picture": picture.pk}
    desk.save(boss, NewsItem, date=day.isoformat(), **values)
    item = NewsItem.objects.get()
    desk.act(boss, "publish", item, confirm=1)
    for path in PLACES:
        assert item.get_absolute_url() not in client.get(path).text, path
    assert [client.get(path).status_code for path in (item.get_absolute_url(), picture.smallest)] == [404, 404]
    assert not Search("stroopwafel", DocumentKind.NEWS).exact

    set_today(monkeypatch, day)
    for path in PLACES:
        assert item.get_absolute_url() in client.get(path).text, path
    assert [client.get(path).status_code for path in (item.get_absolute_url(), picture.smallest)] == [200, 200]


def test_home_has_the_newest_three_without_a_query_for_each(client):
    for day in range(1, 6):
        make.news(title=f"Bericht {day}", date=f"2026-01-0{day}")
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        (section,) = Document(client.get("/").text).find("section", **{"aria-labelledby": "nieuws"})

    assert [link.text for link in section.find("a")][:3] == ["Bericht 5", "Bericht 4", "Bericht 3"]
    assert len(queries) <= 12


def test_an_editor_writes_it(client, boss):
    SiteSettings.objects.update(news=True)
    desk.save(boss, NewsItem, title="De markt komt", slug="de-markt-komt", text="Op 12 november.")
    item = NewsItem.objects.get()
    assert client.get(item.get_absolute_url()).status_code == 404

    desk.act(boss, "publish", item, confirm=1)
    assert "Op 12 november." in client.get("/nieuws/de-markt-komt/").text
    desk.act(boss, "withdraw", item, confirm=1, reason="Het ging niet door.")
    gone = client.get("/nieuws/de-markt-komt/")
    assert (gone.status_code, "Het ging niet door." in gone.text) == (410, True)


def test_a_picture_without_consent_is_not_shown(client):
    picture = make.picture(people=Picture.People.NO_CONSENT)
    page = client.get(make.news(picture=picture).get_absolute_url()).text

    assert "<picture>" not in page
    assert client.get(picture.smallest).status_code == 404


def test_what_it_is_about_is_shown_when_that_is_public(client):
    hidden = make.initiative(title="Nog geheim", state=State.DRAFT)

    assert "Nog geheim" not in client.get(make.news(initiatives=[hidden]).get_absolute_url()).text


def test_a_page_that_is_not_there(client):
    make.news()

    assert client.get("/nieuws/?pagina=2").status_code == 404
    assert client.get("/nieuws/bestaat-niet/").status_code == 404
