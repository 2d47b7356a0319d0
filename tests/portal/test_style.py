"""The face of the site: its colours can be told apart, and the style guide shows every component."""

import re

import pytest
from django.conf import settings

from portal import design_tokens
from tests.support.document import Document
from themes.models import Theme

STYLE = "/over/stijl/"
COMPONENTS = settings.BASE_DIR / "static" / "css" / "components.css"
COMMENT, BLOCK, CLASS = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\{[^{}]*\}"), re.compile(r"\.([a-z][\w-]*)")
NEVER_ALONE = {"line", "cloth"}  # they part or decorate, and say nothing by themselves
GROUNDS = ["paper", "surface", "sand", "primary", "ink"]


def component_classes():
    """The names of the classes that components.css styles."""
    rules = BLOCK.sub(" ", COMMENT.sub(" ", COMPONENTS.read_text(encoding="utf-8")))
    return set(CLASS.findall(rules))


def style_guide(client):
    return Document(client.get(STYLE).text)


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
