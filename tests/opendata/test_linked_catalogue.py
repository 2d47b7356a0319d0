"""The catalogue by DCAT-AP-NL 3.0 (OD-03), and that all it lists can be fetched under the licence that it states."""

from pathlib import Path

import pytest
from django.conf import settings
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, SH, Graph, URIRef

from core.generation import content_change
from opendata.resources import RESOURCES
from tests.support.linked_data import graph_at, of_kind, texts

pytestmark = pytest.mark.django_db
SHAPES = Path(__file__).with_name("shapes.ttl")
CATALOGUE = URIRef(f"{settings.PORTAL_URL}/data/catalogus")


@pytest.fixture
def _changed():
    with content_change():
        pass


def faults(graph):
    """The properties that SHACL finds wrong in a graph, as a set; empty when it conforms."""
    _conforms, report, _text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    return set(report.objects(predicate=SH.resultPath))


@pytest.mark.usefixtures("_changed")
class TestOD03:
    @pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
    def test_it_has_the_mandatory_properties(self, client, suffix):
        graph = graph_at(client, f"/data/catalogus.{suffix}")

        assert (CATALOGUE, RDF.type, DCAT.Catalog) in graph
        assert faults(graph) == set()

    @pytest.mark.parametrize(
        ("kind", "predicate"),
        [
            (DCAT.Dataset, DCTERMS.accessRights),
            (DCAT.Dataset, DCAT.theme),
            (DCAT.Dataset, DCTERMS.creator),
            (DCAT.Distribution, DCTERMS.license),
            (DCAT.Catalog, DCAT.contactPoint),
            (DCAT.DataService, DCAT.endpointDescription),
            (DCAT.DataService, FOAF.page),
            (DCAT.CatalogRecord, DCTERMS.modified),
            (FOAF.Agent, FOAF.name),
        ],
    )
    def test_a_missing_one_is_seen(self, client, kind, predicate):
        graph = graph_at(client, "/data/catalogus.ttl")
        graph.remove((min(of_kind(graph, kind)), predicate, None))

        assert predicate in faults(graph)

    def test_both_forms_say_the_same(self, client):
        assert set(graph_at(client, "/data/catalogus.ttl")) == set(graph_at(client, "/data/catalogus.jsonld"))


def test_the_catalogue_lists_every_dataset(client):
    graph = graph_at(client, "/data/catalogus.ttl")
    named = set(graph.objects(CATALOGUE, DCAT.dataset))

    assert named == of_kind(graph, DCAT.Dataset)
    assert set(graph.objects(predicate=DCAT.distribution)) == of_kind(graph, DCAT.Distribution)
    assert {str(dataset).rpartition("#")[2] for dataset in named} == set(RESOURCES)


def test_every_address_in_it_can_be_fetched(client):
    graph = graph_at(client, "/data/catalogus.ttl")
    addresses = {str(url) for name in (DCAT.downloadURL, DCAT.landingPage) for url in graph.objects(predicate=name)}
    files = of_kind(graph, DCAT.Distribution)
    types = {str(graph.value(file, DCAT.downloadURL)): str(graph.value(file, DCAT.mediaType)) for file in files}

    for address in addresses:
        response = client.get(address.removeprefix(settings.PORTAL_URL))
        assert (address, response.status_code) == (address, 200)
        if types.get(address, "None") != "None":
            assert types[address].endswith(response.headers["Content-Type"].partition(";")[0])
        response.getvalue()


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/turtle", "/data/catalogus.ttl"),
        ("application/ld+json", "/data/catalogus.jsonld"),
        ("application/ld+json;q=0.4, text/turtle;q=0.9", "/data/catalogus.ttl"),
        ("text/html", "/open-data/"),
        ("image/png", "/open-data/"),
    ],
)
def test_accept_chooses_the_form(client, accept, location):
    response = client.get("/data/catalogus", headers={"Accept": accept})

    assert (response.status_code, response.headers["Location"]) == (303, location)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("path", ["catalogus.xml", "catalogus.ttl/", "begrippen.rdf", "begrippen.", ".ttl", "x" * 2000])
def test_an_unknown_form_is_not_there(client, path):
    assert client.get(f"/data/{path}").status_code == 404


def test_the_licence_is_stated(client):
    graph = graph_at(client, "/data/catalogus.ttl")

    assert texts(graph, CATALOGUE, DCTERMS.license) == ["https://creativecommons.org/licenses/by/4.0/"]
