"""The face of the site: light pages, colours in one place, an awning on every stall, and the address on paper."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from initiatives.models import Initiative
from tests.support.document import Document
from themes.models import Theme

STYLES = settings.BASE_DIR / "static" / "css"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(|\b(?:white|red|green|blue|gr[ae]y)\b(?!-)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PAGES = ["/", "/initiatieven/", "/initiatieven/?thema=opvang", "/themas/opvang/", "/gemeenten/ede/", "/kaders/"]
MAPS = ["/gemeenten/", "/initiatieven/?weergave=kaart"]  # 342 links with a name each, for which the budget is wider


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
    return COMMENT.sub("", (STYLES / name).read_text())


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


@pytest.mark.parametrize("name", ["base.css", "components.css", "pages.css", "print.css"])
def test_colours_are_tokens(name):
    assert COLOUR.findall(sheet(name)) == []
    assert "prefers-color-scheme" not in sheet(name)


def test_dark_and_paper_only_give_tokens_another_value():
    light, *others = re.split(r"@media[^{]+\{", sheet("tokens.css"))
    known = set(re.findall(r"(--[\w-]+):", light))

    assert len(others) == 2
    assert {token for other in others for token in re.findall(r"(--[\w-]+):", other)} <= known


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
def test_every_theme_has_a_stall_under_an_awning(client):
    stalls = [article for article in Document(client.get("/").text).find("article") if "stall" in article["class"]]

    assert len(stalls) == Theme.objects.published().main().count()
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
