"""What a stranger wants to know is two clicks from home."""

import pytest

from tests.support.document import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


def click(client, page, text):
    """The page behind the first link with a text."""
    address = next(link["href"] for link in page.find("a") if link.text == text)
    return Document(client.get(address).text)


def test_who_helps_asylum_seekers_to_work_and_what_came_of_it(client):
    home = Document(client.get("/").text)
    examples = click(client, home, "Asielzoekers naar werk")
    example = click(client, examples, "Asielzoekers aan het werk")

    assert "Amsterdam" in example.text
    assert "72% van de deelnemers Deelnemers met een baan óf een concrete stap naar werk" in example.text


def test_which_rule_for_ukrainians_ends_when(client):
    home = Document(client.get("/").text)
    theme = click(client, home, "Oekraïense ontheemden")
    rule = click(client, theme, "Tijdelijke bescherming voor ontheemden uit Oekraïne")

    assert "4 maart 2028" in theme.text
    assert "4 maart 2028" in rule.text


def test_what_a_municipality_does_and_said(client):
    municipalities = Document(client.get("/gemeenten/").text)
    venray = click(client, municipalities, "Venray")

    assert "Omgevingsprogramma economie" in venray.text
    assert "Limburg" in venray.text
