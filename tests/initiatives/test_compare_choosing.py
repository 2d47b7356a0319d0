"""Too few or too many to compare: what to do, and a list to choose from."""

import pytest

from initiatives.models import Initiative
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
COMPARE = "/initiatieven/vergelijken/"


def address(*slugs):
    return f"{COMPARE}?" + "&".join(f"i={slug}" for slug in slugs)


def get_page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Document(response.text)


def picked(page):
    """The checkboxes: pairs of a slug and whether it is ticked."""
    return [(box["value"], "checked" in box.attrs) for box in page.find("input", type="checkbox", name="i")]


@pytest.fixture(autouse=True)
def _two():
    """Two initiatives with the same theme."""
    theme = make.theme(name="Opvang")
    make.initiative(slug="een", title="Het eerste", main_theme=theme, as_of="2025-07")
    make.initiative(slug="twee", title="Het tweede", main_theme=theme, as_of="2025-08")


def test_nothing_chosen(client):
    for path in (COMPARE, address(""), address("bestaat-niet")):
        page = get_page(client, path)
        assert picked(page) == [("twee", False), ("een", False)]
        assert "Zet twee tot 4 initiatieven naast elkaar" in page.text
        assert page.find("form", method="get", action=COMPARE)


def test_one_chosen_suggests_what_belongs_with_it_and_the_same_theme(client):
    make.initiative(slug="elders", title="Ander thema")
    make.initiative(slug="drie", title="Deel", parent=Initiative.objects.get(slug="een"))
    page = get_page(client, address("een"))
    groups = {field.find("legend")[0].text: picked(field) for field in page.find("fieldset")}

    assert groups == {
        "Door u gekozen": [("een", True)],
        "Verwante initiatieven": [("drie", False)],
        "Zelfde hoofdthema": [("twee", False)],
    }
    assert "Waarmee wilt u ‘Het eerste’ vergelijken?" in page.text
    assert "/initiatieven/?i=een" in [link["href"] for link in page.find("a")]


def test_the_list_is_offered_first(client):
    make.initiative(code="L-1", slug="drie", title="Deel", parent=Initiative.objects.get(slug="een"))
    make.initiative(code="L-2", slug="elders", title="Ander thema")
    own = Initiative.objects.get(slug="een").code
    page = get_page(client, f"{address('een')}&lijst=L-2.{own}.L-1")
    groups = [(field.find("legend")[0].text, picked(field)) for field in page.find("fieldset")]
    (newest, *_others) = get_page(client, f"{address('bestaat-niet')}&lijst=L-2").find("fieldset")

    assert groups == [
        ("Door u gekozen", [("een", True)]),
        ("Op uw lijst", [("elders", False), ("drie", False)]),
        ("Zelfde hoofdthema", [("twee", False)]),
    ]
    assert (newest.find("legend")[0].text, picked(newest)) == ("Op uw lijst", [("elders", False)])


def test_nothing_to_suggest(client):
    make.initiative(slug="alleen")

    assert picked(get_page(client, address("alleen"))) == [("alleen", True)]


def test_five_chosen_may_be_narrowed(client):
    slugs = [make.initiative(slug=f"n-{number}").slug for number in (3, 1, 2, 5, 4)]
    page = get_page(client, address(*slugs))

    assert picked(page) == [("n-3", True), ("n-1", True), ("n-2", True), ("n-5", True), ("n-4", False)]
    assert "U koos 5 initiatieven. Er passen er hoogstens 4 naast elkaar." in page.text


def test_a_flood_of_names_stays_small(client):
    page = get_page(client, address(*[f"x{number}-{'y' * 61}" for number in range(21)]))

    assert page.text.count("Wij kennen ‘") == 20
    assert "y" * 61 not in page.text
    assert "te veel initiatieven" in page.text
