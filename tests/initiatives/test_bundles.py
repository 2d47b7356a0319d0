"""A bundle ("stapel"): examples that an editor chose for one question; what is not published of it leaves no trace."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from core.generation import content_change
from core.records import State
from editorial.revisions import scheduling
from initiatives.models import Bundle, BundleItem, Initiative
from search import index
from search.models import Entry
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
PATH = "/stapels/kleine-opvang/"


@pytest.fixture
def examples():
    """Three examples of which the second stopped."""
    return [
        make.initiative(title="Boerderij", slug="boerderij"),
        make.initiative(title="Hotel", slug="hotel", status="gestopt"),
        make.initiative(title="School", slug="school"),
    ]


@pytest.fixture
def bundle(examples):
    return make.bundle(
        *examples,
        slug="kleine-opvang",
        title="Kleine opvang",
        remarks=["Op het land.", "Te duur.", "In de wijk."],
        lessons=["Begin op tijd.", "Reken eerst."],
        checklist="Bel de buren.\n\nSpreek een einddatum af.",
    )


def set_state(initiative, state):
    """Publish or withdraw, as every door to the site does: with an update of the search index."""
    with content_change():
        Initiative.objects.filter(pk=initiative.pk).update(state=state, withdrawal_reason="Het klopte niet.")
        index.update(Initiative.objects.filter(pk=initiative.pk))


def section(page, name):
    """The text of a section of a page, without its heading; empty when there is none."""
    sections = page.find("section", **{"aria-labelledby": name})
    return sections[0].text if sections else ""


def found(client, words):
    """The titles that the search page shows for some words."""
    return [
        link.text for link in Document(client.get("/zoeken/", {"q": words}).text).find("a", **{"class": "found__title"})
    ]


def test_the_page_has_examples_lessons_and_a_checklist(client, bundle):
    page = Document(client.get(PATH).text)

    assert [link.text for link in page.find("h3")[:3]] == ["Boerderij", "School", "Hotel"]
    assert "Op het land." in section(page, "voorbeelden")
    assert "Hotel" not in section(page, "voorbeelden")
    assert "Te duur." in section(page, "gestopt")
    assert "Begin op tijd. Uit: Boerderij" in section(page, "lessen")
    assert [point.text for point in page.find("ul", **{"class": "checklist"})[0].find("li")] == [
        "Bel de buren.",
        "Spreek een einddatum af.",
    ]
    assert "3 voorbeelden, waarvan 1 gestopt" in page.text


def test_all_examples_go_on_the_list_at_once(client, bundle, examples):
    page = Document(client.get(PATH, {"lijst": examples[1].code}).text)
    link = next(link for link in page.find("a") if "alle 3 op uw lijst" in link.text)

    answer = client.get(link["href"])

    others = [example.code for example in examples if example != examples[1]]
    assert link["href"] == f"/lijst/?lijst={'.'.join([examples[1].code, *others])}"
    for example in examples:
        assert example.title in answer.text


def test_its_sources_are_those_of_its_examples(client, bundle, examples):
    examples[0].citations.create(publication=make.publication(title="Rapport"))
    examples[0].citations.create(publication=make.publication(title="Geheim rapport", state=State.DRAFT))
    hidden = make.initiative(state=State.DRAFT, sources=[make.publication(title="Van een concept")])
    bundle.items.create(initiative=hidden)

    sources = section(Document(client.get(PATH).text), "bronnen")
    assert "Rapport" in sources
    assert "Geheim rapport" not in sources
    assert "Van een concept" not in sources


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_an_example_that_is_not_published_leaves_no_trace(client, bundle, examples, state):
    set_state(examples[1], state)

    for path in [PATH, "/stapels/", "/initiatieven/?stapel=kleine-opvang"]:
        page = client.get(path)
        assert page.status_code == 200
        assert not [text for text in ("Hotel", "/hotel/", "Te duur.", "Reken eerst.") if text in page.text], path
    assert "2 voorbeelden" in client.get("/stapels/").text
    assert found(client, "reken eerst") == []


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_bundle_without_an_example_to_show_is_not_public(client, bundle, examples, state):
    for initiative in examples:
        set_state(initiative, state)

    assert client.get(PATH).status_code == 404
    assert not Entry.objects.filter(title="Kleine opvang").exists()
    for path in ["/", "/stapels/", "/sitemap.xml"]:
        assert "Kleine opvang" not in client.get(path).text, path
        assert PATH not in client.get(path).text, path
    assert client.get("/initiatieven/export/?stapel=kleine-opvang").status_code == 400
    assert bundle.is_published is False

    set_state(examples[0], State.PUBLISHED)
    assert client.get(PATH).status_code == 200
    assert Entry.objects.filter(title="Kleine opvang").exists()


def test_an_example_of_which_the_time_is_over_goes_by_itself(client, bundle, examples):
    past = timezone.now() - timedelta(minutes=1)
    Initiative.objects.filter(pk__in=[initiative.pk for initiative in examples]).update(offline_at=past)
    scheduling.run()

    assert client.get(PATH).status_code == 404
    assert not Entry.objects.filter(title="Kleine opvang").exists()


def test_a_withdrawn_bundle_says_why(client, bundle):
    with content_change():
        Bundle.objects.update(state=State.WITHDRAWN, withdrawal_reason="Een nieuwe stapel kwam ervoor in de plaats.")

    page = client.get(PATH)
    assert page.status_code == 410
    assert "Een nieuwe stapel kwam ervoor in de plaats." in page.text


def test_it_is_a_selection_of_the_finder(client, bundle, examples):
    make.initiative(title="Niet erin", slug="niet-erin")

    assert client.get("/initiatieven/?stapel=kleine-opvang").context["total"] == 3
    assert "Stapel: Kleine opvang" in client.get("/initiatieven/?stapel=kleine-opvang").text
    assert client.get("/initiatieven/?stapel=kleine-opvang&status=gestopt").context["total"] == 1
    assert client.get("/initiatieven/?stapel=bestaat-niet").context["total"] == 0
    feed = client.get("/initiatieven/feed/?stapel=kleine-opvang").text
    assert [title in feed for title in ("Boerderij", "Hotel", "School", "Niet erin")] == [True, True, True, False]


def test_the_export_has_exactly_these(client, bundle):
    make.initiative(title="Niet erin")
    [link] = [a["href"] for a in Document(client.get(PATH).text).find("a") if a.text.startswith("Download")]

    rows = csv.DictReader(io.StringIO(client.get(link).getvalue().decode("utf-8-sig")))
    assert sorted(row["titel"] for row in rows) == ["Boerderij", "Hotel", "School"]


def test_a_change_of_the_bundle_changes_the_selection(client, bundle, examples):
    assert client.get("/initiatieven/?stapel=kleine-opvang").context["total"] == 3
    with content_change():
        BundleItem.objects.filter(initiative=examples[0]).delete()

    assert client.get("/initiatieven/?stapel=kleine-opvang").context["total"] == 2


def test_it_is_on_home_its_themes_and_its_examples(client, bundle, examples):
    theme = make.theme(slug="opvang")
    part = make.theme(slug="kleinschalig", parent=theme)
    with content_change():
        bundle.themes.set([part])

    for path in ["/", "/themas/opvang/", "/themas/kleinschalig/", "/initiatieven/hotel/", "/stapels/", "/sitemap.xml"]:
        assert PATH in client.get(path).text, path
    assert PATH not in client.get(f"/themas/{make.theme().slug}/").text


def test_it_is_found_by_its_question_and_its_lessons(client, bundle):
    assert found(client, "kleine opvang")[0] == "Kleine opvang"
    assert "Kleine opvang" in found(client, "reken eerst")
    assert "Kleine opvang" in found(client, "einddatum")


@pytest.mark.usefixtures("content")
def test_each_lesson_of_the_collection_and_each_example_is_shown(client):
    for bundle in Bundle.objects.published():
        page = client.get(bundle.get_absolute_url()).text
        items = list(bundle.items.select_related("initiative"))
        assert len(items) >= 5
        assert sum(bool(item.lesson) for item in items) >= 3
        assert len(bundle.checklist_points) >= 5
        for item in items:
            assert item.initiative.get_absolute_url() in page, item


def test_its_note_has_what_can_be_seen_of_it(client, bundle, examples):
    set_state(examples[1], State.WITHDRAWN)
    [note] = [a["href"] for a in Document(client.get(PATH).text).find("a") if a.text.startswith("Notitie")]

    page = client.get(note).text
    assert "Boerderij" in page
    assert "School" in page
    assert "Hotel" not in page


def test_each_source_says_of_which_examples_it_is(client, bundle, examples):
    report = make.publication(title="Rapport")
    for initiative in examples[:2]:
        initiative.citations.create(publication=report)
    hidden = make.initiative(title="Een concept", state=State.DRAFT, sources=[report])
    bundle.items.create(initiative=hidden)

    sources = section(Document(client.get(PATH).text), "bronnen")
    assert "(bij: Boerderij; Hotel)" in sources
    assert "Een concept" not in sources
