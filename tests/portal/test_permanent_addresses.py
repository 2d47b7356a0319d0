"""The permanent address of what has a code: 303 to its page, for ever, and never to what the public may not see."""

import json

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.codes import code_key
from core.records import State
from editorial.revisions.slug_change.move import change_slug
from municipalities.models import NewMunicipality
from opendata.linked.identifiers import CODED
from search.documents import DocumentKind
from search.matching import Search
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
NOT_YET = {NewMunicipality}  # it gets the code when it becomes a municipality


@pytest.fixture
def records():
    """A published record of each kind that has a code."""
    municipality = make.municipality(name="Weert", slug="weert")
    publication = make.publication(code="PUB-1")
    bottleneck = make.bottleneck(title="Te weinig woningen", code="KNP-26")
    return {
        "publications": publication,
        "municipalities": municipality,
        "bottlenecks": bottleneck,
        "initiatives": make.initiative(title="Taalcafé", code="INI-01"),
        "frameworks": make.framework(name="Spreidingswet", code="JUR-05"),
        "themes": make.theme(name="Opvang", code="T1.2"),
        "asks": make.ask(code="VRA-12", bottlenecks=[bottleneck]),
        "statements": make.statement(code="UIT-03", publication=publication),
        "key figures": make.key_figure(code="CIJ-02", publication=publication),
        "consultations": make.consultation(publication, total=1),
    }


def test_every_kind_with_a_code_has_one(records):
    with_code = {model for model in apps.get_models() if any(field.name == "code" for field in model._meta.fields)}

    assert {model for model in with_code if model._meta.app_label != "search"} - NOT_YET == set(CODED)
    assert {type(record) for record in records.values()} == set(CODED)


def test_it_leads_to_the_record(client, records):
    for record in records.values():
        for code in (record.code, record.code.lower()):
            response = client.get(f"/id/{code}")
            assert response.status_code == 303, code
            assert client.get(response["Location"]).status_code == 200, code


def test_what_has_no_page_is_on_that_of_what_it_belongs_to(client, records):
    assert client.get("/id/VRA-12")["Location"] == f"{records['bottlenecks'].get_absolute_url()}#vragen"
    assert client.get("/id/CIJ-02?zoals=weert")["Location"] == "/cijfers/?zoals=weert#cij-02"


def test_a_renamed_one(client, records):
    change_slug(records["initiatives"], "taalcafe-2")

    assert client.get("/id/INI-01")["Location"] == "/initiatieven/taalcafe-2/"


@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)])
@pytest.mark.parametrize("name", ["initiatives", "bottlenecks", "frameworks", "themes", "asks"])
def test_what_is_not_public_never_leaks(client, records, name, state, status):
    record = records[name]
    record.state, record.withdrawal_reason = state, "Het klopte niet." if state == State.WITHDRAWN else ""
    record.save()
    make.published(record)
    response = client.get(f"/id/{record.code}")

    assert response.status_code == status
    assert str(record) not in response.text
    assert not Search(record.code).coded or name == "asks"
    assert str(record) not in client.get("/zoeken/", {"q": record.code}).text


@pytest.mark.parametrize("code", ["XXX-9", "INI-0", "%00", "a" * 500, "ini 01", "'; --", "é"])
def test_an_unknown_one(client, records, code):
    assert client.get(f"/id/{code}").status_code == 404


def test_the_number_of_queries(client, records):
    client.get("/id/INI-01")
    for code, most in [("INI-01", 4), ("VRA-12", 5), ("XXX-9", 6)]:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/id/{code}")
        assert len(queries) <= most, code


class TestSearch:
    @pytest.mark.parametrize("text", ["KNP-26", "knp-26", "knp 26", "KNP26", " knp-026 "])
    def test_any_spelling(self, client, records, text):
        page = Document(client.get("/zoeken/", {"q": text}).text)

        assert records["bottlenecks"].get_absolute_url() in {link["href"] for link in page.find("a")}
        assert len(Search(text).matches) == 1

    def test_every_kind(self, client, records):
        for record in records.values():
            page = Document(client.get("/zoeken/", {"q": record.code}).text)
            links = {link["href"] for link in page.find("a")}
            assert client.get(f"/id/{record.code}")["Location"].partition("#")[0] in {
                link.partition("#")[0] for link in links
            }, record.code

    def test_the_finder_has_the_initiative_and_names_the_rest(self, client, records):
        assert len(Search("ini-01", DocumentKind.INITIATIVE).matches) == 1
        assert "JUR-05: Spreidingswet" in client.get("/initiatieven/", {"q": "jur-05"}).text

    def test_a_code_is_never_corrected(self, records):
        assert Search("ini-02").suggested_query == ""

    @pytest.mark.parametrize("text", ["opvang 2025", "kosten 100.000 euro", "24-uursopvang", "", "artikel 8 evrm"])
    def test_what_is_no_code(self, text):
        assert code_key(text) in {"", "opvang 2025"}

    def test_words_with_a_year_are_still_found(self, records):
        make.initiative(title="Markt 2026")

        assert len(Search("markt 2026").matches) == 1


def test_machines_read_it(client, records):
    page = Document(client.get(records["initiatives"].get_absolute_url()).text)
    data = [json.loads(script.text) for script in page.find("script") if "ld+json" in (script["type"] or "")]
    [article] = [item for item in data if item["@type"] == "Article"]

    assert article["@id"].endswith("/id/INI-01")
    assert article["identifier"] == "INI-01"
