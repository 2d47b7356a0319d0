"""A faceted selection: `or` within a facet, `and` between facets, each counted over the others."""

from core.faceting import Facet, FacetedSelection
from core.key_set import KeySet

KEY_SETS = {
    ("kleur", "rood"): KeySet.of([1, 2]),
    ("kleur", "blauw"): KeySet.of([2, 3]),
    ("vorm", "rond"): KeySet.of([2, 4]),
    ("vorm", "vlak"): KeySet.of([1, 3]),
}
COLOURS = {"rood": "Rood", "groen": "Groen", "blauw": "Blauw"}
EVERYTHING = KeySet.of([1, 2, 3, 4])


def counts(selection, facet, labels):
    """The options as a dict from value to count and whether it is chosen."""
    return {option.value: (option.count, option.chosen) for option in selection.options(facet, labels)}


def test_without_a_choice_everything_matches():
    assert FacetedSelection(KEY_SETS, {}, EVERYTHING).matching == EVERYTHING


def test_values_of_one_facet_add_up_and_facets_narrow_one_another():
    selection = FacetedSelection(KEY_SETS, {"kleur": ["rood", "blauw"], "vorm": ["vlak"]}, EVERYTHING)

    assert selection.matching == KeySet.of([1, 3])
    assert selection.without("vorm") == KeySet.of([1, 2, 3])
    assert selection.without("kleur") == KeySet.of([1, 3])


def test_an_option_counts_over_the_other_facets_and_what_is_chosen_stays():
    selection = FacetedSelection(KEY_SETS, {"kleur": ["groen"], "vorm": ["rond"]}, EVERYTHING)

    assert counts(selection, "kleur", COLOURS) == {"rood": (1, False), "groen": (0, True), "blauw": (1, False)}
    assert counts(selection, "vorm", {"rond": "Rond", "vlak": "Vlak"}) == {"rond": (0, True)}


def test_nothing_is_found_outside_what_there_is_to_choose_from():
    selection = FacetedSelection(KEY_SETS, {"kleur": ["rood"]}, KeySet.of([2]))

    assert selection.matching == KeySet.of([2])
    assert counts(selection, "kleur", COLOURS) == {"rood": (1, True), "blauw": (1, False)}


def test_a_facet_knows_which_options_are_chosen():
    selection = FacetedSelection(KEY_SETS, {"kleur": ["rood"]}, EVERYTHING)
    facet = Facet("kleur", "Kleur", selection.options("kleur", COLOURS, indented={"blauw"}), rest=3)

    assert [option.value for option in facet.chosen] == ["rood"]
    assert [(option.value, option.indented) for option in facet.others] == [("blauw", True)]
    assert (facet.total, facet.shown) == (5, 2)
