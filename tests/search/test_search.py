"""Searching by words: forms, compounds, synonyms, phrases, exclusions, beginnings, and what comes first."""

import pytest
from django.http import QueryDict

from initiatives.finder.filters import InitiativeFilter
from initiatives.models import Initiative
from search import index
from search.documents import DocumentKind
from search.lexicon import lexicon
from search.matching import Search
from search.models import Entry
from tests.support import make

pytestmark = pytest.mark.django_db


def titles(query):
    """The titles of the initiatives that a query finds, the best first."""
    parameters = QueryDict(mutable=True)
    parameters["q"] = query
    keys = list(InitiativeFilter(parameters).selection.keys())
    initiatives = Initiative.objects.in_bulk(keys)
    return [initiatives[key].title for key in keys]


def test_all_words_must_occur():
    make.initiative(title="Taalles voor asielzoekers")
    make.initiative(title="Taalles voor iedereen")

    assert titles("taalles asielzoeker") == ["Taalles voor asielzoekers"]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Nieuwe locaties", "locatie"),
        ("De locatie", "locaties"),
        ("Taalcoaches gezocht", "taalcoach"),
        ("Een taalcoach", "taalcoaches"),
        ("Zwemles", "zwemlessen"),
        ("Kinderen", "kind"),
        ("Steden", "stad"),
        ("Diploma’s", "diplomas"),
        ("Café", "cafe"),
        ("Opvanglocatie", "opvang"),
        ("Opvanglocatie", "locaties"),
        ("Opvang op een locatie", "opvanglocatie"),
        ("Woning voor een statushouder", "statushouderswoning"),
        ("Flexwoningen", "flex woning"),
        ("Asielopvanglocatie en locatie en asiel", "asiel"),
    ],
)
def test_forms_and_compounds(title, query):
    make.initiative(title=title)
    make.initiative(title="Opvang locatie taal coach zwem flex", state="draft")
    make.initiative(title="Iets anders", summary="Dat er niets mee te maken heeft.")
    make.publication(title="Opvang, locatie, flex, asiel, statushouder, woning, woningen")

    assert titles(query) == [title]


def test_an_editor_adds_a_synonym_and_the_next_search_uses_it(client):
    make.initiative(title="Woningen voor statushouders")
    concept = make.concept(term="statushouder")
    assert titles("vergunninghouders") == []

    concept.synonyms.create(term="vergunninghouder")
    concept.synonyms.create(term="erkend vluchteling")
    make.published(concept)

    assert titles("vergunninghouders") == ["Woningen voor statushouders"]
    assert titles("erkende vluchtelingen") == ["Woningen voor statushouders"]


def test_a_draft_concept_is_no_synonym():
    make.initiative(title="Woningen voor statushouders")
    make.concept(term="statushouder", synonyms=["vergunninghouder"], state="draft")

    assert titles("vergunninghouder") == []


def test_an_abbreviation_and_a_name_of_several_words():
    make.initiative(title="Bed-bad-brood")
    make.initiative(title="Een bed, een bad en brood")
    make.concept(term="bed-bad-brood", abbreviation="BBB")

    assert titles("bbb") == ["Bed-bad-brood"]
    assert titles("bed bad brood") == ["Bed-bad-brood", "Een bed, een bad en brood"]


def test_a_municipality_by_its_other_names():
    place = make.municipality(name="Den Haag")
    place.other_names.create(name="Hofstad")
    make.initiative(title="Taalles", municipalities=[place])

    assert titles("hofstad") == titles("den haag taalles") == ["Taalles"]


def test_a_phrase_must_stand_there_as_it_is():
    make.initiative(title="Snel een vast adres")
    make.initiative(title="Vast werk en een adres")

    assert titles('"vast adres"') == ["Snel een vast adres"]
    assert len(titles("vast adres")) == 2


def test_a_phrase_does_not_run_from_one_part_into_the_next():
    make.initiative(title="Over wonen", summary="Werken kan ook.")

    assert titles('"wonen werken"') == []


def test_excluded_words():
    make.initiative(title="Opvang in een hotel")
    make.initiative(title="Opvang in een school")

    assert titles("opvang -hotels") == ["Opvang in een school"]
    assert titles("-hotel") == ["Opvang in een school"]
    assert titles("opvang-hotel") == ["Opvang in een hotel"]
    assert len(titles("opvang -onvindbaar")) == 2


def test_the_last_word_may_be_unfinished():
    make.initiative(title="Inburgeren op het werk")

    assert titles("werk inburg") == ["Inburgeren op het werk"]
    assert Search("inburg ").exact == []
    assert Search("inburg werk").exact == []


def test_stop_words_are_left_out():
    make.initiative(title="Statushouders aan het werk")

    assert titles("hoe krijg ik statushouders aan het werk") == ["Statushouders aan het werk"]
    assert titles("aan het") == ["Statushouders aan het werk"]


def test_the_title_weighs_more_than_the_summary_and_that_more_than_the_body():
    for field in ["approach", "summary", "title"]:
        make.initiative(**{"title": f"Over {field}", field: f"Sport {field}"})

    assert titles("sport") == ["Sport title", "Over summary", "Over approach"]


def test_own_words_come_before_compounds():
    make.initiative(title="Noodopvang", checked_on="2026-01-01")
    make.initiative(title="Opvang")

    assert titles("opvang") == ["Opvang", "Noodopvang"]


def test_the_best_partial_matches_when_nothing_has_all_words(client):
    make.initiative(title="Zwemles en fietsles")
    make.initiative(title="Fietsles")
    make.initiative(title="Opera")
    page = client.get("/initiatieven/", {"q": "zwemles fietsles ruimtevaart"}).text

    assert titles("zwemles fietsles ruimtevaart") == ["Zwemles en fietsles"]
    assert "Niets heeft al uw woorden" in page
    assert "Niet gevonden" in page
    assert "<strong>ruimtevaart</strong>" in page


def test_no_hit_says_which_word_and_what_to_do(client):
    theme = make.theme(name="Wonen")
    broader = make.concept(term="huisvesting")
    concept = make.concept(term="hospitaregeling", theme=theme)
    concept.broader.add(broader)
    make.published(concept)
    page = client.get("/initiatieven/", {"q": "hospitaregeling"}).text

    assert "Wij vonden niets met: hospitaregeling" in page
    assert "?q=huisvesting" in page
    assert theme.get_absolute_url() in page
    assert "Weet u een voorbeeld?" in page


def test_spelling_is_taken_from_what_can_be_found(client):
    make.initiative(title="Vrijwilligers gezocht")
    make.initiative(title="Geheimwoord", state="draft")

    assert Search("vrijwilegers").suggested_query == "vrijwilligers"
    assert Search("geheimwoort").suggested_query == ""
    assert "Bedoelde u" in client.get("/initiatieven/?q=vrijwilegers").text
    assert "Bedoelde u" not in client.get("/initiatieven/?q=vrijwilligers").text


def test_matches_are_marked_and_nothing_else_becomes_html(client):
    make.initiative(title="Taal <b>les", summary="Wie taal leert.", approach="Een lange tekst. " * 30 + "De fluit.")
    page = client.get("/initiatieven/?q=taal+fluit").text

    assert "<mark>Taal</mark> &lt;b&gt;les" in page
    assert "Wie <mark>taal</mark> leert." in page
    assert "<b>les" not in page


def test_the_passage_is_shown_when_title_and_summary_are_silent(client):
    make.initiative(title="Stil", approach="Een lange tekst. " * 30 + "De fluit klinkt.")

    assert "De <mark>fluit</mark> klinkt." in client.get("/initiatieven/?q=fluit").text


def test_everything_is_searched_by_kind_with_the_best_kind_on_top(client):
    make.initiative(title="Werk in Assen", approach="opvang")
    make.theme(name="Opvang")
    make.publication(title="Cijfers over de opvang")
    groups = client.get("/zoeken/?q=opvang").context["groups"]

    assert [group["kind"] for group in groups] == [
        DocumentKind.THEME,
        DocumentKind.PUBLICATION,
        DocumentKind.INITIATIVE,
    ]


def test_one_kind_in_full_has_pages(client):
    with make.together():
        for number in range(23):
            make.publication(title=f"Opvang {number}")
    page = client.get("/zoeken/?q=opvang&soort=bronnen&pagina=2")

    assert len(page.context["groups"][0]["entries"]) == 3
    assert client.get("/zoeken/?q=opvang&soort=kippen").status_code == 404


def test_it_searches_places_themes_partners_and_tags():
    initiative = make.initiative(
        title="Zonder woorden",
        municipalities=[make.municipality(name="Den Haag")],
        main_theme=make.theme(name="Huisvesting"),
        tags=["muziek"],
    )
    initiative.partners.create(name="Stichting Brug", role="begeleiding")
    make.published(initiative)

    for word in ["den haag", "huisvesting", "muziek", "brug", "begeleiding"]:
        assert titles(word) == ["Zonder woorden"], word


def test_internal_notes_and_contacts_are_not_searched():
    make.initiative(internal_note="geheim", contact_name="geheim", contact_email="geheim@voorbeeld.example")

    assert titles("geheim") == []


@pytest.mark.parametrize(
    "query", ['"', '""', "-", '-"', "'", "%", "h%t", "a:*", "AND", "NEAR(a b)", "{title}: x", "\\"]
)
def test_punctuation_is_no_query_syntax(client, query):
    make.initiative(title="Honderd procent")

    for address in ["/initiatieven/", "/zoeken/", "/zoeken/suggesties/"]:
        assert client.get(address, {"q": query}).status_code == 200


def test_a_rebuilt_index_equals_the_one_that_was_updated_along_the_way():
    make.initiative(title="Een", tags=["sport"])
    draft = make.initiative(title="Twee")
    draft.state = "draft"
    draft.save()
    make.published(draft)
    make.concept(term="sport", synonyms=["bewegen"])
    entries, words = list(Entry.objects.order_by("pk").values()), lexicon().words

    index.rebuild()

    assert list(Entry.objects.order_by("pk").values()) == entries
    assert set(lexicon().words) <= set(words)
    assert titles("sport") == ["Een"]


def test_a_very_long_document_can_be_indexed():
    make.initiative(title="Lang", approach=" ".join(f"woord{number} {'x' * 300}" for number in range(30_000)))

    assert titles("woord29999") == ["Lang"]


def test_a_change_that_is_rolled_back_leaves_index_and_rows_as_they_were():
    make.initiative(title="Blijft")
    make.rolled_back(title="Verdwijnt")

    assert titles("verdwijnt") == []
    assert titles("blijft") == ["Blijft"]
