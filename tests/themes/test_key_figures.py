"""Key figures: each with what it means, when, where and from which source; what is not known says so."""

import pytest

from core.records import State
from editorial.audit.models import AuditEntry
from search.documents import DocumentKind
from search.matching import Search
from tests.support import desk, make
from tests.support.document import Document
from themes.models import KeyFigure

pytestmark = pytest.mark.django_db

URL = "/cijfers/"


def groups(client):
    """The figures of the page: a dict from the heading of each group to the values in it."""
    sections = [
        part for part in Document(client.get(URL).text).find("section") if part.find("ul", **{"class": "results"})
    ]
    return {part.find("h2")[0].text: [value.text for value in part.find("strong")] for part in sections}


def test_a_figure_shows_all_that_is_known(client):
    source = make.publication(title="Brief aan de minister", date="2021-12-09")
    facts = {"value": "30%", "unit": "minder", "definition": "Zo telden zij.", "period": "2020", "place": "Nederland"}
    make.key_figure(publication=source, heading="Asiel", **facts)

    text = Document(client.get(URL).text).find("main")[0].text

    for fact in [*facts.values(), "Brief aan de minister", "9 december 2021", "‘Asiel’"]:
        assert fact in text


def test_what_the_source_leaves_out_is_said(client):
    make.key_figure(publication=make.publication())

    assert "Periode: niet genoemd in de bron. Gebied: niet bekend." in Document(client.get(URL).text).text


def test_figures_stand_once_under_the_first_of_their_main_themes(client):
    source = make.publication()
    second, first = make.theme(name="Wonen", position=2), make.theme(name="Opvang", position=1)
    hidden = make.theme(name="Geheim", position=0, state=State.DRAFT)
    make.key_figure(publication=source, value="A", themes=[second, make.theme(parent=first)])
    make.key_figure(publication=source, value="B", themes=[second, hidden])
    make.key_figure(publication=source, value="C", themes=[hidden])
    make.key_figure(publication=source, value="D", themes=[make.theme(parent=hidden)])

    assert list(groups(client).items())[:2] == [("Opvang", ["A"]), ("Wonen", ["B"])]
    assert sorted(groups(client)["Andere cijfers"]) == ["C", "D"]
    assert sum(len(values) for values in groups(client).values()) == 4


def test_a_theme_shows_its_figures_and_those_of_its_parts(client):
    theme = make.theme()
    make.key_figure(publication=make.publication(), value="A", themes=[theme, make.theme(parent=theme)])
    make.key_figure(publication=make.publication(), value="B", themes=[make.theme()])

    page = client.get(theme.get_absolute_url()).text

    assert page.count("<strong>A</strong>") == 1
    assert "<strong>B</strong>" not in page


def test_a_source_shows_the_figures_from_it(client):
    source = make.publication()
    make.key_figure(publication=source, unit="mensen in de opvang")

    assert "mensen in de opvang" in client.get(source.get_absolute_url()).text


@pytest.mark.parametrize("of", ["figure", "source"])
def test_what_is_not_published_is_nowhere(client, of):
    states = {"figure": {}, "source": {}} | {of: {"state": State.DRAFT}}
    source = make.publication(**states["source"])
    make.key_figure(publication=source, unit="mensen in tenten", **states["figure"])

    assert "in tenten" not in client.get(URL).text
    assert "in tenten" not in client.get("/zoeken/?q=tenten").text
    assert not Search("tenten", DocumentKind.KEY_FIGURE).exact


def test_search_leads_to_its_place_on_the_page(client):
    make.key_figure(publication=make.publication(), code="CIJ-90", unit="wachtende gezinnen")

    assert 'href="/cijfers/#cij-90"' in client.get("/zoeken/?q=wachtende+gezinnen").text
    assert 'id="cij-90"' in client.get(URL).text


def test_without_figures_the_page_says_so(client):
    response = client.get(URL)

    assert response.status_code == 200
    assert "Er staan nog geen cijfers op deze site." in response.text


@pytest.mark.parametrize(("method", "path", "status"), [("post", URL, 405), ("get", f"{URL}bestaat-niet/", 404)])
def test_other_requests(client, method, path, status):
    assert getattr(client, method)(path).status_code == status


def test_the_page_is_in_the_sitemap_and_the_footer(client):
    assert f"{URL}</loc>" in client.get("/sitemap.xml").text
    assert f'href="{URL}"' in client.get("/").text.split("<footer")[1]


def test_an_editor_adds_one_and_a_withdrawn_source_takes_it_away():
    client = desk.EditorsClient()
    client.force_login(make.editor())
    source, theme = make.publication(), make.theme()
    form = {"value": "12", "unit": "noodlocaties", "definition": "Zo geteld.", "themes": [theme.pk]}
    form |= {"publication": source.pk, "state": State.PUBLISHED}
    response = client.post(desk.address(KeyFigure, "add"), form)

    assert response.status_code == 302
    assert KeyFigure.objects.get().code == "RED-C0001"
    assert AuditEntry.objects.filter(object_type="themes.keyfigure").exists()
    assert Search("noodlocaties", DocumentKind.KEY_FIGURE).exact

    withdrawn = desk.opened(client, desk.address(source)) | {"state": "withdrawn", "withdrawal_reason": "Niet juist."}
    assert client.post(desk.address(source), withdrawn).status_code == 302
    assert not Search("noodlocaties", DocumentKind.KEY_FIGURE).exact
    assert "noodlocaties" not in client.get(URL).text


@pytest.mark.usefixtures("content")
def test_the_figures_of_the_sources(client):
    figures = KeyFigure.objects.published()
    text = client.get(URL).text

    assert set(figures.values_list("code", flat=True)) == {f"CIJ-{number}" for number in ("04", 10, 11, 13, 14, 15)}
    assert all(figure.definition and figure.themes.exists() for figure in figures)
    assert "Polen" not in text
