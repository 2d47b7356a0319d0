"""The style of the site: light pages, colours that can be told apart, stalls, paper, and the style guide."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from initiatives.models import Initiative
from portal import design_tokens
from tests.support.document import Document
from themes.models import Theme

STYLES = settings.BASE_DIR / "static" / "css"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(|\b(?:white|red|green|blue|gr[ae]y)\b(?!-)")
COMMENT, BLOCK, CLASS = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\{[^{}]*\}"), re.compile(r"\.([a-z][\w-]*)")
PAGES = ["/", "/initiatieven/", "/initiatieven/?thema=opvang", "/themas/opvang/", "/gemeenten/ede/", "/kaders/"]
MAPS = ["/gemeenten/", "/initiatieven/?weergave=kaart"]  # 342 links with a name each, for which the budget is wider
STYLE = "/over/stijl/"
NEVER_ALONE = {"line", "cloth"}  # they part or decorate, and say nothing by themselves
GROUNDS = ["paper", "surface", "sand", "primary", "ink"]


def gzipped_size(data):
    """The size of what travels, in bytes."""
    return len(gzip.compress(data))


def scripts(response):
    """The scripts that a page fetches in production, without that for developers."""
    return [
        script
        for script in Document(response.text).find("script")
        if script["src"] and "django-htmx" not in script["src"]
    ]


def sheet(name):
    """A style sheet without its comments."""
    return COMMENT.sub(" ", (STYLES / name).read_text(encoding="utf-8"))


def component_classes():
    """The names of the classes that components.css styles."""
    return set(CLASS.findall(BLOCK.sub(" ", sheet("components.css"))))


def style_guide(client):
    return Document(client.get(STYLE).text)


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(client, path):
    response = client.get(path)
    links = [link["href"] for link in Document(response.text).find("link", rel="stylesheet")]
    files = [settings.BASE_DIR / link.strip("/") for link in links]

    assert len(response.content) <= 60 * 1024
    assert gzipped_size(response.content) <= 15 * 1024
    assert sum(gzipped_size(file.read_bytes()) for file in files) <= 12 * 1024


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
@pytest.mark.parametrize("path", MAPS)
def test_a_page_with_the_map_is_light(client, path):
    assert gzipped_size(client.get(path).content) <= 35 * 1024


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/initiatieven/", *MAPS])
def test_scripts_are_light(client, path):
    files = [finders.find(script["src"].removeprefix("/static/")) for script in scripts(client.get(path))]

    assert files
    assert sum(gzipped_size(Path(file).read_bytes()) for file in files) <= 20 * 1024


@pytest.mark.parametrize("name", ["components.css", "pages.css", "print.css"])
def test_colours_are_tokens(name):
    assert COLOUR.findall(sheet(name)) == []
    assert "prefers-color-scheme" not in sheet(name)


def test_dark_and_paper_only_give_tokens_another_value():
    light, *schemes = re.split(r"@media[^{]+\{", sheet("tokens.css"))
    tokens = set(re.findall(r"(--[\w-]+):", light))

    assert len(schemes) == 2
    assert {token for scheme in schemes for token in re.findall(r"(--[\w-]+):", scheme)} <= tokens


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
def test_every_theme_with_an_example_has_a_stall_under_an_awning(client):
    stalls = [article for article in Document(client.get("/").text).find("article") if "stall" in article["class"]]
    filled = [theme for theme in Theme.objects.published().main() if Initiative.objects.published().about(theme)]

    assert len(stalls) == len(filled) == 9
    assert all(stall.find(**{"class": "awning", "aria-hidden": "true"}) for stall in stalls)


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_on_paper_the_finder_names_the_selection_of_the_moment(client, headers):
    path = "/initiatieven/?thema=opvang&q=taal"
    lines = Document(client.get(path, headers=headers).text).find("p", **{"class": "print-only"})

    assert [line.text for line in lines] == [f"Adres van deze pagina: {settings.PORTAL_URL}{path}"]


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
def test_on_paper_a_source_has_its_address(client):
    initiative = Initiative.objects.get(code="INI-01")
    text = client.get(initiative.get_absolute_url()).text
    shown = [cited.publication for cited in initiative.citations.all() if cited.publication.url]

    assert shown
    assert all((f'print-only">{source.url}' in text) is not source.hide_address for source in shown)


@pytest.mark.parametrize(
    ("first", "second", "expected"), [("#000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("#0b4f8a", "#0b4f8a", 1)]
)
def test_contrast_is_that_of_wcag(first, second, expected):
    assert (
        design_tokens.contrast(first, second)
        == design_tokens.contrast(second, first)
        == pytest.approx(expected, abs=0.005)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme):
    weak = [
        f"{pair.front} on {pair.ground}: {getattr(pair, scheme):.2f} is less than {requirement.minimum}"
        for requirement in design_tokens.contrasts()
        for pair in requirement.pairs
        if getattr(pair, scheme) < requirement.minimum
    ]

    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_one_of_the_two_rings_of_the_focus_shows_on_every_ground(scheme, ground):
    colours = design_tokens.schemes()[scheme]

    assert max(design_tokens.contrast(colours[ring], colours[ground]) for ring in ("focus", "focus-edge")) >= 3


def test_every_colour_is_in_a_contrast_requirement():
    required = {
        name
        for requirement in design_tokens.contrasts()
        for pair in requirement.pairs
        for name in (pair.front, pair.ground)
    }
    forgotten = {token for token, _light, _dark in design_tokens.colours()} - required - NEVER_ALONE

    assert {token for token in forgotten if not token.startswith("awning-")} == set()


def test_the_dark_scheme_is_another_scheme():
    light, dark = design_tokens.schemes().values()

    assert light.keys() == dark.keys()
    assert design_tokens.contrast(light["paper"], dark["paper"]) > 10


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
def test_every_theme_has_its_colour():
    assert {theme.colour for theme in Theme.objects.published()} == set(design_tokens.THEMES)


@pytest.mark.django_db
def test_the_style_guide_shows_every_component(client):
    shown = {name for element in style_guide(client).walk() for name in (element["class"] or "").split()}

    assert len(component_classes()) > 50
    assert component_classes() - shown == set()


@pytest.mark.django_db
def test_the_style_guide_says_that_all_of_it_is_made_up(client):
    page = style_guide(client)

    assert "Alles op deze pagina is verzonnen." in page.text
    assert [title.text for title in page.find("h3", **{"class": "card__title"}) if "Voorbeeld" not in title.text] == []


@pytest.mark.django_db
def test_the_style_guide_is_not_for_search_engines(client):
    assert style_guide(client).meta("robots") == "noindex"
    assert STYLE not in client.get("/sitemap.xml").text


@pytest.mark.django_db
def test_the_style_guide_needs_no_records(client, django_assert_max_num_queries):
    client.get(STYLE)  # the number of the last change is read once
    with django_assert_max_num_queries(2):
        assert client.get(STYLE).status_code == 200


@pytest.mark.django_db
def test_the_pages_of_the_style_guide_can_be_turned(client):
    assert Document(client.get(f"{STYLE}?pagina=3").text).title.startswith("Stijlgids, pagina 3")
    assert client.get(f"{STYLE}?pagina=99").status_code == 404
