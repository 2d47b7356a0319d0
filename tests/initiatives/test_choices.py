"""The choices of a long facet: a few in the finder, all of them on a page of their own or in place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
FINDER = "/initiatieven/"
URL = "/initiatieven/keuze/gemeente/"
HTMX = {"HX-Request": "true"}


@make.together()
def places(*names, **fields):
    """Municipalities with an initiative each."""
    municipalities = [make.municipality(name=name, slug=slugify(name)) for name in names]
    for place in municipalities:
        make.initiative(municipalities=[place], **fields)
    return municipalities


@pytest.fixture(scope="class")
def many(shared):
    """Twenty-five municipalities with an initiative each."""
    return places(*(f"Dorp {number:02}" for number in range(25)))


def look(client, address, **headers):
    return Document(client.get(address, headers=headers).text)


def boxes(page, name="gemeente"):
    """The checkboxes of a facet: a dict from value to whether it is checked."""
    return {box["value"]: "checked" in box.attrs for box in page.find("input", type="checkbox", name=name)}


def shown(page):
    """The values of the choices that are not hidden."""
    labels = [label for label in page.find("label") if label.find("input", type="checkbox")]
    return [label.find("input")[0]["value"] for label in labels if "hidden" not in label.attrs]


def hidden_fields(page):
    return {(field["name"], field["value"]) for field in page.find("main")[0].find("input", type="hidden")}


def test_the_choices_are_in_the_order_of_the_alphabet_without_accents(client):
    places("Zwolle", "Élst", "'s-Hertogenbosch", "Súdwest-Fryslân", "Ede")

    assert list(boxes(look(client, URL))) == ["ede", "elst", "s-hertogenbosch", "sudwest-fryslan", "zwolle"]


def test_years_keep_their_order(client):
    for year in [2019, 2024, 2021]:
        make.initiative(start_year=year)

    assert list(boxes(look(client, "/initiatieven/keuze/jaar/"), "jaar")) == ["2024", "2021", "2019"]


def test_a_choice_without_results_is_left_out_unless_it_was_made(client):
    places("Elst")
    make.municipality(name="Leeg", slug="leeg")

    assert boxes(look(client, URL)) == {"elst": False}
    assert boxes(look(client, f"{URL}?gemeente=leeg")) == {"leeg": True, "elst": False}


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("sudwest", ["sudwest-fryslan"]),
        ("SÚDWEST-F", ["sudwest-fryslan"]),
        ("s hertog", ["s-hertogenbosch"]),
        ("'s-Her", ["s-hertogenbosch"]),
        ("den bosch", ["s-hertogenbosch"]),
        ("st", ["elst", "sudwest-fryslan"]),
        ("xyzzy", []),
        ("%", ["elst", "s-hertogenbosch", "sudwest-fryslan"]),
        ("\x00", ["elst", "s-hertogenbosch", "sudwest-fryslan"]),
        ("x" * 1_000, []),
    ],
)
def test_looking_for_letters(client, letters, expected):
    bosch = places("'s-Hertogenbosch", "Súdwest-Fryslân", "Élst")[0]
    bosch.other_names.create(name="Den Bosch")
    make.published(bosch)
    page = client.get(URL, {"zoek": letters})

    assert shown(Document(page.text)) == expected
    assert f"Gevonden: {len(expected)} van 3" in page.text


def test_what_was_chosen_stays_while_looking_for_something_else(client):
    places("Elst", "Zwolle")

    assert shown(look(client, f"{URL}?gemeente=zwolle&zoek=els")) == ["zwolle", "elst"]


def test_a_facet_that_does_not_exist_is_not_found(client):
    for name in ["prijs", "q", "knelpunt", "sorteer"]:
        assert client.get(f"/initiatieven/keuze/{name}/").status_code == 404


def test_a_short_facet_has_no_such_link(client):
    places("Elst")

    assert "/keuze/" not in client.get(FINDER).text


class TestTwentyFiveMunicipalities:
    """With so many that the finder leaves some out."""

    def test_the_page_has_every_choice(self, client, many):
        page = look(client, URL)

        assert list(boxes(page)) == [place.slug for place in many]
        assert page.find("form")[1]["action"] == FINDER
        assert "noindex, follow" in page.meta("robots")

    def test_what_was_chosen_comes_first_in_a_group_of_its_own(self, client, many):
        page = look(client, f"{URL}?gemeente=dorp-20&gemeente=dorp-03")
        groups = {group.find("legend")[0].text: list(boxes(group)) for group in page.find("fieldset")[1:]}

        assert groups["Gekozen"] == ["dorp-03", "dorp-20"]
        assert len(groups["Nog te kiezen"]) == 23
        assert [value for value, checked in boxes(page).items() if checked] == ["dorp-03", "dorp-20"]

    def test_the_counts_are_over_the_other_choices(self, client, many):
        make.initiative(municipalities=many[:1], status="gestopt")
        page = look(client, f"{URL}?status=gestopt&gemeente=dorp-05")

        assert boxes(page) == {"dorp-05": True, "dorp-00": False}
        assert [small.text for small in page.find("small")] == ["(0)", "(1)"]

    def test_all_other_parameters_are_kept(self, client, many):
        page = look(
            client, f"{URL}?q=werk&status=lopend&status=pilot&gemeente=dorp-01&sorteer=titel&pagina=2&zoek=dorp"
        )

        assert hidden_fields(page) == {("q", "werk"), ("status", "lopend"), ("status", "pilot"), ("sorteer", "titel")}

    def test_a_wrong_value_is_explained(self, client, many):
        page = client.get(f"{URL}?gemeente=atlantis&status=klaar")

        assert page.status_code == 200
        assert "‘atlantis’ kennen wij niet" in page.text
        assert boxes(Document(page.text)) == {}

    def test_what_a_visitor_typed_is_shown_as_text(self, client, many):
        page = client.get(URL, {"zoek": '"><script>', "q": '"><script>', '"><b>': "x"})

        assert '"><script>' not in page.text
        assert '"><b>' not in page.text

    def test_htmx_gets_only_the_choices(self, client, many):
        response = client.get(f"{URL}?status=lopend", headers=HTMX)
        page = Document(response.text)

        assert "<html" not in response.text
        assert len(boxes(page)) == 25
        assert page.find("input", type="hidden", name="alle")[0]["value"] == "gemeente"
        assert not page.find("button")
        assert "HX-Request" in response.headers["Vary"]

    def test_the_finder_leads_to_all_choices_with_the_selection(self, client, many):
        page = look(client, f"{FINDER}?status=lopend&pagina=1&gemeente=dorp-20")
        link = next(link for link in page.find("a") if link.text == "Zoek in alle 25 gemeenten")

        assert link["href"] == link["hx-get"] == f"{URL}?status=lopend&gemeente=dorp-20"
        assert link["hx-target"].removeprefix("#") in page.ids
        assert len(boxes(page)) == 6
        assert next(iter(boxes(page))) == "dorp-20"

    def test_the_finder_keeps_an_opened_list_open(self, client, many):
        page = look(client, f"{FINDER}?alle=gemeente&gemeente=dorp-20", **HTMX)

        assert len(boxes(page)) == 25
        assert page.ids["zoek-gemeente"]["name"] is None
        assert page.find("input", type="hidden", name="alle")[0]["value"] == "gemeente"

    @pytest.mark.parametrize("name", ["thema", "status", "bestaat-niet", "", "\x00"])
    def test_opening_another_list_changes_nothing(self, client, many, name):
        assert list(boxes(look(client, f"{FINDER}?alle={name}"))) == list(boxes(look(client, FINDER)))

    def test_the_number_of_queries_does_not_grow(self, client, many):
        client.get(URL)
        with CaptureQueriesContext(connection) as few:
            client.get(f"{URL}?zoek=dorp")
        places(*(f"Stad {number:02}" for number in range(25)))
        client.get(URL)
        with CaptureQueriesContext(connection) as more:
            client.get(f"{URL}?zoek=dorp")

        assert len(more) == len(few) <= 12
