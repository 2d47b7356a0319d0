"""Home and the page about the site promise what the collection has, counted now."""

import re
from datetime import date

import pytest
from django.utils import timezone

from core.page_cache import release
from initiatives.choices import CostBand, InitiativeKind, InitiativeStatus
from initiatives.coverage.figures import Coverage
from initiatives.finder.catalogue import catalogue
from pages.about import upkeep
from sources.models import LinkCheck, Publication
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db

PROPOSAL = {"kind": InitiativeKind.PROPOSAL, "status": InitiativeStatus.PROPOSED}
FOREIGN = {"kind": InitiativeKind.FOREIGN, "country": "Canada"}


def text_of(client, path):
    return Document(client.get(path).text).find("main")[0].text


@pytest.mark.parametrize("path", ["/", "/over/"])
@pytest.mark.parametrize(
    ("kinds", "promise"),
    [
        ([{}], "1 voorbeeld van lokaal migratiebeleid."),
        ([{}, {}, PROPOSAL], "3 voorbeelden van lokaal migratiebeleid, waarvan 1 voorstel."),
        ([{}, FOREIGN], "2 voorbeelden van lokaal migratiebeleid, waarvan 1 uit het buitenland."),
        ([PROPOSAL, PROPOSAL, FOREIGN], ", waarvan 2 voorstellen en 1 uit het buitenland."),
    ],
)
def test_the_counts_are_those_of_now(client, path, kinds, promise):
    for fields in kinds:
        make.initiative(**fields)

    assert promise in text_of(client, path)


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("path", ["/", "/over/"])
def test_the_counts_are_those_of_the_finder(client, path):
    sentence = r"(\d+) voorbeelden van lokaal migratiebeleid, waarvan (\d+) voorstellen en (\d+) uit het buitenland"
    [counts] = re.findall(sentence, text_of(client, path))
    queries = ["", "?soort=voorstel", "?soort=buitenlands-voorbeeld"]

    totals = [client.get(f"/initiatieven/{query}").context["total"] for query in queries]
    assert [int(count) for count in counts] == totals == [128, 9, 9]


@pytest.mark.usefixtures("content")
def test_the_coverage_is_that_of_the_finder(client):
    coverage, page = Coverage(), client.get("/initiatieven/").context["facets"]
    facets = {facet.name: {option.value: option.count for option in facet.options} for facet in page}
    figures = coverage.as_figures()

    assert figures["initiatives"] == client.get("/initiatieven/").context["total"]
    assert figures["checked"] == facets["actualiteit"].get("gecontroleerd", 0) == upkeep().checked
    assert figures["costs"] == len(catalogue().any_of("kosten", CostBand.values)) > 0
    for name in ("actualiteit", "soort", "provincie"):
        shown = {value: count for value, count in figures["by"][name].items() if count}
        assert facets[name] == shown


def test_home_offers_no_theme_without_an_example(client):
    filled = make.theme(name="Opvang", slug="opvang")
    make.initiative(main_theme=filled, themes=[filled, make.theme(name="Bezet deel", parent=filled)])
    make.theme(name="Leeg deel", parent=filled)
    make.theme(name="Wonen", slug="wonen")
    page = Document(client.get("/").text)

    assert [stall.find("h3")[0].text for stall in page.find("article") if "stall" in stall["class"]] == ["Opvang"]
    assert "Bezet deel" in page.text
    assert "Leeg deel" not in page.text
    assert "Nog zonder voorbeeld: Wonen." in page.text


def test_who_runs_the_site_is_a_setting(client, settings):
    settings.SITE_OWNER = ""
    assert "Wie deze site beheert, is hier nog niet ingevuld." in text_of(client, "/over/")

    settings.SITE_OWNER = "Gemeente <Waterland>"
    assert "Deze site wordt beheerd door: Gemeente <Waterland>." in text_of(client, "/over/")
    assert "eigenaar" not in text_of(client, "/over/")


def test_another_owner_is_another_page_for_who_still_has_the_old_one(settings):
    release.cache_clear()
    before = release()
    settings.SITE_OWNER = "Gemeente Waterland"
    release.cache_clear()

    assert release() != before
    release.cache_clear()


def test_what_was_checked_is_counted(client):
    dated, undated = make.publication(date="2025"), make.publication(url="https://bron.example/2")
    make.publication(state="draft")
    make.initiative(sources=[dated], checked_on=date(2026, 1, 1))
    make.initiative(sources=[undated])

    text = text_of(client, "/over/")
    assert "Van de 2 bronnen op deze site is bij 1 geen datum bekend." in text
    assert "De redactie heeft 1 van de 2 voorbeelden nagekeken." in text
    assert "Of de links naar bronnen werken, is nog niet gecontroleerd." in text

    LinkCheck.objects.create(publication=dated, address=dated.url, state="werkt", checked_at=timezone.now())
    assert "Dat is bij 1 van de 2 links gedaan, voor het laatst op" in text_of(client, "/over/")
    assert Publication.objects.published().count() == 2


@pytest.mark.usefixtures("content")
def test_the_reason_for_this_site_is_an_ask_of_the_sources(client):
    assert "inspirerende lokale initiatieven" in text_of(client, "/over/")


def newest(client):
    """The section of home with the newest examples: its text, and the titles of its cards."""
    (section,) = Document(client.get("/").text).find("section", **{"aria-labelledby": "nieuw"})
    return section.text, [heading.text for heading in section.find("h3")]


def test_home_says_checked_only_when_some_are(client):
    make.initiative(title="Uit de bron", as_of="2026-11")
    assert "nagekeken" not in newest(client)[0].lower()

    make.initiative(title="Nagekeken taalles", checked_on=date(2026, 11, 1))
    assert "1 daarvan is nagekeken." in newest(client)[0]


def test_of_the_newest_home_prefers_what_says_most(client):
    place = make.municipality()
    with make.together():
        for number in range(6):
            make.initiative(title=f"Weinig bekend {number}", as_of="2026-10", municipalities=[place])
    make.initiative(title="Kosten zonder gemeente", as_of="2026-09", cost_yearly="€ 5")
    make.initiative(title="Met kosten", as_of="2026-08", cost_yearly="€ 5", municipalities=[place])
    told = make.initiative(title="Met uitkomst", as_of="2026-07", municipalities=[place])
    measured = {"value": "5", "unit": "banen", "definition": "Met werk", "period": "2025"}
    told.results.create(kind="uitkomst", **measured, publication=make.publication())

    assert newest(client)[1][:3] == ["Met kosten", "Met uitkomst", "Weinig bekend 0"]
