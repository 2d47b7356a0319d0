"""An editor places and orders the stands of a market."""

import pytest
from django.contrib.messages import get_messages

from core.records import State
from initiatives.models import MarketEdition
from tests.support import desk, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(client):
    client.force_login(make.editor())
    return make.market(organiser=make.organisation(), publication=make.publication())


@make.together()
def place(edition, *titles, position=0, **fields):
    """Stands as the loader leaves them: without numbers, in the order of their keys."""
    for title in titles:
        edition.stands.create(initiative=make.initiative(title=title, **fields), position=position)


def stand_list(edition):
    """The stands: a list of (number, title)."""
    return list(edition.stands.values_list("position", "initiative__title"))


def warnings(response):
    return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]


def test_a_new_stand_comes_last(client, edition):
    place(edition, "a", "b")
    new = make.initiative(title="c")

    response = desk.save(client, edition, **desk.part("stands", 2, initiative=new.pk, position="", note="Kom kijken."))

    assert response.status_code == 302
    assert stand_list(edition) == [(1, "a"), (2, "b"), (3, "c")]
    assert edition.stands.get(position=3).note == "Kom kijken."
    assert "Kom kijken." in client.get("/inspiratiemarkt/").text
    assert warnings(response) == []


def test_several_new_stands_on_a_new_market(client, edition):
    first, second = make.initiative(title="a"), make.initiative(title="b")
    fields = {
        "title": "Markt 2027",
        "slug": "markt-2027",
        "date": "12-11-2027",
        "organiser": edition.organiser_id,
        "summary": "Een markt.",
        "publication": edition.publication_id,
    }
    parts = desk.part("stands", 0, initiative=first.pk) | desk.part("stands", 1, initiative=second.pk)

    response = desk.save(client, MarketEdition, **fields, **parts)

    assert response.status_code == 302, desk.errors(response)
    assert stand_list(MarketEdition.objects.get(slug="markt-2027")) == [(1, "a"), (2, "b")]


def test_a_new_stand_with_a_number_comes_in_between(client, edition):
    place(edition, "a", "b")
    new = make.initiative(title="c")

    desk.save(client, edition, **desk.part("stands", 2, initiative=new.pk, position=2))

    assert stand_list(edition) == [(1, "a"), (2, "c"), (3, "b")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"stands-0-position": 3}, "bca"),
        ({"stands-2-position": 1}, "cab"),
        ({"stands-0-position": 2, "stands-1-position": 1}, "bac"),
        ({"stands-0-position": ""}, "bca"),
        ({"stands-1-DELETE": "on"}, "ac"),
        ({}, "abc"),
    ],
)
def test_stands_move(client, edition, changes, expected):
    place(edition, "a", "b", "c")

    response = desk.save(client, edition, **changes)

    assert response.status_code == 302
    assert stand_list(edition) == list(enumerate(expected, 1))


@pytest.mark.parametrize("number", [0, -1, 40_000, "x"])
def test_a_number_that_cannot_be_is_refused(client, edition, number):
    place(edition, "a")

    response = desk.save(client, edition, **{"stands-0-position": number})

    assert response.status_code == 200
    assert desk.errors(response)
    assert stand_list(edition) == [(0, "a")]


def test_one_initiative_has_one_stand(client, edition):
    place(edition, "a", "b")
    initiative = edition.stands.first().initiative_id

    response = desk.save(client, edition, **{"stands-1-initiative": initiative})

    assert response.status_code == 200
    assert "Een initiatief heeft hoogstens één kraam op een markt." in response.text
    assert stand_list(edition) == [(0, "a"), (0, "b")]


def test_the_form_says_where_a_stand_comes_from(client, edition):
    zwolle = make.municipality(name="Zwolle")
    place(edition, "a", main_theme=make.theme(name="Werk"), municipalities=[zwolle])
    place(edition, "b", position=7)

    page = client.get(desk.address(edition)).text

    assert "Werk<br>Zwolle" in page
    assert "geen vaste gemeente" in page
    assert 'name="stands-1-position" value="2"' in page
    assert "Niet te zien" not in page


@pytest.mark.parametrize(("state", "word"), [(State.DRAFT, "concept"), (State.WITHDRAWN, "ingetrokken")])
def test_the_editor_is_warned_about_what_visitors_do_not_see(client, edition, state, word):
    place(edition, "a")
    place(edition, "b", state=state)

    page = client.get(desk.address(edition)).text
    response = desk.save(client, edition)

    assert f"Niet te zien: dit initiatief is niet gepubliceerd ({word})." in page
    assert warnings(response) == ["Kraam 2 (‘b’) is niet te zien op de site: het initiatief is niet gepubliceerd."]


def test_the_list_counts_the_stands(client, edition):
    place(edition, "a", "b")

    page = client.get(desk.address(MarketEdition, "changelist")).text

    assert '<td class="field-stand_count">2</td>' in page


def test_the_form_of_sixty_stands_opens(client, edition, django_assert_max_num_queries):
    place(edition, *(f"Kraam {number}" for number in range(60)))

    with django_assert_max_num_queries(100):
        assert client.get(desk.address(edition)).status_code == 200
