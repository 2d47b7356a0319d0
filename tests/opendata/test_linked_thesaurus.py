"""The thesaurus as SKOS (OD-06): the words that a page shows, and the place of each concept among the others."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rdflib import DCTERMS, RDF, SKOS, Literal, URIRef

from core.records import State
from tests.support import make
from tests.support.linked_data import graph_at, of_kind, texts

pytestmark = pytest.mark.django_db
SCHEME = URIRef(f"{settings.PORTAL_URL}/data/begrippen")


def uri(slug):
    """The identifier of a concept."""
    return URIRef(f"{settings.PORTAL_URL}/id/begrip-{slug}")


@pytest.fixture
def _concepts():
    migrant = make.concept(term="migrant", slug="migrant")
    make.concept(
        term="asielzoeker",
        slug="asielzoeker",
        abbreviation="az",
        scope_note='Iemand die om asiel vraagt: ‘<b> & "ja"’.',
        synonyms=["asielaanvrager"],
        english=["asylum seeker"],
        searched=["vluchteling"],
        theme=make.theme(name="Opvang", code="T1"),
    ).broader.add(migrant)
    migrant.related.add(make.concept(term="arbeidsmigrant", slug="arbeidsmigrant"))
    make.concept(term="geheim", slug="geheim", state=State.DRAFT).broader.add(migrant)


@pytest.mark.usefixtures("_concepts")
@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
class TestOD06:
    def test_a_concept_has_its_words(self, client, suffix):
        graph, concept = graph_at(client, f"/data/begrippen.{suffix}"), uri("asielzoeker")

        assert list(graph.objects(concept, SKOS.prefLabel)) == [Literal("asielzoeker", lang="nl")]
        assert texts(graph, concept, SKOS.altLabel) == ["asielaanvrager", "az"]
        assert texts(graph, concept, SKOS.definition) == ['Iemand die om asiel vraagt: ‘<b> & "ja"’.']
        assert texts(graph, concept, DCTERMS.subject) == [f"{settings.PORTAL_URL}/id/T1"]

    def test_a_concept_has_its_place(self, client, suffix):
        graph = graph_at(client, f"/data/begrippen.{suffix}")

        assert (uri("asielzoeker"), SKOS.broader, uri("migrant")) in graph
        assert (uri("migrant"), SKOS.narrower, uri("asielzoeker")) in graph
        assert (uri("arbeidsmigrant"), SKOS.related, uri("migrant")) in graph
        assert set(graph.objects(SCHEME, SKOS.hasTopConcept)) == {uri("migrant"), uri("arbeidsmigrant")}
        assert set(graph.subjects(SKOS.topConceptOf, SCHEME)) == {uri("migrant"), uri("arbeidsmigrant")}

    def test_only_what_is_published_is_in_it(self, client, suffix):
        graph = graph_at(client, f"/data/begrippen.{suffix}")

        assert of_kind(graph, SKOS.Concept) == {uri("migrant"), uri("asielzoeker"), uri("arbeidsmigrant")}
        assert "geheim" not in graph.serialize()
        assert "vluchteling" not in graph.serialize()
        assert set(graph.subjects(SKOS.inScheme, SCHEME)) == of_kind(graph, SKOS.Concept)

    def test_a_concept_alone_says_the_same(self, client, suffix):
        alone, whole = (graph_at(client, f"/data/{name}.{suffix}") for name in ("begrip-asielzoeker", "begrippen"))

        assert set(alone) >= set(whole.triples((uri("asielzoeker"), None, None)))
        assert (uri("asielzoeker"), RDF.type, SKOS.Concept) in alone


@pytest.mark.usefixtures("content")
def test_the_whole_thesaurus_is_consistent(client):
    graph = graph_at(client, "/data/begrippen.ttl")
    concepts = of_kind(graph, SKOS.Concept)

    assert len(concepts) > 50
    assert {len(texts(graph, concept, SKOS.prefLabel)) for concept in concepts} == {1}
    for concept in concepts:  # S13 and S27 of the SKOS reference
        labels = texts(graph, concept, SKOS.altLabel)
        assert not set(labels) & set(texts(graph, concept, SKOS.prefLabel)), concept
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert not above & set(graph.objects(concept, SKOS.related)), concept


@pytest.mark.usefixtures("content")
def test_its_queries_do_not_grow(client):
    client.get("/data/begrippen.jsonld?x")
    with CaptureQueriesContext(connection) as queries:
        client.get("/data/begrippen.jsonld?x")

    assert len(queries) <= 12


@pytest.mark.usefixtures("_concepts")
def test_the_same_content_is_the_same_file(client):
    first, second = (client.get(f"/data/begrippen.ttl?{number}").content for number in "12")

    assert first == second
