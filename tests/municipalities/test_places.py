"""Villages, districts and the other names of provinces: each leads to its municipality, or asks which one is meant."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.gazetteer import gazetteer
from search.documents import DocumentKind
from search.lexicon import lexicon
from search.matching import Search
from search.models import Entry
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def cranendonck():
    municipality = make.municipality(name="Cranendonck", slug="cranendonck")
    return make.place("Budel", municipality=municipality)


@pytest.fixture
def two_of_nes():
    """Two municipalities with a village of one name, which is an ordinary word too."""
    province = make.province(name="Fryslân", slug="fryslan")
    return [
        make.place("Nes", municipality=make.municipality(name=name, slug=name.lower(), province=province), **other)
        for name, other in [("Ameland", {}), ("Heerenveen", {"has_other_meaning": True})]
    ]


def titles(text, kind=None):
    entries = Entry.objects.filter(pk__in=Search(text, kind).matches)
    return [entry.title for entry in entries.order_by("pk")]


def answers(client, address, text):
    """The texts of what is above the results."""
    page = Document(client.get(address, {"q": text}).text)
    return [" ".join(box.text.split()) for box in page.find("p") if "callout" in (box["class"] or "")]


class TestGazetteer:
    @pytest.mark.parametrize("text", ["Budel", "budel", " BUDEL "])
    def test_a_village_finds_its_municipality(self, cranendonck, text):
        assert gazetteer().find(text).slug == "cranendonck"

    def test_a_municipality_comes_before_a_village_of_its_name(self, cranendonck):
        make.place("Bronk", municipality=cranendonck)
        make.municipality(name="Bronk", slug="bronk")

        assert gazetteer().find("Bronk").slug == "bronk"

    def test_of_two_villages_none_is_chosen(self, two_of_nes):
        assert gazetteer().find("Nes") is None
        assert gazetteer().did_you_mean("Nes") == "Nes ligt in Ameland en Heerenveen. Welke gemeente bedoelt u?"

    @pytest.mark.parametrize(("text", "question"), [("Wert", "Bedoelde u Weert?"), ("Buddel", "Bedoelde u Budel?")])
    def test_a_wrong_letter(self, cranendonck, text, question):
        make.municipality(name="Weert", slug="weert")

        assert gazetteer().did_you_mean(text) == question

    @pytest.mark.parametrize("text", ["", "ee", "heel Nederland", "fiets", "x" * 500])
    def test_what_looks_like_no_name_is_not_corrected(self, cranendonck, text):
        assert gazetteer().did_you_mean(text) == ""

    def test_a_village_of_a_municipality_that_merged(self, cranendonck):
        whole = make.municipality(name="Samen", slug="samen")
        cranendonck.ended_on, cranendonck.successor = "2027-01-01", whole
        cranendonck.save()
        make.published(cranendonck)

        assert gazetteer().find("Budel").slug == "samen"

    def test_provinces(self):
        province = make.province(name="Fryslân", slug="fryslan")
        province.alternative_names.create(name="Friesland")
        make.published(province)

        assert [gazetteer().province_slug(text) for text in ("Friesland", "fryslân", "Elders")] == [
            *("fryslan", "fryslan", "elders")
        ]


class TestSearch:
    def test_a_village_finds_what_its_municipality_does(self, cranendonck):
        make.initiative(title="Taalcafé", municipalities=[cranendonck])

        assert titles("Budel") == ["Taalcafé", "Cranendonck"]
        assert titles("taalcafé in Budel", DocumentKind.INITIATIVE) == ["Taalcafé"]

    def test_not_the_other_way_round(self, cranendonck):
        make.initiative(title="Azc Budel gaat dicht")

        assert titles("Cranendonck") == ["Cranendonck"]

    def test_it_is_no_form_of_another_word(self, cranendonck):
        make.place("Geleen", municipality=cranendonck)
        make.initiative(title="Geld lenen")

        assert titles("Geleen") == ["Cranendonck"]

    def test_it_is_no_part_of_a_word_and_corrects_none(self, cranendonck):
        make.place("Baar", municipality=cranendonck)
        make.initiative(title="Een betaalbare woning")

        assert "baar" not in lexicon().known
        assert Search("baas").suggested_query == ""

    def test_an_ordinary_word_finds_what_it_means(self, cranendonck):
        make.place("De Wijk", municipality=cranendonck, has_other_meaning=True)
        make.initiative(title="Opvang in de wijk")

        assert titles("wijk") == titles("de wijk") == titles("opvang in de wijk") == ["Opvang in de wijk"]

    def test_the_page_says_where_it_lies(self, client, cranendonck):
        for address in ("/zoeken/", "/initiatieven/"):
            [answer] = answers(client, address, "opvang in Budel")
            assert answer.startswith("Budel ligt in de gemeente Cranendonck.")

    def test_the_page_asks_which_one(self, client, two_of_nes):
        [answer] = answers(client, "/zoeken/", "nes")

        assert (
            answer
            == "Welk Nes bedoelt u? Nes in de gemeente Ameland (Fryslân) · Nes in de gemeente Heerenveen (Fryslân)"
        )

    def test_within_a_question_an_ordinary_word_is_just_that(self, client, two_of_nes):
        assert answers(client, "/zoeken/", "is er opvang in de nes") == []

    def test_a_misspelt_village_when_nothing_is_found(self, client, cranendonck):
        assert "Bedoelde u" in client.get("/zoeken/", {"q": "Buddel"}).text

    def test_the_number_of_queries_does_not_grow(self, client, cranendonck):
        def queries():
            client.get("/zoeken/", {"q": "opvang in Budel"})
            with CaptureQueriesContext(
                connection,
            ) as context:
                client.get("/zoeken/", {"q": "opvang in Budel"})
            return len(context)

        before = queries()
        with make.together():
            for number in range(20):
                make.place(f"Dorp {number}", municipality=cranendonck)
        assert queries() == before

    def test_a_province_by_its_popular_name(self):
        province = make.province(name="Fryslân", slug="fryslan")
        province.alternative_names.create(name="Friesland")
        make.published(province)
        make.initiative(title="Taalcafé", municipalities=[make.municipality(name="Dantumadiel", province=province)])

        assert titles("Friesland") == ["Taalcafé", "Dantumadiel", "Fryslân"]


class TestChoosing:
    def test_your_municipality_by_a_village(self, client, cranendonck):
        assert "Gemeenten zoals" in client.get("/initiatieven/?zoals=Budel").text
        assert client.get("/initiatieven/?gemeente=Budel").context["filterset"].is_valid()

    def test_the_suggestions(self, client, cranendonck, two_of_nes):
        def suggested(text):
            suggestions = client.get("/zoeken/suggesties/", {"q": text, "soort": "gemeenten"}).json()["suggesties"]
            return [(suggestion["naam"], suggestion["titel"]) for suggestion in suggestions]

        assert suggested("bud") == [("Budel (Cranendonck)", "Cranendonck")]
        assert suggested("nes") == [("Nes (Ameland)", "Ameland"), ("Nes (Heerenveen)", "Heerenveen")]

    @pytest.mark.parametrize("address", ["/gemeenten/", "/initiatieven/", "/"])
    def test_an_ambiguous_one_asks_which(self, client, two_of_nes, address):
        assert "Nes ligt in Ameland en Heerenveen. Welke gemeente bedoelt u?" in client.get(f"{address}?zoals=Nes").text

    def test_a_province_in_an_address(self, client):
        province = make.province(name="Fryslân", slug="fryslan")
        province.alternative_names.create(name="Friesland")
        make.initiative(title="Taalcafé", municipalities=[make.municipality(province=province)])
        make.published(province)

        assert "Taalcafé" in client.get("/initiatieven/?provincie=Friesland").text


@pytest.mark.usefixtures("content")
class TestCollection:
    @pytest.mark.parametrize(
        ("text", "slug"), [("Dokkum", "noardeast-fryslan"), ("Budel", "cranendonck"), ("s-Gravenzande", "westland")]
    )
    def test_real_villages(self, text, slug):
        assert gazetteer().find(text).slug == slug

    @pytest.mark.parametrize(
        ("text", "slugs"), [("Hoeven", ["halderberge", "maashorst"]), ("Nes", ["ameland", "heerenveen"])]
    )
    def test_real_ambiguous_ones(self, text, slugs):
        assert [place.slug for place in gazetteer().around(text)] == slugs

    @pytest.mark.parametrize(
        "text", ["hoeven", "wijk", "de wijk", "handel", "winkel", "waarde", "echt", "dieren", "brand", "binnenstad"]
    )
    def test_ordinary_words_are_not_expanded(self, text):
        assert lexicon().places.keys().isdisjoint({(text,), tuple(text.split())})

    def test_open_data_names_where_they_come_from(self, client):
        assert "GeoNames" in client.get("/open-data/").text

    def test_loading_again_changes_nothing(self, capsys):
        call_command("load_content")

        assert "new" not in capsys.readouterr().out
