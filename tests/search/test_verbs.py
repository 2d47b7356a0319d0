"""Forms of verbs that no stemmer knows."""

import pytest

from search.verbs import infinitives
from tests.support import make

from .test_widening import titles


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("vangt", "vangen"),
        ("woont", "wonen"),
        ("woonde", "wonen"),
        ("kent", "kennen"),
        ("opent", "openen"),
        ("verhuist", "verhuizen"),
        ("geeft", "geven"),
        ("steunde", "steunen"),
    ],
)
def test_the_infinitive_is_among_what_it_could_be(form, infinitive):
    assert infinitive in infinitives(form)


def test_a_noun_is_no_form_of_a_verb():
    assert infinitives("buurt") == infinitives("dorp") == []


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["verhuist", "verhuisde", "verhuizen"])
def test_a_search_for_one_form_finds_the_others(typed):
    make.initiative(title="Steeds verhuizen")
    make.initiative(title="Een groep verhuist")

    assert len(titles(typed)) == 2
