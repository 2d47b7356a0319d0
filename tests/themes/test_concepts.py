"""Concepts: what each means, in whose words, on its page and in the list."""

import pytest

from tests.support import make
from tests.support.document import Document
from themes.models import Concept

pytestmark = pytest.mark.django_db

OURS = "Dit is een omschrijving van de redactie."


def main_text(client, path):
    return Document(client.get(path).text).find("main")[0].text


def test_without_a_source_the_words_are_those_of_the_editors(client):
    concept = make.concept(term="maatje", scope_note="Een vrijwilliger die helpt.")

    assert f"Een vrijwilliger die helpt. {OURS}" in main_text(client, concept.get_absolute_url())
    assert "Een vrijwilliger die helpt." in main_text(client, "/begrippen/")
    assert 'content="Wat is maatje? Een vrijwilliger die helpt."' in client.get(concept.get_absolute_url()).text


def test_with_a_source_that_is_named(client):
    source = make.publication(title="Verslag van gesprekken")
    concept = make.concept(scope_note="Een vrijwilliger.", scope_note_source=source)

    text = main_text(client, concept.get_absolute_url())
    assert "In onze woorden, naar: Verslag van gesprekken" in text
    assert OURS not in text


def test_a_source_that_is_not_published_is_not_named(client):
    hidden = make.publication(title="Geheim verslag", state="draft")
    concept = make.concept(scope_note="Een vrijwilliger.", scope_note_source=hidden)

    text = main_text(client, concept.get_absolute_url())
    assert "Geheim verslag" not in text
    assert OURS not in text


def test_a_concept_that_nobody_explained_says_nothing_about_words(client):
    assert OURS not in main_text(client, make.concept().get_absolute_url())


@pytest.mark.usefixtures("content")
def test_every_concept_is_explained_in_one_or_two_short_sentences():
    concepts = list(Concept.objects.published())
    notes = {concept.slug: concept.scope_note for concept in concepts}

    assert len(notes) == 126 + 19
    assert [slug for slug, note in notes.items() if not note.endswith(".") or len(note.split()) < 4] == []
    assert [slug for slug, note in notes.items() if len(note.split()) > 45] == []


def test_only_texts_with_the_whole_word_are_named(client):
    concept = make.concept(term="malafide uitzendbureau", synonyms=["dak- en thuislozenopvang"])
    make.initiative(title="Heel", summary="Wij sluiten malafide uitzendbureaus.")
    make.initiative(title="Anders", summary="Dit is dak- en thuislozenopvang.")
    make.initiative(title="Deel", summary="Een uitzendbureau onder één dak met opvang, niet malafide.")
    make.initiative(title="Geheim", summary="Een malafide uitzendbureau.", state="draft")
    page = Document(client.get(concept.get_absolute_url()).text)

    assert {card.find("h3")[0].text for card in page.find("article")} == {"Heel", "Anders"}
    assert "Voorbeelden waarin dit woord staat Dat zegt niet dat het voorbeeld hierover gaat." in page.text


def test_a_page_explains_only_words_that_it_has_as_a_whole(client):
    make.concept(term="malafide uitzendbureau", slug="malafide")
    part = make.initiative(
        title="Een bureau dat malafide", summary="Uitzendbureau. Een malafide", situation="uitzendbureau"
    )
    whole = make.initiative(summary="Wij sluiten malafide uitzendbureaus.")

    assert ["/begrippen/malafide/" in client.get(each.get_absolute_url()).text for each in (part, whole)] == [
        False,
        True,
    ]
