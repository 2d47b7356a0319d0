"""Suggestions while typing: names that begin with the letters so far, as JSON."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import make

pytestmark = pytest.mark.django_db
URL = "/zoeken/suggesties/"


def suggested(client, text):
    """What is suggested for some letters, as (name, kind) pairs."""
    response = client.get(URL, {"q": text})
    assert response.status_code == 200
    return [(suggestion["naam"], suggestion["soort"]) for suggestion in response.json()["suggesties"]]


@pytest.fixture
def den_haag():
    place = make.municipality(name="Den Haag", slug="den-haag")
    place.official_name = "'s-Gravenhage"
    place.save()
    place.other_names.create(name="Hofstad")
    return make.published(place)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("den", "Den Haag"),
        ("den ha", "Den Haag"),
        ("haag", "Den Haag"),
        ("'s-gra", "'s-Gravenhage (Den Haag)"),
        ("GRAVEN", "'s-Gravenhage (Den Haag)"),
        ("hofs", "Hofstad (Den Haag)"),
    ],
)
def test_a_municipality_by_each_of_its_names(client, den_haag, text, name):
    assert suggested(client, text) == [(name, "gemeente")]


def test_a_concept_by_its_synonym(client):
    make.concept(term="asielzoekerscentrum", synonyms=["azc"])

    assert suggested(client, "az") == [("azc (asielzoekerscentrum)", "begrip")]


def test_an_initiative_by_the_words_of_its_title(client):
    make.initiative(title="Taalcoaches in de wijk", summary="Vrijwilligers helpen.")

    assert suggested(client, "taalco") == suggested(client, "wijk taalco") == [("Taalcoaches in de wijk", "initiatief")]
    assert suggested(client, "vrijwilligers") == []


def test_a_theme(client):
    make.theme(name="Huisvesting")

    assert suggested(client, "huis") == [("Huisvesting", "thema")]


def test_a_stapel_a_framework_and_a_bottleneck(client):
    make.bundle(make.initiative(title="Hotelboot"), title="Kleine opvang in een dorp")
    make.framework(name="Spreidingswet")
    make.bottleneck(title="Te weinig huizen")

    assert suggested(client, "kleine opvang in een dorp") == [("Kleine opvang in een dorp", "stapel")]
    assert suggested(client, "spreid") == [("Spreidingswet", "kader")]
    assert suggested(client, "te weinig") == [("Te weinig huizen", "knelpunt")]


def test_accents_make_no_difference(client):
    make.municipality(name="Súdwest-Fryslân")

    assert suggested(client, "sudw") == suggested(client, "súdw") == [("Súdwest-Fryslân", "gemeente")]


def test_what_begins_with_the_letters_comes_first(client):
    make.initiative(title="Samen met Ede")
    make.municipality(name="Ede")

    assert [name for name, _kind in suggested(client, "ed")] == ["Ede", "Samen met Ede"]


def test_each_leads_to_its_page(client, den_haag):
    for suggestion in client.get(URL, {"q": "den"}).json()["suggesties"]:
        assert client.get(suggestion["adres"]).status_code == 200


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_never_suggested(client, state):
    make.initiative(title="Geheimpje", main_theme=make.theme(name="Geheimthema", state=state), state=state)
    make.concept(term="geheimwoord", synonyms=["geheimnis"], state=state)

    assert suggested(client, "gehei") == []


def test_at_most_eight(client):
    with make.together():
        for number in range(12):
            make.concept(term=f"opvang{number}")

    assert len(suggested(client, "opvang")) == 8


@pytest.mark.parametrize("text", ["", " ", "o", "-", '"', "%", "_", "*", "\\", "\x00", "'", "’s", "((", "\U0001f91d"])
def test_nothing_for_less_than_two_letters(client, text):
    make.concept(term="opvang")

    assert suggested(client, text) == []


@pytest.mark.parametrize("text", ['"opv', "opv%", "opv\x00", "(opv", "opv*", "-opv", "opv' OR 1=1", "OPV\u0301"])
def test_odd_input_gets_a_response(client, text):
    make.concept(term="opvang")

    assert suggested(client, text) in ([], [("opvang", "begrip")])


@pytest.mark.parametrize("text", ["x" * 1_400, "opvang " * 200, "İ" * 240])
def test_very_long_input_gets_a_response(client, text):
    make.concept(term="opvang")

    assert len(suggested(client, text)) <= 1


def test_the_response_is_json_with_the_sentence_for_a_screen_reader(client):
    make.concept(term="opvang")
    make.concept(term="opvanglocatie")
    responses = {text: client.get(URL, {"q": text}) for text in ["opv", "opvangl", "xyz"]}

    assert {response.headers["Content-Type"] for response in responses.values()} == {"application/json"}
    assert [response.json()["melding"] for response in responses.values()] == [
        "2 suggesties",
        "1 suggestie",
        "0 suggesties",
    ]


def test_few_queries_however_many_there_are(client):
    def query_count():
        client.get(URL, {"q": "opvang"})
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"q": "opvang"})
        return len(queries)

    make.concept(term="opvang", synonyms=["opvangplek"])
    few = query_count()
    with make.together():
        for number in range(8):
            make.concept(term=f"opvang{number}", synonyms=[f"opvangplek{number}"])

    assert query_count() == few <= 6
