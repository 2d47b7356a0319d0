"""The description of the API has what may be chosen, and of each kind a record as the API gives it."""

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from opendata.api import ROOT
from opendata.resources import RESOURCES
from opendata.selections import FILTERS

pytestmark = pytest.mark.django_db
CHOICES = [(resource, name) for resource, filters in FILTERS.items() for name in filters.labels if name != "q"]


@pytest.fixture(autouse=True)
def _content(content):
    """All of this is about the real content."""


@pytest.fixture(scope="module")
def document(content, django_db_blocker):
    with django_db_blocker.unblock():
        return Client().get(f"{ROOT}/openapi.json").json()


def schema_of(document, resource, name):
    """The schema of one value of a parameter."""
    parameters = document["paths"][f"/{resource}"]["get"]["parameters"]
    schema = next(each["schema"] for each in parameters if each["name"] == name)
    return schema.get("items", schema)


@pytest.mark.parametrize("name", RESOURCES)
def test_the_example_is_what_the_api_answers_and_what_its_schema_allows(client, document, name):
    content = document["paths"][f"/{name}/{{code}}"]["get"]["responses"]["200"]["content"]["application/json"]
    whole = content["schema"]["anyOf"][0]
    example = content["example"]

    assert client.get(f"{ROOT}/{name}/{example['code']}").json() == example
    Draft202012Validator({**whole, "components": document["components"]}).validate(example)


@pytest.mark.parametrize(("resource", "name"), CHOICES)
def test_every_value_that_is_named_may_be_chosen(client, document, resource, name):
    schema = schema_of(document, resource, name)
    values = schema.get("enum") or schema.get("examples", [])

    assert ("enum" in schema) == (name in FILTERS[resource].fixed)
    assert values or name == "tag"  # which no initiative has
    for value in values:
        assert client.get(f"{ROOT}/{resource}?{name}={value}&pageSize=1&fields=code").status_code == 200, value


@pytest.mark.parametrize(("resource", "name"), [choice for choice in CHOICES if choice[1] != "sorteer"])
def test_an_example_finds_something(client, document, resource, name):
    for value in schema_of(document, resource, name).get("examples", []):
        assert client.get(f"{ROOT}/{resource}?{name}={value}&pageSize=1&fields=code").json()["totaal"], value


def test_fixed_values_are_those_of_the_facets(client, document):
    body = client.get(f"{ROOT}/initiatieven?facetten=status,grootte,kosten&pageSize=1").json()

    for name, options in body["facetten"].items():
        assert {option["code"] for option in options} <= {*schema_of(document, "initiatieven", name)["enum"]}
