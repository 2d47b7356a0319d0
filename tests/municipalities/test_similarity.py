"""The similarity of two municipalities, as a number and in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.place import Place
from municipalities.similarity import WEIGHTS, Profile, reasons, similarity

SLUGS = ["a", "b", "c"]


def profile(*, slug="a", population=30_000, province="x", position=(52.0, 5.0), neighbours=(), types=(), themes=()):
    """A profile of which everything is known."""
    place = Place(
        slug=slug,
        name=slug.title(),
        population=population,
        province=province.title(),
        province_slug=province,
        position=position,
        tile=None,
        neighbours=frozenset(neighbours),
        types={kind: kind.title() for kind in types},
        other_names=(),
        current_slug=slug,
        is_current=True,
    )
    return Profile(place, frozenset(themes))


profiles = st.builds(
    profile,
    slug=st.sampled_from(SLUGS),
    population=st.none() | st.integers(0, 2_000_000),
    province=st.sampled_from(["x", "y"]),
    position=st.none() | st.tuples(st.floats(50, 54), st.floats(3, 8)),
    types=st.sets(st.sampled_from(["tuinbouwgemeente", "expatgemeente"])),
    themes=st.sets(st.sampled_from(["Opvang", "Huisvesting", "Werk"])),
)


def test_the_weights_are_parts_of_one():
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@given(profiles, profiles)
def test_similarity_is_between_none_and_all_and_the_same_both_ways(first, second):
    assert 0 <= similarity(first, second) <= 1 + 1e-9
    assert similarity(first, second) == pytest.approx(similarity(second, first))
    assert sorted(reasons(first, second)) == sorted(reasons(second, first))


def test_what_is_known_and_the_same_is_wholly_alike():
    first = profile(types=["tuinbouwgemeente"], themes=["Opvang"])

    assert similarity(first, first) == pytest.approx(1)


def test_what_is_not_known_adds_nothing():
    complete = profile(slug="a", province="x")
    incomplete = profile(slug="b", province="y", population=None, position=None)

    assert similarity(complete, incomplete) == 0
    assert reasons(complete, incomplete) == []


@pytest.mark.parametrize(
    ("population", "minimum", "maximum"), [(10_000, 0.39, 0.41), (20_000, 0.26, 0.27), (80_000, 0, 0)]
)
def test_size_counts_in_doublings(population, minimum, maximum):
    first = profile(slug="a", province="x", population=10_000, position=None)
    second = profile(slug="b", province="y", population=population, position=None)

    assert minimum <= similarity(first, second) <= maximum


def test_each_thing_in_common_brings_two_closer():
    first = profile(slug="a", province="x", neighbours=["c"], types=["expatgemeente"], themes=["Opvang", "Werk"])
    apart = profile(slug="b", province="y", population=None, position=(60, 20))
    closer_profiles = [
        replace(apart, place=replace(apart.place, population=30_000)),
        replace(apart, place=replace(apart.place, province_slug="x")),
        replace(apart, place=replace(apart.place, position=(52.1, 5.1))),
        replace(apart, place=replace(apart.place, slug="c")),
        replace(apart, place=replace(apart.place, types={"expatgemeente": "Expatgemeente"})),
        replace(apart, themes=frozenset(["Opvang"])),
    ]

    assert similarity(first, apart) == 0
    assert all(similarity(first, closer) > 0 for closer in closer_profiles)


def test_the_reasons_in_words():
    first = profile(slug="a", neighbours=["b"], types=["tuinbouwgemeente"], themes=["Opvang"])
    second = profile(slug="b", neighbours=["a"], types=["tuinbouwgemeente"], themes=["Opvang", "Werk"])

    assert reasons(first, second) == [
        "even groot",
        "buurgemeente",
        "beide tuinbouwgemeente",
        "beide met voorbeelden over Opvang",
        "zelfde provincie",
    ]


def test_near_but_not_next_to_each_other():
    first, second = profile(slug="a"), profile(slug="b", province="y", population=40_000, position=(52.1, 5.0))

    assert reasons(first, second) == ["ongeveer even groot", "dichtbij (11 km)"]
