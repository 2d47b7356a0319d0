"""Municipalities like yours: the order of the finder, why, and how the choice goes along."""

import csv
import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from initiatives.finder.peers import peers
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Initiative
from municipalities.similarity import similarity
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
FINDER = "/initiatieven/"
MUNICIPALITIES = ["ede", "amsterdam", "schiermonnikoog", "hollands-kroon", "den-haag"]


@pytest.fixture
def country():
    """Ede, a village beside it, a city far away, and an initiative of each and of nobody."""
    province = make.province(name="Gelderland", slug="gelderland")
    ede = make.municipality(name="Ede", slug="ede", province=province, population=120_000)
    near = make.municipality(name="Arnhem", slug="arnhem", province=province, population=125_000)
    village = make.municipality(name="Dorp", slug="dorp", province=province, population=15_000)
    far = make.municipality(name="Verweg", slug="verweg", population=900_000)
    near.neighbours.add(ede)
    theme = make.theme(name="Opvang", slug="opvang")
    for place in [far, village, near, ede]:
        make.initiative(title=f"Plan van {place.name}", municipalities=[place], main_theme=theme, tags=["taal"])
    make.initiative(title="Plan van niemand", main_theme=theme)
    return theme


def titles(client, query):
    page = Document(client.get(f"{FINDER}?{query}").text)
    return [article.find("h3")[0].text for article in page.find("article")]


def test_the_most_alike_come_first_and_say_why(client, country):
    page = Document(client.get(f"{FINDER}?zoals=ede").text)
    cards = page.find("article")

    names = ["Ede", "Arnhem", "Dorp", "Verweg", "niemand"]
    assert [card.find("h3")[0].text for card in cards] == [f"Plan van {name}" for name in names]
    assert "Uw eigen gemeente" in cards[0].text
    assert "Arnhem: even groot, buurgemeente" in cards[1].text
    assert "zelfde provincie" in cards[2].text
    assert not cards[4].find("p", **{"class": "card__like"})


@pytest.mark.parametrize("query", ["thema=opvang", "tag=taal", "q=plan", "land=nederland&status=lopend", "q=pla"])
def test_it_combines_with_every_facet_and_with_words(client, country, query):
    assert titles(client, f"zoals=ede&{query}")[:2] == ["Plan van Ede", "Plan van Arnhem"]
    assert sorted(titles(client, f"zoals=ede&{query}")) == sorted(titles(client, query))


def test_another_order_can_be_requested_and_still_says_why(client, country):
    page = Document(client.get(f"{FINDER}?zoals=ede&sorteer=titel").text)

    assert page.find("article")[0].find("h3")[0].text == "Plan van Arnhem"
    assert "even groot" in page.find("article")[0].text


def test_without_a_municipality_there_is_no_order_of_similarity(client, country):
    offered = Document(client.get(FINDER).text).ids["sorteer"].find("option")

    assert "zoals" not in [option["value"] for option in offered]
    assert titles(client, "sorteer=zoals") == titles(client, "")


@pytest.mark.parametrize("name", ["Ede", "EDE", "Eede"])
def test_names_of_today_and_of_old_will_do(client, country, name):
    place = Initiative.objects.get(title="Plan van Ede").municipalities.get()
    place.other_names.create(name="Eede")
    make.published(place)

    assert titles(client, f"zoals={name}")[0] == "Plan van Ede"
    assert 'href="/?zoals=ede"' in client.get(f"{FINDER}?zoals={name}").text


def test_a_merged_municipality_is_what_it_became(client, country):
    old = make.municipality(name="Oud", slug="oud", ended_on=datetime.date(2026, 1, 1), population=None)
    old.successor = Initiative.objects.get(title="Plan van Ede").municipalities.get()
    old.save()
    make.initiative(title="Plan van Oud", municipalities=[old], main_theme=country)

    assert titles(client, "zoals=oud") == titles(client, "zoals=ede")
    assert set(titles(client, "zoals=ede")[:2]) == {"Plan van Ede", "Plan van Oud"}
    assert client.get("/gemeenten/oud/?zoals=ede")["Location"] == "/gemeenten/ede/?zoals=ede"


def test_an_unknown_municipality_gives_an_explanation_and_nothing(client, country):
    page = client.get(f"{FINDER}?zoals=atlantis")

    assert page.status_code == 200
    assert "‘atlantis’ kennen wij niet" in page.text
    assert "Plan van" not in page.text


@pytest.mark.parametrize("path", ["/", "/gemeenten/", "/gemeenten/ede/", "/themas/opvang/", "/over/"])
def test_other_pages_say_that_they_do_not_know_it(client, country, path):
    page = client.get(f"{path}?zoals=<b>Atlantis").text

    assert "Wij kennen geen gemeente ‘&lt;b&gt;Atlantis’" in page
    assert "zoals=%3Cb" not in "".join(link["href"] or "" for link in Document(page).find("a"))


def test_the_choice_goes_along_in_the_links(client, country):
    detail = Initiative.objects.get(title="Plan van Arnhem").get_absolute_url()
    for path in ["/", FINDER, detail, "/gemeenten/", "/gemeenten/arnhem/", "/themas/opvang/", "/themas/"]:
        page = Document(client.get(f"{path}?zoals=ede").text)
        links = [link["href"] for link in page.find("a") if link["href"]]
        assert "/initiatieven/?zoals=ede" in links, path
        own_pages = [
            link for link in links if link.split("?")[0] in {"/", "/gemeenten/", "/gemeenten/ede/", detail, FINDER}
        ]
        assert [link for link in own_pages if "zoals=" not in link and link != "/initiatieven/"] == [], path


def test_the_page_of_an_initiative_says_whether_it_fits(client, country):
    detail = Initiative.objects.get(title="Plan van Arnhem").get_absolute_url()

    assert "Past dit bij Ede?" in client.get(f"{detail}?zoals=ede").text
    assert "Wat doen gemeenten zoals Ede?" in client.get(f"{detail}?zoals=ede").text
    assert "Wat doen gemeenten zoals Arnhem?" in client.get(detail).text
    assert "Past dit bij" not in client.get(detail).text


def test_the_page_of_a_municipality_shows_who_is_like_it(client, country):
    page = Document(client.get("/gemeenten/ede/").text)
    alike = page.ids["zoals"].parent

    assert [item.find("a")[0].text for item in alike.find("li") if item.find("a")] == ["Arnhem", "Dorp", "Verweg"]
    assert "even groot, buurgemeente" in alike.text
    titles_elsewhere = [card.find("h3")[0].text for card in page.ids["elders"].parent.find("article")]
    assert titles_elsewhere == ["Plan van Arnhem", "Plan van Dorp", "Plan van Verweg"]


def test_the_feed_has_the_most_alike_and_says_why(client, country):
    feed = ElementTree.fromstring(client.get(f"{FINDER}feed/?zoals=ede").content)  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    summaries = {
        entry.find(f"{atom}title").text: entry.find(f"{atom}summary").text for entry in feed.iter(f"{atom}entry")
    }

    assert "Arnhem: even groot, buurgemeente" in summaries["Plan van Arnhem"]
    assert client.get(f"{FINDER}feed/?zoals=atlantis").status_code == 400


def test_the_export_has_the_same_order_and_says_why(client, country):
    response = client.get(f"{FINDER}export/?zoals=ede")
    rows = list(csv.DictReader(b"".join(response.streaming_content).decode("utf-8-sig").splitlines()))

    assert [row["titel"] for row in rows] == titles(client, "zoals=ede")
    assert rows[1]["lijkt op uw gemeente"].startswith("Arnhem: even groot, buurgemeente")
    assert rows[-1]["lijkt op uw gemeente"] == ""
    assert client.get(f"{FINDER}export/?zoals=atlantis").status_code == 400


def test_a_draft_is_not_counted_among_the_themes_that_two_share(client, country):
    hidden = make.theme(name="Geheim")
    for slug in ["ede", "verweg"]:
        place = Initiative.objects.filter(municipalities__slug=slug).first().municipalities.get()
        make.initiative(title="Verborgen", state="draft", municipalities=[place], main_theme=hidden)

    assert "Geheim" not in Client().get(f"{FINDER}?zoals=ede").text


@pytest.mark.usefixtures("content")
class TestRealContent:
    """The order over the real content, against the function itself."""

    @pytest.mark.parametrize("mine", MUNICIPALITIES)
    def test_municipalities_stand_in_the_order_of_their_likeness(self, mine):
        profiles, order = peers().profiles, [*peers().order(mine)]
        numbers = [similarity(profiles[mine], profiles[slug]) for slug in order]

        assert order[0] == mine
        assert len(order) == len(profiles) == 342
        assert numbers == sorted(numbers, reverse=True)

    @pytest.mark.parametrize("mine", MUNICIPALITIES)
    def test_initiatives_stand_in_the_order_of_their_most_alike_municipality(self, mine):
        profiles, selection = peers().profiles, InitiativeSelection.of(zoals=mine)
        published = Initiative.objects.published()
        slugs = {initiative.pk: [place.slug for place in initiative.municipalities.all()] for initiative in published}
        keys = [*selection.keys()]
        best = [max((similarity(profiles[mine], profiles[slug]) for slug in slugs[key]), default=-1) for key in keys]

        assert len(keys) == len(set(keys)) == selection.total > 100
        assert best == sorted(best, reverse=True)

    @pytest.mark.parametrize("mine", MUNICIPALITIES)
    def test_what_is_said_of_an_initiative_is_of_that_municipality(self, mine):
        keys = [*InitiativeSelection.of(zoals=mine).keys()][:20]
        nearest, order = peers().nearest(keys, mine), peers().order(mine)
        for initiative in Initiative.objects.filter(pk__in=keys):
            slugs = [place.slug for place in initiative.municipalities.all()]
            assert (initiative.pk in nearest) == bool(slugs)
            if slugs:
                assert nearest[initiative.pk].place.slug == min(slugs, key=order.get)

    def test_a_place_of_which_much_is_known_has_a_reason(self):
        assert [str(peer) for peer in peers().most_alike("westland", 3)]
        assert all(peer.reasons for peer in peers().most_alike("ede", 6))
