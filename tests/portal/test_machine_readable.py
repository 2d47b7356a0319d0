"""What a page tells programs: its forms (WEB-05), how to search (WEB-04), and what it is about (OD-05)."""

import json
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from opendata.linked.identifiers import permanent_url
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
FEED = "application/atom+xml"


def page_at(path):
    response = Client().get(path)
    assert response.status_code == 200, path
    return Document(response.text)


def links(page, rel):
    """The links in the head of a page: a dict from media type to addresses, in order."""
    found = {}
    for link in page.find("link"):
        if link["rel"] == rel:
            found.setdefault(link["type"], []).append(link["href"])
    return found


def things(page):
    """What is in the structured data of a page: a dict from type to the thing."""
    scripts = page.find("script", type="application/ld+json")
    return {thing["@type"]: thing for thing in (json.loads(script.text) for script in scripts)}


def test_web04_a_browser_can_search_here():
    assert links(page_at("/"), "search") == {"application/opensearchdescription+xml": ["/opensearch.xml"]}
    response = Client().get("/opensearch.xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    [template] = [url.get("template") for url in root.findall("o:Url[@type='text/html']", OPENSEARCH)]

    assert response.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    assert 0 < len(root.findtext("o:ShortName", "", OPENSEARCH)) <= 16
    assert template.startswith(f"{settings.PORTAL_URL}/")
    assert Client().get(template.removeprefix(settings.PORTAL_URL).replace("{searchTerms}", "taal")).status_code == 200


def test_every_page_of_a_record_names_its_data():
    initiative = make.initiative(code="INI-01", sources=[make.publication(code="PUB-1")])
    records = [initiative, initiative.main_theme, make.concept(), make.organisation(), make.municipality()]
    for record in [*records, make.bundle(initiative), make.bottleneck(), make.framework(), *initiative.citations.all()]:
        record = getattr(record, "publication", record)
        found = links(page_at(record.get_absolute_url()), "alternate")
        for media_type in ("application/ld+json", "text/turtle"):
            [address] = found[media_type]
            assert Client().get(address).headers["Content-Type"].startswith(media_type)
            assert permanent_url(record).rpartition("/")[2] in address


@pytest.mark.parametrize("kind", ["thema", "gemeente", "knelpunt", "kader", "stapel"])
def test_web05_a_theme_and_a_municipality_have_a_feed(kind):
    place, theme = make.municipality(), make.theme()
    bottleneck, framework = make.bottleneck(), make.framework()
    initiative = make.initiative(
        main_theme=theme, municipalities=[place], bottlenecks=[bottleneck], frameworks=[framework]
    )
    make.initiative(title="Ander")
    records = dict(zip(["thema", "gemeente", "knelpunt", "kader"], [theme, place, bottleneck, framework], strict=True))
    record = (records | {"stapel": make.bundle(initiative)})[kind]
    address = links(page_at(record.get_absolute_url()), "alternate")[FEED][-1]
    feed = ElementTree.fromstring(Client().get(address).content)  # noqa: S314 - our own
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")

    assert address == f"/initiatieven/feed/?{kind}={record.slug}"
    assert str(record) in feed.findtext("{http://www.w3.org/2005/Atom}title")
    assert feed.findtext("{http://www.w3.org/2005/Atom}id") == f"{settings.PORTAL_URL}{address}"
    assert [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries] == [initiative.title]


def test_web05_the_finder_names_the_feed_and_the_file_of_the_selection():
    theme = make.theme()
    make.initiative(main_theme=theme)
    found = links(page_at(f"/initiatieven/?thema={theme.slug}&pagina=1"), "alternate")

    assert found[FEED] == [f"/initiatieven/feed/?thema={theme.slug}"]
    assert found["text/csv"] == [f"/initiatieven/export/?thema={theme.slug}"]
    assert links(page_at("/initiatieven/"), "alternate")[FEED] == ["/initiatieven/feed/"]


class TestOD05:
    def test_website_with_its_search(self):
        website = things(page_at("/"))["WebSite"]

        assert website["potentialAction"]["@type"] == "SearchAction"

    def test_a_municipality_is_a_government_organization(self):
        place = make.municipality(name="Amsterdam")
        found = things(page_at(place.get_absolute_url()))

        assert found["GovernmentOrganization"]["sameAs"] == place.tooi_uri
        assert found["GovernmentOrganization"]["@id"] == permanent_url(place)
        assert found["BreadcrumbList"]["itemListElement"][-1]["item"].endswith(place.get_absolute_url())

    def test_a_ministry_is_one_and_a_foundation_is_not(self):
        address = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1058"
        ministry, foundation = make.organisation(tooi_uri=address), make.organisation()

        assert things(page_at(ministry.get_absolute_url()))["GovernmentOrganization"]["sameAs"] == address
        assert "sameAs" not in things(page_at(foundation.get_absolute_url()))["Organization"]

    def test_the_market_is_an_event(self):
        organisation = make.organisation(name="Raad")
        edition = make.market(organiser=organisation, publication=make.publication())
        event = things(page_at("/inspiratiemarkt/"))["Event"]

        assert event["startDate"] == "2026-11-12"
        assert event["@id"] == permanent_url(edition)

    def test_a_concept_is_a_defined_term(self):
        concept = make.concept(term="asielzoeker", scope_note="Wie asiel vraagt.", synonyms=["asielaanvrager"])
        term = things(page_at(concept.get_absolute_url()))["DefinedTerm"]

        assert (term["name"], term["description"]) == ("asielzoeker", "Wie asiel vraagt.")
        assert term["alternateName"] == ["asielaanvrager"]
        assert term["inDefinedTermSet"] == things(page_at("/begrippen/"))["DefinedTermSet"]["@id"]

    def test_an_article_says_when_it_changed(self):
        initiative = make.initiative(content_changed_on="2026-03-01")
        found = things(page_at(initiative.get_absolute_url()))

        assert found["Article"]["dateModified"] == "2026-03-01"

    def test_the_data_are_datasets(self):
        catalogue = things(page_at("/open-data/"))["DataCatalog"]
        files = [file for dataset in catalogue["dataset"] for file in dataset["distribution"]]

        assert {dataset["@type"] for dataset in catalogue["dataset"]} == {"Dataset"}
        assert {dataset["license"] for dataset in catalogue["dataset"]} == {
            "https://creativecommons.org/licenses/by/4.0/"
        }
        for file in files:
            response = Client().get(file["contentUrl"].removeprefix(settings.PORTAL_URL))
            assert response.headers["Content-Type"].startswith(file["encodingFormat"])
            response.getvalue()
