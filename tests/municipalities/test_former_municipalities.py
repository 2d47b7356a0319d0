"""What merged since 2010: each of the old names finds the municipality of today, with the year and its source."""

import pytest
from django.conf import settings
from django.urls import reverse

from editorial.content.files import ContentError, municipality_rows
from editorial.imports.lookups import all_lookups
from editorial.submissions.drafts import find_municipalities
from initiatives.models import Initiative
from municipalities.gazetteer import gazetteer
from municipalities.mentions import villages_in
from municipalities.models import MunicipalityName, Place
from search.documents import DocumentKind
from search.lexicon import lexicon
from search.matching import Search
from search.models import Entry
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
ALSO_ELSEWHERE = {"Loenen": ["Apeldoorn", "Stichtse Vecht"]}


def former_names():
    names = MunicipalityName.objects.filter(merged_year__isnull=False).select_related("municipality", "publication")
    return [(other.name, other.municipality, other) for other in names]


@pytest.mark.usefixtures("content")
class TestOnRealContent:
    def test_there_are_many_and_each_has_a_year_and_a_public_source(self):
        others = [other for _name, _municipality, other in former_names()]

        assert len(others) > 90
        assert {other.merged_year for other in others} == set(range(2010, 2024)) - {2020}
        assert [other.name for other in others if str(other.merged_year) not in other.label] == []

    def test_each_is_found_wherever_somebody_names_a_municipality(self):
        lookup = all_lookups()["municipalities"]
        for name, municipality, _other in former_names():
            if name in ALSO_ELSEWHERE:
                continue
            assert gazetteer().find(name).slug == municipality.slug, name
            assert lookup.find(f"gemeente {name}") == municipality.pk, name
            assert find_municipalities(name) == ([municipality.slug], []), name

    @pytest.mark.parametrize(("name", "municipalities"), ALSO_ELSEWHERE.items())
    def test_what_is_also_a_village_elsewhere_is_asked(self, name, municipalities):
        assert gazetteer().find(name) is None
        assert [place.name for place in gazetteer().around(name)] == municipalities
        assert all(place in gazetteer().did_you_mean(name) for place in municipalities)
        assert find_municipalities(name) == ([], [name])
        lookup = all_lookups()["municipalities"]
        assert lookup.find(name) is None
        assert all(place in lookup.did_you_mean(name) for place in municipalities)

    def test_the_public_search_finds_each(self):
        words = set(Place.objects.filter(has_other_meaning=True).values_list("name", flat=True))
        for name, municipality, _other in former_names():
            titles = Entry.objects.filter(pk__in=Search(name, DocumentKind.MUNICIPALITY).matches)
            if name in words:
                assert municipality.name in [place.name for place in villages_in(name)[0].municipalities], name
            else:
                assert municipality.name in titles.values_list("title", flat=True), name

    def test_the_finder_takes_one_for_the_own_municipality(self, client):
        page = Document(client.get("/initiatieven/", {"zoals": "Beemster"}).text)

        assert "Purmerend" in page.text

    def test_the_list_to_choose_from_is_searched_by_old_names(self, client):
        used = set(Initiative.objects.published().values_list("municipalities", flat=True))
        name, municipality = next((name, own) for name, own, _other in former_names() if own.pk in used)
        page = Document(client.get(reverse("initiatives:choices", args=["gemeente"]), {"zoek": name}).text)

        (option,) = [label for label in page.find("label") if name in (label["data-also"] or "")]
        assert municipality.name in option.text
        assert option["hidden"] is None

    def test_the_page_of_a_municipality_says_until_when(self, client):
        page = Document(client.get("/gemeenten/maashorst/").text)

        assert "Uden (gemeente tot 2022)" in page.text
        assert "Nederland krimpt vanaf januari tot 345 gemeenten" in page.text


class TestOnBuiltRecords:
    @pytest.fixture
    def purmerend(self):
        municipality = make.municipality(name="Purmerend", slug="purmerend")
        municipality.other_names.create(name="Beemster", merged_year=2022, publication=make.publication())
        municipality.other_names.create(name="Purmer", merged_year=2022, publication=make.publication())
        make.published(municipality)
        return municipality

    def test_what_merged_is_a_place_in_it_and_no_other_name_for_it(self, purmerend):
        place = gazetteer().places["purmerend"]

        assert (place.other_names, place.former) == ((), ("Beemster", "Purmer"))
        assert lexicon().other_names(["beemster"])
        assert [mention.name for mention in villages_in("opvang in Beemster")] == ["Beemster"]

    def test_a_village_of_that_name_elsewhere_makes_us_ask(self, purmerend):
        make.place("Purmer", municipality=make.municipality(name="Elders", slug="elders"))

        assert gazetteer().find("Purmer") is None
        assert gazetteer().did_you_mean("Purmer") == "Purmer ligt in Elders en Purmerend. Welke gemeente bedoelt u?"

    def test_a_word_stays_a_word(self, purmerend):
        make.place("Beemster", municipality=purmerend, has_other_meaning=True)
        make.published(purmerend)

        assert gazetteer().find("Beemster").slug == "purmerend"
        assert villages_in("wat een beemster is dat") == []


@pytest.mark.parametrize("cell", ["Oud:2022", "Oud:ooit:FUS-01", "Oud:2022:FUS-01:x"])
def test_a_notation_that_is_wrong_is_named(tmp_path, cell):
    lines = (settings.BASE_DIR / "fixtures" / "municipalities.csv").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "municipalities.csv"
    path.write_text("\n".join([lines[0], lines[1].rpartition(",")[0] + f",{cell}"]), encoding="utf-8")

    with pytest.raises(ContentError, match=r"GM0014.*deze rij klopt niet"):
        list(municipality_rows(path))
