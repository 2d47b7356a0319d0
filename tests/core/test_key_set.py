"""A set of keys does what a set does."""

from hypothesis import given
from hypothesis import strategies as st

from core.key_set import KeySet

keys = st.sets(st.integers(min_value=1, max_value=300))


@given(first=keys, second=keys)
def test_it_agrees_with_a_set(first, second):
    ours, theirs = KeySet.of(first), KeySet.of(second)

    assert set(ours & theirs) == first & second
    assert set(ours | theirs) == first | second
    assert set(ours - theirs) == first - second
    assert ours.count_in(theirs) == len(ours & theirs) == len(first & second)
    assert ours.isdisjoint(theirs) == first.isdisjoint(second)
    assert KeySet.union([ours, theirs, KeySet()]) == ours | theirs
    assert (ours == theirs, bool(ours), len(ours)) == (first == second, bool(first), len(first))
    assert {key for key in range(302) if key in ours} == first
    assert hash(ours) == hash(KeySet.of(sorted(first)))


@given(keys_of_set=keys, more=keys)
def test_it_stands_in_the_order_of_a_list(keys_of_set, more):
    everything = sorted(keys_of_set | more, key=lambda key: (key % 7, key))

    assert list(KeySet.of(keys_of_set).ordered(everything, KeySet.of(everything))) == [
        key for key in everything if key in keys_of_set
    ]
    assert list(KeySet.of(keys_of_set)) == sorted(keys_of_set)


def test_it_shows_its_keys():
    assert repr(KeySet.of([9, 2])) == "KeySet.of([2, 9])"
    assert repr(KeySet()) == "KeySet.of([])"
