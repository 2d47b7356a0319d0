"""Which addresses seem to lead to something else than what we cite by them."""

import pytest
from django.urls import reverse

from initiatives.suspect_addresses import suspect_addresses
from sources.addresses import names_another_subject, place_stems
from sources.models import Publication
from tests.support import desk, make

PLACES = place_stems(["Utrecht", "Deventer", "Waalwijk", "Ede", "West Betuwe"])
OTHER_ARTICLES = [
    (
        "https://www.ad.example/utrecht/automobiliste-hindert-politie-op-rondweg-houten-wat-een-muts~a0805fff/",
        "Het Utrechtse Plan Einstein (bericht over het onderzoek)",
    ),
    (
        "https://krant.example/deventer/minder-treinen-bij-deventer-omdat-vrachtwagen-tegen-spoorbrug-knalt~a3e9d66d/",
        "Deventer blijft eigenhandig uitgeprocedeerde asielzoekers opvangen",
    ),
    (
        "http://krant.example/waalwijk/waalwijk-klaar-voor-utrechtse-invasie~a2c9edde/",
        "Inwonerspanel Sprekend Waalwijk: ‘Arbeidsmigrant het best af in gewone woonwijk’",
    ),
]
SAME_SUBJECT = [
    ("https://krant.example/nieuws/proef-met-statushouderswoningen-begint", "Woning voor statushouders"),
    ("https://krant.example/nieuws/oekrainers-blijven-in-opvanglocatie", "Oekraïners langer in het hotel"),
    ("https://rijk.example/2018/03/30/migratiebeleid-toekomstbestendig", "Integrale migratieagenda"),
    ("https://stad.example/wonen/gemengd-wonen-place2bu/", "Gemengd Wonen (Place2BU)"),
]
WITHOUT_A_SLUG = [
    "https://zoek.example/kst-36333-5.html",
    "https://berthub.example/tkconv/document.html?nummer=2026D07537",
    "https://eur-lex.example/legal-content/EN/TXT/?uri=CELEX:32026D1912",
    "https://krant.example/nieuws/1234567",
    "https://stad.example/bestanden/besluit-college-definitief.pdf",
    "https://stad.example/",
]


@pytest.mark.parametrize(("address", "title"), OTHER_ARTICLES)
def test_another_article(address, title):
    assert names_another_subject(address, [title], PLACES)


@pytest.mark.parametrize(("address", "title"), SAME_SUBJECT)
def test_the_same_subject_in_other_words(address, title):
    assert not names_another_subject(address, [title], PLACES)


@pytest.mark.parametrize("address", WITHOUT_A_SLUG)
def test_an_address_without_a_slug_proves_nothing(address):
    assert not names_another_subject(address, ["Iets over tussenvoorzieningen"], PLACES)


@pytest.mark.django_db
class TestAtTheDesk:
    @pytest.fixture
    def suspect(self):
        make.municipality(name="Deventer")
        address, title = OTHER_ARTICLES[1]
        return make.publication(url=address, title=title)

    def test_the_title_of_an_initiative_counts(self, suspect):
        make.initiative(title="Vrachtwagen als taalklas", sources=[suspect])

        assert not suspect_addresses().exists()

    def test_hidden_sources_are_no_task(self, suspect):
        Publication.objects.update(state="draft")

        assert not suspect_addresses().exists()

    def test_the_desk_lists_it_until_an_editor_confirms_it(self, client, suspect):
        client.force_login(make.editor())
        tasks = desk.address(Publication, "changelist", werk="adres")
        assert f'href="{tasks}"' in client.get(reverse("admin:index")).text
        assert list(client.get(tasks).context["cl"].queryset) == [suspect]

        form = desk.address(suspect)
        client.post(form, desk.opened(client, form) | {"url_confirmed_on": "2026-11-29"})
        assert not client.get(tasks).context["cl"].queryset

    def test_another_address_must_be_confirmed_again(self, client, suspect):
        client.force_login(make.editor())
        Publication.objects.filter(pk=suspect.pk).update(url_confirmed_on="2026-11-29")
        form = desk.address(suspect)
        client.post(form, desk.opened(client, form) | {"url": OTHER_ARTICLES[0][0]})

        assert list(suspect_addresses()) == [suspect]

    def test_an_unknown_filter_is_not_everything(self, client, suspect):
        client.force_login(make.editor())

        assert not client.get(desk.address(Publication, "changelist", werk="onzin")).context["cl"].queryset


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
def test_of_all_addresses_in_the_fixtures_none_is_suspect():
    """Of 423 addresses, 8 were suspect at first: 7 led elsewhere, and of 1 the slug is of an older headline."""
    assert [row.code for row in suspect_addresses()] == []
    Publication.objects.update(url_confirmed_on=None)

    assert [row.code for row in suspect_addresses()] == ["SAM-17.2"]
