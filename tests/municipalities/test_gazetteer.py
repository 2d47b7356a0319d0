"""Municipalities in memory: their names, and what a merged one has from those that merged into it."""

import datetime

import pytest

from municipalities.gazetteer import gazetteer
from tests.support import make

pytestmark = pytest.mark.django_db
ENDED = datetime.date(2027, 1, 1)


def merged(*names, into, row=1):
    """Municipalities that became one, each larger than the one before and beside it on the map."""
    municipalities = [make.municipality(name=name, slug=name.lower(), province=into.province) for name in names]
    for number, place in enumerate(municipalities):
        place.ended_on, place.successor = ENDED, into
        place.tile_column, place.tile_row = number, row
        place.latitude, place.longitude, place.population = 52, 5, 10_000 * (number + 1)
        place.save()
    return [make.published(place) for place in municipalities]


def test_a_merged_municipality_stands_where_its_largest_part_stood():
    whole = make.municipality(name="Samen", slug="samen")
    small, large = merged("Klein", "Groot", into=whole)
    around = make.municipality(name="Rondom", slug="rondom")
    small.neighbours.set([large, around])
    make.published(whole)
    places = gazetteer().places

    assert places["samen"].tile == (1, 1)
    assert places["samen"].position == (52, 5)
    assert places["samen"].neighbours == {"rondom"}
    assert places["rondom"].neighbours == {"samen"}
    assert places["klein"].current_slug == places["groot"].current_slug == "samen"
    assert [place.slug for place in gazetteer().current] == ["rondom", "samen"]


def test_what_the_editors_know_of_a_merged_municipality_stays():
    whole = make.municipality(name="Samen", slug="samen", tile_column=9, tile_row=9)
    merged("Klein", into=whole)

    assert gazetteer().places["samen"].tile == (9, 9)


def test_a_municipality_that_merged_twice():
    last = make.municipality(slug="laatste")
    (middle,) = merged("Midden", into=last)
    merged("Eerst", into=middle, row=2)

    assert gazetteer().places["eerst"].current_slug == "laatste"


def test_a_municipality_that_ended_and_nobody_knows_where_it_went():
    make.municipality(slug="weg", ended_on=ENDED)

    assert gazetteer().places["weg"].current_slug == "weg"
    assert gazetteer().current == []


def test_two_that_went_into_each_other():
    """Nothing forbids it in the database; it must not make us go round for ever."""
    first, second = make.municipality(slug="een"), make.municipality(slug="ander")
    for place, successor in [(first, second), (second, first)]:
        place.ended_on, place.successor = ENDED, successor
        place.save()
    make.published(first)

    assert {place.current_slug for place in gazetteer().places.values()} <= {"een", "ander"}


@pytest.mark.parametrize("text", ["den-haag", "Den Haag", "DEN HAAG", "'s-Gravenhage", "’s Gravenhage", "Haagje"])
def test_every_name_finds_it(text):
    place = make.municipality(name="Den Haag", slug="den-haag", official_name="'s-Gravenhage")
    place.other_names.create(name="Haagje")
    make.published(place)

    assert gazetteer().find(text).name == "Den Haag"


@pytest.mark.parametrize("text", ["", "Atlantis", "\0", "—", "x" * 5000])
def test_what_is_no_name_finds_nothing(text):
    make.municipality(name="Den Haag", slug="den-haag")

    assert gazetteer().find(text) is None
