"""A search goes on: partial matches, slips of the pen, parts of compounds, broader concepts; and honest silence."""

import pytest

from search.analysis import fold, root, stem
from search.function_words import FUNCTION_WORDS
from search.language import WORDS
from search.lexicon import lexicon
from search.matching import Search
from search.models import Entry
from search.widening import search_for
from tests.support import make

pytestmark = pytest.mark.django_db
FINDER, EVERYTHING = "/initiatieven/", "/zoeken/"


def titles(query):
    """The titles of what a query finds, the best first."""
    search = search_for(query)
    entries = Entry.objects.in_bulk(search.matches or [])
    return [entries[key].title for key in search.rank(list(entries))]


def test_what_has_most_of_the_meaning_follows_the_full_matches(client):
    make.initiative(title="Taalles in de haven van Weert")
    make.initiative(title="Zwemles in de haven")
    with make.together():
        for number in range(6):
            make.initiative(title=f"Taalles {number}")
    page = client.get(FINDER, {"q": "taalles haven"}).text

    assert titles("taalles haven") == ["Taalles in de haven van Weert", "Zwemles in de haven"]
    assert "1 resultaat heeft al uw woorden." in page
    assert "Verder gevonden met: haven." in page


def test_words_far_apart_in_a_long_text_are_no_answer():
    make.initiative(
        title="Bus", approach="De chauffeur werd bedreigd. " + "Dat was lang geleden. " * 20 + "De burgemeester."
    )
    make.initiative(title="Dorp", approach="Op straat is de burgemeester bedreigd.")

    assert titles("burgemeester bedreigd") == ["Dorp"]


def test_a_common_word_alone_is_no_answer_to_a_rare_one(client):
    with make.together():
        for number in range(12):
            make.initiative(title=f"Asiel {number}")
    page = client.get(FINDER, {"q": "noodwet asiel"}).text

    assert titles("noodwet asiel") == []
    assert "Wij vonden niets met: noodwet" in page
    assert '<a href="?q=asiel">asiel</a> (12)' in page


@pytest.mark.parametrize("question", ["wat kost een azc", "wie weet wat een azc kost", "hoe gaat het met het azc"])
def test_how_it_is_asked_is_no_condition(question):
    make.initiative(title="Een azc in het dorp")

    assert titles(question) == ["Een azc in het dorp"]


def test_words_that_mean_something_are_no_function_words():
    meaningful = "kosten mis klein gemeente rijk taal werk school dorp buren overlast raad best echt hoeven made"

    assert FUNCTION_WORDS.isdisjoint(meaningful.split())


def test_what_is_asked_about_costs_comes_first_where_these_are_known():
    make.initiative(title="Azc in de stad")
    make.initiative(title="Azc in het dorp", cost_yearly="€ 1 miljoen (2024)")

    assert titles("wat kost een azc") == ["Azc in het dorp", "Azc in de stad"]


def test_a_question_about_failure_leads_to_what_stopped_and_its_lessons(client):
    make.initiative(title="Loopt goed", lessons="Het ging vanzelf.")
    make.initiative(title="Ging niet door", status="gestopt", lessons="Begin eerder.")

    assert titles("wat ging er mis") == titles("welke initiatieven zijn mislukt") == ["Ging niet door"]
    assert "Begin eerder." in client.get(EVERYTHING, {"q": "wat ging er mis"}).text


@pytest.mark.parametrize("question", ["wat willen gemeenten van Den Haag", "wat vragen wethouders aan het kabinet"])
def test_a_question_to_the_government_leads_to_the_signals(client, question):
    make.bottleneck(title="Te weinig geld voor gemeenten en wethouders")
    make.initiative(title="Wethouders en gemeenten bezoeken het Rijk")

    assert titles(question)[0] == "Te weinig geld voor gemeenten en wethouders"
    assert "1 knelpunt hierover" in client.get(FINDER, {"q": question}).text


def test_den_haag_is_a_city_otherwise():
    make.bottleneck(title="Te weinig geld")
    make.initiative(title="Taalles", municipalities=[make.municipality(name="Den Haag")])

    assert titles("taalles in Den Haag")[0] == "Taalles"
    assert "Te weinig geld" not in titles("taalles in Den Haag")


@pytest.mark.parametrize("address", [FINDER, EVERYTHING])
def test_a_corrected_word_is_searched_for_at_once(client, address):
    make.initiative(title="Statushouders aan het werk")
    page = client.get(address, {"q": "statushoders"}).text

    assert "<mark>Statushouders</mark> aan het werk" in page
    assert "Wij zochten op <strong>statushouders</strong>," in page
    assert '<a href="?q=%22statushoders%22">zoek toch op statushoders</a>' in page
    assert "Statushouders aan het werk" not in client.get(address, {"q": '"statushoders"'}).text


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("fiets", "niets"),
        ("isk", "is"),
        ("spuk", "stuk"),
        ("leges", "leeg"),
        ("voetbalclub", "voetballen"),
        ("hond", "rond"),
    ],
)
def test_a_word_that_the_language_has_or_an_abbreviation_is_not_corrected(word, other):
    make.initiative(title=f"Hier staat {other}")

    assert Search(word).suggested_query == ""
    assert titles(word) == []


def test_a_word_that_must_not_be_there_is_never_corrected_away():
    make.initiative(title="Statushouders in een hotel")

    assert titles("statushoders -hotel") == []


def test_a_name_of_the_thesaurus_is_not_corrected():
    make.initiative(title="Statushouder")
    make.concept(term="statushoeder")

    assert Search("statushoeder").suggested_query == ""


def test_a_missing_double_in_a_short_name_is_mended():
    make.municipality(name="Weert")
    make.initiative(title="Hier werkt iedereen")

    assert Search("wert").suggested_query == "weert"


def test_a_part_of_a_compound_that_is_a_subject_will_do(client):
    make.theme(name="Taal")
    make.initiative(title="Samen taal leren")
    page = client.get(FINDER, {"q": "taalcoach"}).text

    assert "Samen <mark>taal</mark> leren" in page
    assert "Wij vonden niets met <strong>taalcoach</strong>. Dit vonden wij met <strong>taal</strong>." in page


def test_a_part_that_is_no_subject_will_not():
    make.initiative(title="Een wet over nood")
    make.initiative(title="De nood is hoog", summary="Wat er verder gebeurde, staat niet in de wet.")

    assert titles("noodwet") == ["Een wet over nood"]
    assert titles("noodwoning") == []


def test_the_broader_concept_is_searched_for_at_once(client):
    make.initiative(title="Huisvesting in een flat")
    concept = make.concept(term="hospitaregeling")
    concept.broader.add(make.concept(term="huisvesting"))
    make.published(concept)
    page = client.get(FINDER, {"q": "hospitaregeling"}).text

    assert "<mark>Huisvesting</mark> in een flat" in page
    assert "Dit vonden wij met <strong>huisvesting</strong>." in page


@pytest.mark.parametrize(
    ("word", "other"),
    [("leges", "leggen"), ("leges", "leeg"), ("gezin", "zin"), ("begeleid", "beleid"), ("geweld", "wel"),
     ("gemeente", "mening"), ("gebied", "bied"), ("wens", "wennen"), ("bekend", "beek")],
)  # fmt: skip
def test_words_that_only_look_alike_are_no_forms_of_one_word(word, other):
    assert {stem(word), root(word)}.isdisjoint({stem(other), root(other)})


@pytest.mark.parametrize(
    ("word", "form"), [("gestopt", "stoppen"), ("gezinnen", "gezin"), ("lege", "leeg"), ("gebouwd", "bouwen")]
)
def test_forms_of_one_word_stay_so(word, form):
    assert stem(word) == stem(form)


def test_a_verb_and_its_noun_find_one_another():
    make.initiative(title="Informatie voor buren")
    make.initiative(title="Wij informeren iedereen")

    assert len(titles("informeren")) == len(titles("informatie")) == 2


def test_the_dutch_words_are_those_of_the_package():
    assert all(word in WORDS for word in ("fiets", "niets", "noodwet", "financiele", "leges"))
    assert not any(word in WORDS for word in ("statushoders", "inburgring", "", "azzz", "é", "a\nb"))


def test_a_city_comes_before_the_municipalities_of_its_province(client):
    province = make.province(name="Utrecht")
    places = [make.municipality(name=name, province=province) for name in ("Baarn", "Utrecht", "Zeist")]
    make.initiative(title="Opvang", municipalities=places[:1])
    groups = client.get(EVERYTHING, {"q": "Utrecht"}).context["groups"]
    names = [entry.title for group in groups for entry in group["entries"]]

    assert names == ["Utrecht", "Utrecht", "Baarn", "Zeist", "Opvang"]  # the city, the province, who lies in it


def test_the_lexicon_suggests_no_function_words():
    make.initiative(title="Een fiets", approach="Er is niets van een ding")

    assert lexicon().looks_misspelt("fietx")
    assert not lexicon().looks_misspelt("niets")


def test_words_that_only_the_search_knows_find_one_another():
    make.concept(term="verzet", searched=["onrust", "rellen"])
    make.initiative(title="Rellen in het dorp")

    assert {*titles("onrust")} == {"Rellen in het dorp", "verzet"}


def test_a_rule_that_ends_answers_when_something_stops():
    make.framework(name="Regeling opvang")
    make.framework(name="Besluit opvang", valid_until="2028-03-04")

    assert titles("wanneer stopt de opvang")[0] == "Besluit opvang"


@pytest.mark.parametrize(
    ("word", "other"),
    [("haren", "haar"), ("har", "haar"), ("Ommen", "om"), ("kans", "kan"), ("overheid", "over"), ("miss", "mis")],
)
def test_no_word_is_a_form_of_a_function_word_or_of_a_foreign_one(word, other):
    assert not {stem(fold(word)), root(fold(word))} & {stem(other), root(other)} - {fold(word)}


def test_a_maatje_is_no_measure():
    make.initiative(title="De maat is vol")
    make.initiative(title="Een maatje in de buurt")

    assert titles("maat") == ["De maat is vol"]
    assert titles("maatje") == ["Een maatje in de buurt"]


def test_a_country_and_its_people_find_one_another():
    make.initiative(title="Werk voor Oekraïners")

    assert titles("Oekraïne") == titles("Oekraïense") == ["Werk voor Oekraïners"]


def test_a_village_is_no_form_of_a_function_word():
    groningen = make.municipality(name="Groningen")
    make.place("Haren", municipality=groningen)
    make.initiative(title="Werk met haar buurvrouw", municipalities=[groningen])

    assert "Groningen" in titles("Haren ")


def test_all_parts_of_a_compound_are_better_than_one(client):
    make.concept(term="opvang")
    make.initiative(title="Opvang met een plek voor elk kind")
    make.initiative(title="Opvang in een hotel")

    assert titles("kinderopvang") == ["Opvang met een plek voor elk kind"]


def test_a_name_is_found_in_another_order_and_with_other_words_between():
    make.concept(term="welkomstvoorziening", searched=["informatie voor nieuwkomers"])
    make.initiative(title="Een welkomstvoorziening aan de markt")

    assert "Een welkomstvoorziening aan de markt" in titles("nieuwkomers hebben informatie")


def test_the_verb_of_a_question_is_a_wish():
    make.initiative(title="Het azc")
    make.initiative(title="Het azc dat stopte")

    assert titles("waarom stopte het azc") == ["Het azc dat stopte", "Het azc"]


def test_a_municipality_is_not_one_with_a_longer_name():
    for name in ("Groningen", "Midden-Groningen"):
        make.place(f"Dorp bij {name}", municipality=make.municipality(name=name))
    make.initiative(title="Taalles in Midden-Groningen en meer taalles")
    make.initiative(title="Taalles en andere dingen die er in Groningen zijn")

    assert titles("taalles Groningen")[0] == "Taalles en andere dingen die er in Groningen zijn"
