"""Whole questions: what is no condition in them, and how much of a long one has to be there."""

import pytest

from search.matching import Search
from tests.support import make

from .test_widening import titles

pytestmark = pytest.mark.django_db


def test_what_every_record_has_is_no_condition_but_a_wish():
    make.initiative(title="Geld voor inburgering")
    make.initiative(title="Geld voor inburgering in de gemeente")

    found = titles("krijgen gemeenten geld voor inburgering")

    assert found == ["Geld voor inburgering in de gemeente", "Geld voor inburgering"]


def test_of_a_long_question_fewer_words_will_do():
    make.initiative(title="Achterstand van de taakstelling")
    for number in range(9):
        make.initiative(title=f"Buurthuis {number}")

    assert titles("achterstand taakstelling wegwerken en afbouwen") == ["Achterstand van de taakstelling"]


def test_words_of_an_english_question_are_not_corrected():
    make.initiative(title="Wat een dorp")

    assert Search("what can").misspelt == []
