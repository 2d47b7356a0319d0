"""A set of keys does what a set does."""

from hypothesis import given
from hypothesis import strategies as st

from core.key_set import KeySet

keys = st.sets(st.integers(min_value=1, max_value=300))


@given(one=keys, other=keys)
def test_it_agrees_with_a_set(one, other):
    ours, theirs = KeySet.of(one), KeySet.of(other)

    assert set(ours & theirs) == one & other
    assert set(ours | theirs) == one | other
    assert set(ours - theirs) == one - other
    assert ours.count_in(theirs) == len(ours & theirs) == len(one & other)
    assert ours.isdisjoint(theirs) == one.isdisjoint(other)
    assert KeySet.union([ours, theirs, KeySet()]) == ours | theirs
    assert (ours == theirs, bool(ours), len(ours)) == (one == other, bool(one), len(one))
    assert {key for key in range(302) if key in ours} == one
    assert hash(ours) == hash(KeySet.of(sorted(one)))


@given(one=keys, more=keys)
def test_it_stands_in_the_order_of_a_list(one, more):
    everything = sorted(one | more, key=lambda key: (key % 7, key))

    assert list(KeySet.of(one).ordered(everything, KeySet.of(everything))) == [key for key in everything if key in one]
    assert list(KeySet.of(one)) == sorted(one)


def test_it_shows_its_keys():
    assert repr(KeySet.of([9, 2])) == "KeySet.of([2, 9])"
    assert repr(KeySet()) == "KeySet.of([])"
