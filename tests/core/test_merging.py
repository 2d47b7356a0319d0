"""Merging two records: no link is forgotten, old addresses lead on, revisions still open, and it can be undone."""

import pytest
from django.apps import apps
from django.db import models
from taggit.models import Tag

from core.merging import MergeRefused, links_to, merge, undo_merge
from core.models import Merge
from editorial.revisions.models import Revision
from initiatives.models import Initiative
from sources.models import LinkCheck, Organisation, Publication
from tests.support import desk, make
from tests.support.editorial_rows import create_editorial_rows
from themes.models import Bottleneck, Concept

pytestmark = pytest.mark.django_db
MERGEABLE = [Organisation, Concept, Tag, Publication, Bottleneck]


def foreign_keys_to(model):
    """Every foreign key in the database to a model, found from the other side: all columns of all tables."""
    tables = apps.get_models(include_auto_created=True)
    fields = [field for table in tables for field in table._meta.local_concrete_fields]
    return {field for field in fields if isinstance(field, models.ForeignKey) and field.related_model is model}


def rows_that_link_to(record):
    return {
        (field.model._meta.label, field.name): field.model._base_manager.filter(**{field.name: record.pk}).count()
        for field in foreign_keys_to(type(record))
    }


@pytest.mark.parametrize("model", MERGEABLE)
def test_no_relation_is_forgotten(model):
    assert set(links_to(model)) == foreign_keys_to(model)
    assert len(links_to(model)) >= (1 if model is Tag else 3)


@pytest.mark.parametrize("model", [model for model in MERGEABLE if model is not Tag])
def test_every_link_of_real_content_moves_and_comes_back(content, model):
    """The two records of fixtures/ that most links lead to, which share some."""
    by_links = sorted(model.objects.all(), key=lambda record: -sum(rows_that_link_to(record).values()))
    survivor, gone = by_links[:2]
    before = rows_that_link_to(survivor), rows_that_link_to(gone)
    assert sum(before[1].values())

    merged = merge(survivor, gone, [])
    assert not any(rows_that_link_to(gone).values())
    assert sum(rows_that_link_to(survivor).values()) > sum(before[0].values())
    undo_merge(merged)
    assert (rows_that_link_to(survivor), rows_that_link_to(gone)) == before


def test_the_values_of_fields_are_chosen_and_put_back():
    survivor = make.organisation(name="COA", role="Vangt op.", abbreviation="")
    gone = make.organisation(name="Centraal Orgaan", role="Leeg", abbreviation="COA")

    merged = merge(survivor, gone, ["name", "abbreviation"])
    survivor.refresh_from_db()
    assert (survivor.name, survivor.abbreviation, survivor.role) == ("Centraal Orgaan", "COA", "Vangt op.")

    Organisation.objects.filter(pk=survivor.pk).update(abbreviation="C.O.A.")
    undo_merge(merged)
    survivor.refresh_from_db(), gone.refresh_from_db()
    assert (survivor.name, gone.name) == ("COA", "Centraal Orgaan")
    assert survivor.abbreviation == "C.O.A."  # what was changed since stays


@pytest.mark.parametrize(
    ("build", "path"),
    [(make.organisation, "/organisaties/"), (make.publication, "/bronnen/"), (make.concept, "/begrippen/")],
)
def test_an_old_address_leads_on(client, build, path):
    survivor, gone, last = build(slug="blijft"), build(slug="gaat"), build(slug="laatste")
    merged = merge(survivor, gone, [])
    again = merge(last, survivor, [])

    response = client.get(gone.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (301, last.get_absolute_url())
    undo_merge(again)
    assert client.get(gone.get_absolute_url()).headers["Location"] == survivor.get_absolute_url()
    undo_merge(merged)
    assert client.get(gone.get_absolute_url()).status_code == 200


def test_an_old_code_leads_on(client):
    survivor, gone = make.publication(code="PUB-1"), make.publication(code="PUB-2")
    merge(survivor, gone, [])

    moved = client.get("/id/pub-2?zoals=ede")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/id/PUB-1?zoals=ede")
    assert client.get("/id/PUB-1").headers["Location"] == survivor.get_absolute_url()


def test_an_old_tag_and_bottleneck_still_filter(client):
    first, second = make.bottleneck(slug="geen-geld"), make.bottleneck(slug="te-weinig-geld")
    make.initiative(title="Taalhuis", tags=["taal"], bottlenecks=[first])
    merge(second, first, [])
    merge(Tag.objects.create(name="taalles", slug="taalles"), Tag.objects.get(name="taal"), [])

    for query in ({"knelpunt": "geen-geld"}, {"tag": "taal"}, {"tag": "taalles"}):
        assert "Taalhuis" in client.get("/initiatieven/", query).text


def test_a_revision_that_names_what_is_gone_opens_compares_and_publishes(client):
    survivor, gone = make.publication(), make.publication(title="Dubbel")
    tag = Tag.objects.create(name="oud", slug="oud")
    record = make.initiative(sources=[gone], tags=["oud"], municipalities=[make.municipality()])
    revision = desk.draft(record, make.editor(), title="Nieuw")
    merge(survivor, gone, [])
    merge(Tag.objects.create(name="nieuw", slug="nieuw"), tag, [])

    revision = Revision.objects.get(pk=revision.pk)
    assert [cited["publication"] for cited in revision.snapshot["citations"]] == [survivor.pk]
    assert revision.snapshot["tags"] == ["nieuw"]
    desk.publish(record)
    record = Initiative.objects.get(pk=record.pk)
    assert record.title == "Nieuw"
    assert record.citations.get().publication == survivor
    assert [each.name for each in record.tags.all()] == ["nieuw"]


def test_what_both_have_is_there_once_and_comes_back():
    survivor, gone = make.publication(), make.publication()
    create_editorial_rows(make.initiative(municipalities=[make.municipality()]), survivor)
    LinkCheck.objects.create(publication=gone, address="https://b.example/", state="werkt", checked_at="2026-01-01T00Z")
    concept = make.concept()
    concept.sources.set([survivor, gone])

    merged = merge(survivor, gone, [])
    assert list(concept.sources.all()) == [survivor]
    undo_merge(merged)
    assert concept.sources.count() == 2
    assert LinkCheck.objects.get(publication=gone).address == "https://b.example/"


def test_concepts_that_were_related_are_not_related_to_themselves():
    survivor, gone = make.concept(), make.concept()
    survivor.related.add(gone)
    gone.broader.add(survivor)
    merge(survivor, gone, [])

    assert not survivor.related.exists()
    assert not survivor.broader.exists()


def test_what_is_on_the_site_does_not_go_into_a_draft():
    with pytest.raises(MergeRefused, match="staat op de site"):
        merge(make.concept(state="draft"), make.concept(), [])


def test_what_was_merged_itself_is_parted_last():
    first, second, third = make.concept(), make.concept(), make.concept()
    merged = merge(second, first, [])
    merge(third, second, [])

    with pytest.raises(MergeRefused, match="zelf samengevoegd"):
        undo_merge(merged)


class TestAtTheDesk:
    @pytest.fixture
    def two(self):
        return make.concept(term="azc", scope_note="Opvang."), make.concept(term="asielzoekerscentrum")

    def test_the_page_shows_both_and_changes_nothing(self, admin_client, two):
        page = desk.act(admin_client, "merge", *two).text

        assert "Welk record blijft?" in page
        assert "Opvang." in page
        assert Concept.objects.count() == 2

    def test_the_word_that_goes_is_still_found(self, admin_client, client, two):
        survivor, gone = two
        make.initiative(title="Huis", summary="Een azc.")
        response = desk.act(admin_client, "merge", *two, confirm=1, survivor=survivor.pk, term=gone.pk)

        assert "is opgegaan in" in response.text
        survivor.refresh_from_db()
        assert survivor.term == "asielzoekerscentrum"
        assert [synonym.term for synonym in survivor.synonyms.all()] == ["azc"]
        assert "asielzoekerscentrum" in client.get("/zoeken/", {"q": "azc"}).text

        response = desk.act(admin_client, "undo", Merge.objects.get())
        assert "zijn weer twee records" in response.text
        assert set(Concept.objects.values_list("term", flat=True)) == {"azc", "asielzoekerscentrum"}
        assert not Concept.objects.get(term="azc").synonyms.exists()

    def test_one_or_three_is_refused(self, admin_client, two):
        assert "Kies precies twee" in desk.act(admin_client, "merge", two[0]).text
        assert "Kies precies twee" in desk.act(admin_client, "merge", *two, make.concept()).text

    def test_without_a_choice_it_asks_again(self, admin_client, two):
        page = desk.act(admin_client, "merge", *two, confirm=1).text

        assert "Kies welk record blijft." in page

    def test_an_organisation_keeps_the_other_name(self, admin_client):
        survivor, gone = make.organisation(name="COA"), make.organisation(name="Centraal Orgaan")
        desk.act(admin_client, "merge", survivor, gone, confirm=1, survivor=survivor.pk)

        survivor.refresh_from_db()
        assert survivor.other_names == ["Centraal Orgaan"]
