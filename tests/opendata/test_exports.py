"""Files of exactly the selection, read back with another library than the one that wrote them."""

import csv
import io
import json

import pytest
from django.http import QueryDict
from python_calamine import CalamineWorkbook

from initiatives.exports.csv_export import COLUMNS
from initiatives.finder.filters import InitiativeFilter
from initiatives.models import Initiative
from opendata.exports.formats import FORMATS
from opendata.resources import RESOURCES
from opendata.schemas import KINDS
from tests.support import make

pytestmark = pytest.mark.django_db
EXPORT = "/initiatieven/export/"
QUERIES = ["thema=opvang", "q=taal&sorteer=titel", "zoals=ede", "q=xyzzy"]


def body(response):
    assert response.status_code == 200
    return b"".join(response)


def sheets(response):
    """The sheets of a workbook: a dict from title to rows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(body(response)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def codes_in(response, file_format, name):
    """The codes in a file, in order."""
    if file_format == "xlsx":
        return [row[0] for row in sheets(response)[name.capitalize()][1:]]
    text = body(response).decode("utf-8-sig")
    if file_format == "csv":
        return [row["code"] for row in csv.DictReader(io.StringIO(text))]
    lines = text.splitlines()
    return [item["code"] for item in (map(json.loads, lines) if file_format == "jsonl" else json.loads(text)[name])]


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("query", QUERIES)
def test_a_file_has_the_selection_in_its_order(client, content, query, file_format):
    by_key = dict(Initiative.objects.values_list("pk", "code"))
    selected = [by_key[key] for key in iter(InitiativeFilter(QueryDict(query)).selection.keys())]

    assert codes_in(client.get(f"{EXPORT}?{query}&formaat={file_format}"), file_format, "initiatieven") == selected


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("name", RESOURCES)
def test_every_kind_in_every_format(client, content, name, file_format):
    found = codes_in(client.get(f"/open-data/{name}/export/?formaat={file_format}"), file_format, name)

    assert sorted(found) == sorted(KINDS[name].published().values_list(KINDS[name].key, flat=True))


def test_a_list_in_every_format(client, content):
    for file_format in FORMATS:
        response = client.get(f"/lijst/?lijst=INI-02.INI-01&vorm={file_format}")
        assert codes_in(response, file_format, "initiatieven") == ["INI-02", "INI-01"]


def test_the_signal_list_in_every_format(client, content):
    found = [
        codes_in(client.get(f"/knelpunten/export/?sorteer=jaren&thema=opvang&formaat={name}"), name, "knelpunten")
        for name in FORMATS
    ]

    assert found[0]
    assert all(codes == found[0] for codes in found)


@pytest.mark.parametrize(
    "path", [EXPORT, "/knelpunten/export/", "/open-data/kaders/export/", "/open-data/initiatieven/export/"]
)
def test_an_unknown_format_says_which_there_are(client, content, path):
    response = client.get(f"{path}?formaat=pdf")

    assert response.status_code == 400
    assert "csv, xlsx, json, jsonl" in response.content.decode()


def test_an_unknown_parameter_or_kind(client, content):
    assert client.get("/open-data/kaders/export/?stand=x").status_code == 400
    assert client.get("/open-data/kaders/export/?thema=opvang").status_code == 400
    assert client.get("/open-data/niets/export/").status_code == 404


def test_columns_of_before_come_first_and_keep_their_names(client, content):
    in_csv = next(csv.reader(io.StringIO(body(client.get(EXPORT)).decode("utf-8-sig"))))
    header = sheets(client.get(f"{EXPORT}?formaat=xlsx"))["Initiatieven"][0]

    assert in_csv == header[: len(COLUMNS)] == list(COLUMNS)
    assert {"aanpak", "over datum", "contact: postbus", "status volgens de bron"} <= {*header}
    assert len(header) == len({*header})


class TestParts:
    def test_results_and_partners_have_sheets_with_numbers_as_numbers(self, client):
        initiative = make.initiative(code="INI-900", state="published", start_year=2021)
        source = make.publication(state="published", code="PUB-900")
        texts = {"unit": "deelnemers", "definition": "wie er meedeed", "period": "2024"}
        initiative.results.create(publication=source, value="72", number=72, kind="uitkomst", **texts)
        initiative.results.create(publication=source, value="=1+1", number="0.5", **texts)
        initiative.partners.create(name="@Partner", role="helpt")
        found = sheets(client.get(f"{EXPORT}?formaat=xlsx"))
        results = [dict(zip(found["resultaten"][0], row, strict=True)) for row in found["resultaten"][1:]]

        assert [(row["code"], row["getal"]) for row in results] == [("INI-900", 72), ("INI-900", 0.5)]
        assert results[1]["waarde"] == "'=1+1"
        assert found["partners"][1][:3] == ["INI-900", "'@Partner", "helpt"]
        main = dict(zip(*found["Initiatieven"][:2], strict=True))
        assert main["sinds"] == 2021
        assert main["partners"] == "'@Partner (helpt)"

    def test_what_rests_on_an_unpublished_source_is_in_no_file(self, client):
        initiative = make.initiative(code="INI-901", state="published")
        texts = {"unit": "x", "definition": "Geheim", "period": "2024", "value": "1"}
        initiative.results.create(publication=make.publication(state="draft"), **texts)

        for file_format in FORMATS:
            content = body(client.get(f"{EXPORT}?formaat={file_format}"))
            assert b"Geheim" not in content
        assert len(sheets(client.get(f"{EXPORT}?formaat=xlsx"))["resultaten"]) == 1


class TestDictionary:
    def test_it_has_every_field_of_every_kind(self, client):
        rows = list(csv.DictReader(io.StringIO(body(client.get("/open-data/velden/?formaat=csv")).decode("utf-8-sig"))))
        described = {(row["record"], row["veld"]) for row in rows}

        for kind in KINDS.values():
            names = {(kind.schema.__name__, field.alias) for field in kind.schema.model_fields.values()}
            assert names <= described
        assert all(row["betekenis"] for row in rows)

    def test_it_is_a_page_too(self, client):
        assert "Wat elk veld betekent" in client.get("/open-data/velden/").content.decode()
        assert client.get("/open-data/velden/?formaat=pdf").status_code == 400
