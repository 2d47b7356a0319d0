"""The normal form of words."""

import pytest

from search.analysis import fold, root, stem
from search.compounds import candidates, parts, split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oekraïense", "oekraiense"),
        ("azc’s en azc's", "azc en azc"),
        ("arbeids\u00admigranten", "arbeidsmigranten"),
        ("'s-Gravenhage", "s gravenhage"),
        ("DT&V  (COA)", "dt v coa"),
        ("", ""),
        ("_%_", ""),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize("word", ["e", "ee", "s", "ing", "a"])
def test_a_stem_is_never_empty(word):
    assert stem(word)
    assert root(word)


def test_forms_of_a_word_share_a_stem_or_a_root():
    for word, form in [("locatie", "locaties"), ("zwemles", "zwemlessen"), ("kind", "kinderen"), ("stad", "steden")]:
        assert {stem(word), root(word)} & {stem(form), root(form)}


def test_a_compound_is_split_in_known_words_only():
    vocabulary = {"statushouder", "woning", "opvang", "locatie", "taal"}

    assert split("statushouderswoning", vocabulary) == [("statushouder", "woning")]
    assert split("opvanglocatie", vocabulary) == [("opvang", "locatie")]
    assert split("totaal", vocabulary) == split("locaties", vocabulary) == split("opvang2026", vocabulary) == []


def test_a_long_known_word_is_a_part_whatever_is_around_it():
    assert parts("noodopvang", {"opvang"}) == {"opvang"}
    assert parts("betaal", {"taal"}) == set()


def test_the_candidates_are_all_that_could_be_a_part():
    parts_of_compound = {"statushouder", "woning"}

    assert parts_of_compound <= candidates("statushouderswoning")
