"""What a text says of where: names of municipalities and provinces first, and no claim that may be wrong."""

import pytest

from municipalities.gazetteer import gazetteer
from municipalities.mentions import villages_in
from search.matching import Search
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    """Two provinces with an ambiguous name, and villages that are called as something else."""
    brabant = make.province(name="Noord-Brabant", slug="noord-brabant")
    friesland = make.province(name="Fryslân", slug="fryslan")
    friesland.alternative_names.create(name="Friesland")
    other = {"has_other_meaning": True}
    for name, province, villages in [
        ("Hengelo", brabant, []),
        ("Bronckhorst", brabant, ["Hengelo", "Fryslân", "Brand"]),
        ("Amsterdam", brabant, ["Noord"]),
        ("Ameland", friesland, ["Nes", "De Wijk"]),
        ("Heerenveen", friesland, ["Nes", "Hollum"]),
        ("Bergen (NH)", brabant, ["Bergen"]),
        ("Bergen (L)", friesland, []),
    ]:
        slug = name.lower().translate({ord(" "): "-", ord("("): None, ord(")"): None})
        municipality = make.municipality(name=name, slug=slug, province=province)
        for village in villages:
            make.place(village, municipality=municipality, **other)
    make.published(friesland)


def mentioned(text):
    return [(mention.name, [place.slug for place in mention.municipalities]) for mention in villages_in(text)]


def page(client, address):
    return " ".join(Document(client.get(address).text).text.split())


@pytest.mark.parametrize(
    "text", ["Noord-Brabant", "opvang in Noord-Brabant", "arbeidsmigranten noord-brabant", "noord"]
)
def test_a_direction_is_no_place(text):
    assert mentioned(text) == []


@pytest.mark.parametrize("text", ["opvang in Hengelo", "opvang in de wijk", "brand", "opvang bij brand"])
def test_an_ordinary_word_or_a_municipality_is_just_that(text):
    assert mentioned(text) == ([("Brand", ["bronckhorst"])] if text == "brand" else [])


@pytest.mark.parametrize(
    "text", ["nes ameland", "Nes op Ameland", "Nes (Ameland)", "ameland nes", "azc in nes op ameland"]
)
def test_a_municipality_beside_it_says_which(text):
    assert mentioned(text) == [("Nes", ["ameland"])]


def test_after_in_it_is_asked():
    assert mentioned("azc in Nes") == [("Nes", ["ameland", "heerenveen"])]
    assert not villages_in("azc in Nes")[0].is_certain


@pytest.mark.parametrize(
    ("text", "slug"), [("Hengelo", "hengelo"), ("Fryslân", None), ("Noord", None), ("Bergen", None)]
)
def test_which_municipality_is_meant(text, slug):
    assert getattr(gazetteer().find(text), "slug", None) == slug


def test_a_municipality_or_province_of_the_name_comes_first(client):
    for name in ("Hengelo", "Fryslân"):
        text = page(client, f"/zoeken/?q={name}")
        assert f"Er is ook een dorp of wijk {name}: {name} in de gemeente Bronckhorst" in text
        assert f"{name} ligt in" not in text


def test_two_municipalities_of_one_name(client):
    assert "Welk Bergen bedoelt u? Bergen in de gemeente Bergen (L)" in page(client, "/zoeken/?q=Bergen")


def test_what_the_answer_has_is_not_called_lost(client):
    text = page(client, "/zoeken/?q=nes ameland")

    assert "Nes ligt in de gemeente Ameland." in text
    assert "Niet gevonden" not in text


@pytest.mark.parametrize("address", ["/gemeenten/", "/initiatieven/", "/"])
def test_a_province_is_no_municipality(client, address):
    response = client.get(f"{address}?zoals=Friesland").text

    assert "Friesland is een provincie. Kies een gemeente." in response
    assert "?provincie=fryslan" in response


def test_a_province_comes_before_its_municipalities(client):
    make.initiative(title="Taalles", municipalities=[make.published(make.municipality(name="Dokkum"))])
    make.initiative(title="Taalles in Friesland")
    kinds = [group["kind"].name for group in client.get("/zoeken/?q=Friesland").context["groups"]]

    assert kinds.index("PROVINCE") < kinds.index("INITIATIVE") < kinds.index("MUNICIPALITY")


def test_a_city_comes_first(client):
    city = make.municipality(name="Utrecht", slug="utrecht", province=make.province(name="Utrecht", slug="utrecht"))
    make.initiative(title="Opvang in Utrecht: Utrecht", municipalities=[city])
    groups = client.get("/zoeken/?q=Utrecht").context["groups"]

    assert {group["kind"].name for group in groups[:2]} == {"MUNICIPALITY", "PROVINCE"}


def test_a_correction_is_written_as_the_name_is(client):
    make.municipality(name="Weert", slug="weert")

    assert "Bedoelde u Weert" in page(client, "/zoeken/?q=Wert")


class TestCodes:
    def test_what_has_its_letters_or_digits_is_no_answer(self, client):
        make.bottleneck(title="Woningen", code="KNP-26")
        make.initiative(title="Voor 26 mensen")
        response = client.get("/initiatieven/?q=KNP-26")

        assert response.context["total"] == 0
        assert "KNP-26: Woningen" in response.text
        assert "Niet gevonden" not in response.text
        assert "Wij vonden niets" not in response.text

    def test_of_a_draft_it_says_what_it_says_of_none(self, client):
        make.statement(code="UIT-03", publication=make.publication())
        make.statement(code="UIT-18", publication=make.publication(), state="draft")
        make.initiative(title="Voor 18 en 19 mensen")
        draft, none = (page(client, f"/zoeken/?q={code}") for code in ("UIT-18", "UIT-19"))

        assert "Wij vonden niets met: UIT-18." in draft
        assert draft.replace("UIT-18", "UIT-19") == none

    def test_another_number_is_just_that(self):
        make.initiative(title="Covid-19", code="INI-01")

        assert len(Search("covid-19").matches) == 1

    def test_with_a_slash(self, client):
        make.initiative(code="INI-01")

        assert client.get("/id/INI-01/").status_code == 303
