"""Identifiers (WEB-06, OD-01, OD-02, OD-08): every kind of record has one, which leads to its page or its data."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rdflib import DCTERMS, FOAF, OWL, RDF, SDO, URIRef

from core.generation import content_change
from core.merging import merge, undo_merge
from core.records import State
from municipalities.models import Province
from opendata import schemas as description
from opendata.linked.fields import OWN
from opendata.linked.graphs import VOCABULARY
from opendata.linked.identifiers import CODED, KINDS, NAMED, RESOURCE_OF, code_of, permanent_url, visible
from sources.models import TOOI, Organisation
from tests.portal.test_visibility import SECRET, entangle, everything
from tests.support import make
from tests.support.linked_data import graph_at, of_kind, texts

pytestmark = pytest.mark.django_db
FORMS = ["jsonld", "ttl"]


@pytest.fixture
def published():
    """A published record of every kind that has an identifier, entangled with hidden ones."""
    shown = everything(State.PUBLISHED)
    entangle(shown, everything(State.DRAFT))
    make.target_group()
    make.consultation(shown["publication"], total=2)
    return shown


def one_of_each():
    """One public record of each kind."""
    return [visible(model).order_by("pk").first() for model in [*CODED, *NAMED.values()]]


def test_every_kind_of_record_has_an_identifier():
    """What has a page has one; a fixed page is what it is by its address."""
    paged = {model for model in apps.get_models() if hasattr(model, "get_absolute_url")}

    assert {model.__name__ for model in paged - {*CODED, *KINDS}} == {"FixedPage"}


def test_it_leads_to_the_page(client, published):
    for record in one_of_each():
        response = client.get(f"/id/{code_of(record)}")

        assert response.status_code == 303, record
        assert "Accept" in response.headers["Vary"]
        assert client.get(response.headers["Location"], follow=True).status_code == 200, response.headers["Location"]


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("application/ld+json", "jsonld"),
        ("text/turtle", "ttl"),
        ("text/html;q=0.2, text/turtle;q=0.8", "ttl"),
        ("*/*", ""),
        ("image/png", ""),
        ("text/html,application/xhtml+xml,*/*;q=0.8", ""),
        ("text/turtle;q=0, */*", ""),
        ("gibberish;;q=x", ""),
        ("", ""),
    ],
)
def test_od08_accept_chooses_page_or_data(client, accept, suffix):
    make.initiative(code="INI-01", slug="taalcafe")
    for _again in range(2):  # the second time from the page cache, if it were there
        response = client.get("/id/INI-01", headers={"Accept": accept})

        assert response.status_code == 303
        assert response.headers["Location"] == (f"/data/INI-01.{suffix}" if suffix else "/initiatieven/taalcafe/")


def test_od08_json_is_that_of_the_api(client, published):
    for record in one_of_each():
        response = client.get(f"/id/{code_of(record)}", headers={"Accept": "application/json"})
        path = response.headers["Location"]

        assert response.status_code == 303
        assert path.startswith("/api/v1/") == (type(record) in RESOURCE_OF), record
        if type(record) in RESOURCE_OF:
            known = record.slug if type(record) in KINDS else record.code
            assert client.get(path).json()["code"] == known


@pytest.mark.parametrize("suffix", FORMS)
def test_the_data_is_about_the_identifier(client, published, suffix):
    for record in one_of_each():
        path = reverse("linked:record", args=[code_of(record), suffix])
        graph, subject = graph_at(client, path), URIRef(permanent_url(record))

        assert texts(graph, subject, DCTERMS.identifier) == [code_of(record)]
        assert graph.value(subject, RDF.type), path
        assert graph.value(subject, FOAF.page) or graph.value(subject, SDO.contentUrl), path


def test_both_forms_say_the_same(client, published):
    for record in one_of_each():
        address = f"/data/{code_of(record)}"
        assert set(graph_at(client, f"{address}.ttl")) == set(graph_at(client, f"{address}.jsonld")), address


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_published_is_in_no_data(client, state):
    shown, hidden = everything(State.PUBLISHED), everything(state)
    entangle(shown, hidden)

    for record in [*one_of_each()[:9], *filter(None, one_of_each())]:
        for suffix in FORMS:
            text = client.get(f"/data/{code_of(record)}.{suffix}").text
            assert SECRET not in text, record
            assert not re.search(r"/id/[a-z]+-verborgen|/id/VERBORGEN", text), record
    for record in hidden.values():
        if hasattr(record, "state"):
            for address in (f"/id/{code_of(record)}", *(f"/data/{code_of(record)}.{suffix}" for suffix in FORMS)):
                response = client.get(address)
                assert response.status_code == (410 if state == State.WITHDRAWN else 404), address
                assert SECRET not in response.text.replace(record.withdrawal_reason or "\0", ""), address


def test_web06_withdrawn_says_why(client):
    concept = make.concept(slug="oud", state=State.WITHDRAWN)
    concept.withdrawal_reason = "Dit woord gebruiken wij niet meer."
    concept.save()

    for address in ("/id/begrip-oud", "/data/begrip-oud.ttl"):
        response = client.get(address, headers={"Accept": "text/turtle"})
        assert response.status_code == 410
        assert "Dit woord gebruiken wij niet meer." in response.text


@pytest.mark.parametrize("build", [make.organisation, make.concept])
def test_web06_merged_leads_to_what_it_became(client, build):
    survivor, gone = build(slug="blijft"), build(slug="gaat")
    old, new = code_of(gone), code_of(survivor)
    merged = merge(survivor, gone, [])

    for address in ("/id/{}", "/data/{}.ttl", "/data/{}.jsonld"):
        response = client.get(address.format(old))
        assert (response.status_code, response.headers["Location"]) == (301, address.format(new))
    undo_merge(merged)
    assert client.get(f"/id/{old}").status_code == 303


def test_od01_every_tooi_address_has_the_form_of_the_register(client, content):
    with content_change():
        pass
    known = Organisation.objects.published().exclude(tooi_uri="")
    records = [*Province.objects.all(), *visible(CODED[8]).all()[:5], *known]
    form = re.compile(TOOI)

    assert len(known) >= 5
    for record in records:
        graph = graph_at(client, f"/data/{code_of(record)}.ttl")
        [address] = texts(graph, permanent_url(record), OWL.sameAs)
        assert form.match(address), address
        if not isinstance(record, Organisation):
            assert address.endswith(f"/{(record.code if hasattr(record, 'code') else record.cbs_code).lower()}")


def test_od01_an_organisation_without_a_known_address_has_none(client):
    organisation = make.organisation(slug="stichting")

    assert texts(graph_at(client, "/data/organisatie-stichting.ttl"), permanent_url(organisation), OWL.sameAs) == []


def test_od02_a_municipality_that_merged_keeps_its_record(client):
    successor = make.municipality(name="Land van Cuijk")
    old = make.municipality(name="Boxmeer", ended_on="2022-01-01", successor=successor)
    graph = graph_at(client, f"/data/{old.code}.ttl")

    assert texts(graph, permanent_url(old), DCTERMS.isReplacedBy) == [permanent_url(successor)]
    assert texts(graph, permanent_url(old), SDO.dissolutionDate) == ["2022-01-01"]
    assert texts(graph, permanent_url(old), DCTERMS.identifier) == [old.code]


@pytest.mark.parametrize(
    "code", ["begrip-", "begrip-bestaat-niet", "document-" + "a" * 32, "markt", "x" * 101, "é", "-"]
)
def test_an_unknown_one_is_not_there(client, code):
    make.concept(slug="bestaat")

    assert client.get(f"/id/{code}").status_code == 404
    assert client.get(f"/data/{code}.ttl").status_code == 404


def test_every_public_field_is_in_the_data_and_explained(client, published):
    words = graph_at(client, "/data/velden.ttl")

    assert set(words) == set(graph_at(client, "/data/velden.jsonld"))
    for kind in description.KINDS.values():
        record = kind.published().first()
        [read] = kind.read([record.pk])
        graph, subject = graph_at(client, f"/data/{code_of(record)}.ttl"), URIRef(permanent_url(record))
        filled = {name for name in type(read).model_fields if getattr(read, name) not in (None, "", [])} - OWN
        expected = {URIRef(f"{VOCABULARY}{kind.title}.{type(read).model_fields[name].alias}") for name in filled}
        used = {name for name in graph.predicates() if name.startswith(VOCABULARY)}

        assert expected == {name for name in graph.predicates(subject) if name.startswith(VOCABULARY)}, kind.name
        assert used <= of_kind(words, RDF.Property), kind.name
        assert (subject, RDF.type, URIRef(f"{VOCABULARY}{kind.title}")) in graph


def test_a_result_is_an_observation_with_its_source(client):
    source = make.publication(code="PUB-1")
    initiative = make.initiative(code="INI-01", sources=[source])
    what = {"value": "72%", "unit": "deelnemers", "definition": "Met werk.", "period": "2025"}
    initiative.results.create(publication=source, **what)
    graph = graph_at(client, "/data/INI-01.ttl")
    [result] = of_kind(graph, SDO.Observation)

    assert texts(graph, result, SDO.value) == ["72%"]
    assert texts(graph, result, DCTERMS.source) == [permanent_url(source)]


def test_a_record_needs_few_queries(client, published):
    for record in one_of_each():
        path = f"/data/{code_of(record)}.jsonld?x=1"
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) <= 12, path


@pytest.mark.parametrize(
    "address", ["https://bron.example/a b", "https://bron.example/<x>", "https://bron.example/{é}|"]
)
def test_an_odd_address_of_a_source_is_written_right(client, address):
    source = make.publication(code="PUB-1", url="https://bron.example/")
    type(source).objects.filter(pk=source.pk).update(url=address)

    [found] = texts(graph_at(client, "/data/PUB-1.ttl"), permanent_url(source), SDO.url)
    assert found.startswith("https://bron.example/")
    assert not set(found) & set(" <>{}|")
