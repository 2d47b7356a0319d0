"""Papers are found by what they are and by the text of their first pages, as long as the site offers them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.generation import content_change
from editorial.revisions import scheduling
from initiatives.models import Initiative
from library.jobs import read_papers
from library.models import Paper
from search.models import Entry
from tests.support import desk, files, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
FIELDS = {"title": "Noodopvang aan de Vecht", "kind": "raadsvoorstel", "licence": "cc0", "year": "2024"}


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }


@pytest.fixture
def boss(client):
    client.force_login(make.editor(superuser=True))
    return client


def offered(paper, **fields):
    """An initiative that offers a paper."""
    initiative = make.initiative(**fields)
    initiative.attachments.create(paper=paper)
    return make.published(initiative)


def found(client, words):
    """The titles of the papers that the search finds."""
    page = Document(client.get("/zoeken/", {"q": words, "soort": "documenten"}).text)
    return [link.text for link in page.find("a", **{"class": "found__title"})]


def test_it_is_found_by_kind_place_year_and_text(client):
    place = make.municipality(name="Weesp")
    offered(make.paper(title="Aan de Vecht", municipality=place, year=2024, text="Twintig bedden in de gymzaal."))

    for words in ("raadsvoorstel Weesp", "raadsvoorstel 2024 Vecht", "bedden gymzaal", "raadsvoorstel bed"):
        assert found(client, words) == ["Aan de Vecht"], words
    assert found(client, "bewonersbrief Weesp") == []


def test_a_hit_says_what_it_is_and_where_it_belongs(client):
    paper = make.paper(title="Aan de Vecht", municipality=make.municipality(name="Weesp"), year=2024, size=2048)
    initiative = offered(paper, title="Opvang <aan> de Vecht")
    text = client.get("/zoeken/", {"q": "vecht", "soort": "documenten"}).text
    [facts] = Document(text).find("p", **{"class": "found__facts"})

    assert facts.text == "Raadsvoorstel · Weesp · 2024 · PDF, 2,0 KB · hoort bij Opvang <aan> de Vecht"
    assert f'<a href="{initiative.get_absolute_url()}">Opvang &lt;aan&gt; de Vecht</a>' in text
    assert f'class="found__title" href="{paper.download}"' in text


def test_the_finder_says_how_many_there_are(client):
    offered(make.paper(title="Taalles"), title="Taalles")

    assert "1 document hierover" in client.get("/initiatieven/", {"q": "taalles"}).text


def test_its_text_is_on_a_page_only_as_an_excerpt(client):
    text = "kop " + "vulling " * 60 + "kazerne " + "vulling " * 60 + "staart"
    initiative = offered(make.paper(text=text))
    page = client.get("/zoeken/", {"q": "kazerne"}).text

    assert "<mark>kazerne</mark>" in page
    assert "staart" not in page
    assert "vulling" not in client.get(initiative.get_absolute_url()).text


class TestWhatIsNotPublic:
    @pytest.mark.parametrize("state", ["draft", "withdrawn"])
    def test_a_paper_of_what_is_not_on_the_site(self, client, state):
        offered(make.paper(title="Geheim"), state=state)
        make.paper(title="Geheim en los")

        assert found(client, "geheim") == []
        assert not Entry.objects.filter(title__startswith="Geheim").exists()

    def test_it_leaves_with_its_initiative(self, client, boss):
        initiative = offered(make.paper(title="Kazerne"))
        assert found(client, "kazerne") == ["Kazerne"]
        desk.act(boss, "withdraw", initiative, confirm="on", reason="Het klopt niet.")

        assert not Entry.objects.filter(title="Kazerne").exists()
        assert found(client, "kazerne") == []

    def test_it_leaves_when_the_time_of_its_initiative_is_over(self, client):
        initiative = offered(make.paper(title="Kazerne"))
        with content_change():
            Initiative.objects.filter(pk=initiative.pk).update(offline_at=timezone.now() - timedelta(hours=1))
        assert found(client, "kazerne") == []
        scheduling.run()

        assert not Entry.objects.filter(title="Kazerne").exists()

    def test_it_comes_and_goes_with_a_published_version(self, client, boss):
        initiative, paper = make.initiative(municipalities=[make.municipality()]), make.paper(title="Kazerne")
        desk.save(boss, initiative, **desk.part("attachments", paper=paper.pk))
        assert not Entry.objects.filter(title="Kazerne").exists()
        desk.publish(initiative)
        assert Entry.objects.filter(title="Kazerne").exists()

        part = initiative.attachments.get()
        desk.save(boss, initiative, **{**desk.part("attachments", id=part.pk, paper=paper.pk, DELETE="on")})
        assert Entry.objects.filter(title="Kazerne").exists()
        desk.publish(initiative)
        assert not Entry.objects.filter(title="Kazerne").exists()

    def test_it_leaves_when_personal_data_are_seen_in_it(self, client, boss):
        paper = make.paper(title="Kazerne")
        offered(paper)
        desk.save(boss, paper, personal_data_checked="")

        assert not Entry.objects.filter(title="Kazerne").exists()

    def test_slides_come_and_go_with_their_market(self, client, boss):
        edition = make.market(organiser=make.organisation(), publication=make.publication(), date="2025-11-12")
        desk.save(boss, edition, took_place="on", **desk.part("slides", paper=make.paper(title="Kazerne").pk))
        assert found(client, "kazerne") == ["Kazerne"]
        assert f"hoort bij {edition.title}" in Document(client.get("/zoeken/?q=kazerne").text).text
        desk.act(boss, "withdraw", edition, confirm="on", reason="Het klopt niet.")

        assert not Entry.objects.filter(title="Kazerne").exists()


class TestReading:
    def test_an_upload_is_read(self, client, boss):
        data = files.pdf(texts=["De gymzaal krijgt twintig bedden."])
        boss.post(desk.address(Paper, "add"), {**FIELDS, "personal_data_checked": "on", "file": files.upload(data)})
        paper = Paper.objects.get()
        assert paper.text == "De gymzaal krijgt twintig bedden."
        offered(paper)

        assert found(client, "gymzaal") == ["Noodopvang aan de Vecht"]

    def test_what_was_there_before_is_read_later(self, client):
        paper = make.paper(title="Kazerne", format="docx", data=files.docx("Twintig bedden"))
        offered(paper)
        assert found(client, "bedden") == []

        assert read_papers().startswith("1 documenten")
        assert found(client, "bedden") == ["Kazerne"]
        assert read_papers().startswith("0 documenten")

    def test_a_file_that_is_gone_is_no_reason_to_stop(self):
        Paper.objects.create(title="Weg", kind="overig", format="pdf", licence="cc0")

        assert read_papers().startswith("0 documenten")


def test_hits_cost_no_query_each(client, django_assert_max_num_queries):
    with make.together():
        for number in range(6):
            offered(make.paper(title=f"Kazerne {number}", text="tekst"), title=f"Hier {number}")
    client.get("/zoeken/?q=kazerne")
    with django_assert_max_num_queries(12):
        client.get("/zoeken/?q=kazerne")
