"""The only English page, and the English words of the search, which no Dutch page prints."""

import pytest

from portal.views import ENGLISH_WORDS
from search.matching import Search
from tests.support import make
from tests.support.document import Document
from themes.thesaurus import mentioned_concepts

pytestmark = pytest.mark.django_db


def test_it_is_in_english_within_a_dutch_site(client):
    page = Document(client.get("/en/").text)

    assert page.find("html")[0]["lang"] == "en"
    assert page.find("header")[0]["lang"] == page.find("footer")[0]["lang"] == "nl"
    assert "reuse our texts" in page.text


def test_every_footer_leads_to_it(client):
    page = Document(client.get("/over/").text)

    assert page.find("html")[0]["lang"] == "nl"
    [link] = [link for link in page.find("footer")[0].find("a") if link["href"] == "/en/"]
    assert link["lang"] == link["hreflang"] == "en"


def test_it_is_in_the_sitemap(client):
    assert "/en/</loc>" in client.get("/sitemap-fixed.xml").text or "/en/</loc>" in client.get("/sitemap.xml").text


@pytest.fixture
def concept():
    return make.concept(
        term="ongedocumenteerde", synonyms=["zonder papieren"], english=["undocumented migrant"], searched=["illegalen"]
    )


@pytest.mark.parametrize("text", ["undocumented migrant", "undocumented migrants", "illegalen", "Illegalen"])
def test_they_find_the_concept_and_what_is_about_it(concept, text):
    make.initiative(title="Opvang van ongedocumenteerden")

    assert len(Search(text).exact) == 2


def test_not_the_other_way_round(concept):
    make.publication(title="Undocumented migrants in cities")

    assert len(Search("ongedocumenteerde").exact) == 1


def test_people_are_no_buildings(concept):
    make.initiative(title="Tegen illegale kamers")

    assert len(Search("illegale kamers").exact) == 1
    assert len(Search("illegalen").exact) == 1


@pytest.mark.parametrize("address", ["/begrippen/", "/begrippen/adres/"])
def test_no_page_prints_them(client, concept, address):
    concept.slug = "adres"
    concept.save()
    page = client.get(address).text

    assert "zonder papieren" in page
    assert "undocumented" not in page
    assert "illegalen" not in page


def test_a_suggestion_prints_our_own_word(client, concept):
    [suggestion] = client.get("/zoeken/suggesties/", {"q": "undoc"}).json()["suggesties"]

    assert suggestion["naam"] == "ongedocumenteerde"


def test_a_text_mentions_only_what_a_page_shows(concept):
    assert mentioned_concepts("Undocumented migrants, illegalen") == []
    assert [term for _slug, term in mentioned_concepts("illegalen", is_query=True)] == ["ongedocumenteerde"]


def test_they_are_not_misspelt(concept):
    make.initiative(title="Iets documenteren voor migranten")

    assert Search("undocumented migrants").misspelt == []


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("text", ENGLISH_WORDS)
def test_the_examples_find_something(text):
    assert Search(text).exact
