"""The images that a page brings along: small, of the expected size, and every icon that a template uses exists."""

import re
import struct
from xml.etree import ElementTree

import pytest
from django.conf import settings

from tests.support.document import Document
from themes.models import Theme

IMAGES = settings.BASE_DIR / "static" / "img"
TEMPLATES = settings.BASE_DIR / "templates"
SVG = "{http://www.w3.org/2000/svg}"
MAX_BYTES = 60 * 1024
ICON = re.compile(r'_icon\.html" with name="([a-z-]+)"')


def symbols():
    """The icons by name."""
    root = ElementTree.parse(IMAGES / "icons.svg").getroot()  # noqa: S314 - our own
    return {symbol.get("id"): symbol for symbol in root.findall(f"{SVG}symbol")}


def size(name):
    """The width and height that a PNG says it has."""
    return struct.unpack(">II", (IMAGES / name).read_bytes()[16:24])


def test_the_icons_are_one_family():
    strokes = {
        tuple(symbol.get(key) for key in ("viewBox", "fill", "stroke", "stroke-width")) for symbol in symbols().values()
    }

    assert strokes == {("0 0 24 24", "none", "currentColor", "1.75")}


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
def test_every_theme_has_an_icon():
    themes = Theme.objects.published().main()

    assert {theme.slug for theme in themes} | {theme.colour for theme in themes} <= set(symbols())


def test_every_icon_of_a_template_exists():
    names = {name for file in TEMPLATES.rglob("*.html") for name in ICON.findall(file.read_text())}

    assert names - set(symbols()) == set()


@pytest.mark.parametrize(("name", "expected"), [("social.png", (1200, 630)), ("apple-touch-icon.png", (180, 180))])
def test_pictures_are_of_the_size_that_is_expected(name, expected):
    assert size(name) == expected
    assert (IMAGES / name).stat().st_size <= MAX_BYTES


@pytest.mark.django_db
def test_what_others_show_beside_a_link_to_us(client):
    page = Document(client.get("/over/").text)

    assert page.meta("og:image") == f"{settings.PORTAL_URL}/static/img/social.png"
    assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("1200", "630")
    assert page.meta("og:image:alt")
    assert page.meta("twitter:card") == "summary_large_image"
