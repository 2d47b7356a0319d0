"""Searching by words: spelling, plurals, synonyms of the thesaurus, and parts of compounds."""

import pytest

from initiatives.models import Initiative
from initiatives.search import reindex
from tests import make
from themes.thesaurus import expand, fold, mentioned, stem

pytestmark = pytest.mark.django_db


def found(query):
    return {initiative.title for initiative in Initiative.objects.published().matching(query)}


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


@pytest.mark.parametrize(("word", "expected"), [("asielzoekers", "asielzoeker"), ("azc", "azc"), ("bus", "bus")])
def test_stem(word, expected):
    assert stem(word) == expected


def test_all_words_must_occur():
    make.initiative(title="Taalles voor asielzoekers")
    make.initiative(title="Taalles voor iedereen")

    assert found("taalles asielzoeker") == {"Taalles voor asielzoekers"}


def test_a_synonym_of_the_thesaurus_is_found_at_once():
    make.initiative(title="Woningen voor statushouders")
    assert found("vergunninghouder") == set()
    make.concept(term="statushouder", synonyms=["vergunninghouder", "erkend vluchteling"])

    assert found("vergunninghouders") == {"Woningen voor statushouders"}
    assert found("erkende vluchtelingen") == set()
    assert found("erkend vluchteling") == {"Woningen voor statushouders"}


def test_an_abbreviation_is_found():
    make.initiative(title="Sneller een tewerkstellingsvergunning")
    make.concept(term="tewerkstellingsvergunning", abbreviation="twv")

    assert found("TWV") == {"Sneller een tewerkstellingsvergunning"}


def test_a_draft_concept_is_no_synonym():
    make.initiative(title="Woningen voor statushouders")
    make.concept(term="statushouder", synonyms=["vergunninghouder"], state="draft")

    assert found("vergunninghouder") == set()


def test_short_words_must_match_whole():
    make.initiative(title="Een kind op school")
    make.initiative(title="De IND beslist")

    assert found("ind") == {"De IND beslist"}


def test_long_words_are_found_inside_compounds():
    make.initiative(title="Asielopvanglocatie")

    assert found("opvang") == {"Asielopvanglocatie"}


def test_it_searches_places_themes_partners_and_tags():
    made = make.initiative(
        title="Zonder woorden",
        municipalities=[make.municipality(name="Den Haag")],
        main_theme=make.theme(name="Huisvesting"),
        tags=["muziek"],
    )
    made.partners.create(name="Stichting Brug", role="begeleiding")
    reindex(Initiative.objects.filter(pk=made.pk))

    for word in ["den haag", "huisvesting", "muziek", "brug", "begeleiding"]:
        assert found(word) == {"Zonder woorden"}, word


def test_internal_notes_are_not_searched():
    make.initiative(internal_note="geheim", contact_name="geheim")

    assert found("geheim") == set()


def test_wildcards_are_plain_text():
    make.initiative(title="Honderd procent")

    assert found("h%t") == set()
    assert found("%") == found("") == {"Honderd procent"}


def test_a_term_of_several_words_is_one_term():
    make.concept(term="bed-bad-brood", synonyms=["bed-bad-broodvoorziening"])

    assert expand("bed bad brood nu") == [
        [("bed", "bad", "brood"), ("bed", "bad", "broodvoorziening")],
        [("nu",)],
    ]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("query", "concept"),
    [
        ("vergunninghouder", "statushouder"),
        ("twv", "tewerkstellingsvergunning"),
        ("Oekraïners", "oekraiense-ontheemde"),
        ("Oekrainers", "oekraiense-ontheemde"),
        ("azc", "asielzoekerscentrum"),
        ("LVV’s", "landelijke-vreemdelingenvoorziening"),
    ],
)
def test_the_thesaurus_knows_the_words_of_the_field(client, query, concept):
    page = client.get("/initiatieven/", {"q": query})

    assert concept in [slug for slug, _term in mentioned(query)]
    assert f'href="/begrippen/{concept}/"' in page.text
    assert page.context["total"] > 0
