"""The manual of the editors says what is on the screen: every picture is ours, and every label is in the code."""

import ast
import re

import pytest
from django.conf import settings
from django.utils.translation import trans_real

from editorial.accounts.roles import ROLES
from editorial.reviews.tasks import TASK_TYPES
from editorial.revisions.models import RevisionState

from .handbook.all_scenes import SCENES
from .handbook.session import FOLDER
from .test_architecture import MODULES

MANUAL = (settings.BASE_DIR / "docs" / "redactie.md").read_text(encoding="utf-8")
PICTURE = re.compile(r"!\[(.*?)\]\(redactie/(.*?)\.png\)")
LABELS = {bold or quoted for bold, quoted in re.findall(r"\*\*(.+?)\*\*|‘(.+?)’", MANUAL, re.DOTALL)}
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
IN_TEMPLATE = re.compile(
    r'{% translate "(.+?)"|{% blocktranslate[^%]*%}(.+?){% (?:plural|endblocktranslate)', re.DOTALL
)
PIECE = re.compile(r"%\(\w+\)[sd]|%[sd]|{{.*?}}|<.*?>|[.:(]")
MAX_TOTAL_SIZE = 1_500_000  # bytes, all pictures together


def plain(text):
    """A text as it is compared: small letters, and nothing around it."""
    return " ".join(text.lower().split()).strip(" .:?!(")


def texts():
    """All that the code puts on the screen: strings, what templates say, and the Dutch of what we build on."""
    for tree in MODULES.values():
        yield from (
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    for file in (settings.BASE_DIR / "templates").rglob("*.html"):
        yield from ("".join(groups) for groups in IN_TEMPLATE.findall(file.read_text(encoding="utf-8")))
    for file in (settings.BASE_DIR / "pages" / "texts").glob("*.md"):
        yield from file.read_text(encoding="utf-8").splitlines()
    catalog = trans_real.translation("nl")._catalog
    yield from (text for _key, text in catalog.items())


@pytest.fixture(scope="module")
def on_screen():
    """The texts, and the pieces of them around what is filled in."""
    all_texts = list(texts())
    return {plain(piece) for text in all_texts for piece in [text, *PIECE.split(text)]}


def is_known(label, on_screen):
    """Whether a label is on the screen, as it is or as the button "Initiatief toevoegen" of a kind of record."""
    kind, _space, verb = plain(label).rpartition(" ")
    return plain(label) in on_screen or (verb == "toevoegen" and kind in on_screen)


def test_every_picture_is_in_the_manual_and_made_by_the_script():
    named = [name for _words, name in PICTURE.findall(MANUAL)]

    assert sorted(named) == sorted(SCENES)
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.png" for name in SCENES}


def test_the_pictures_are_described_and_small():
    assert [name for words, name in PICTURE.findall(MANUAL) if len(words) < 20] == []
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MAX_TOTAL_SIZE


def test_every_label_that_the_manual_names_is_on_the_screen(on_screen):
    assert len(LABELS) > 100
    assert sorted(label for label in LABELS if not is_known(label, on_screen)) == []


def test_the_manual_explains_all_work_all_roles_and_all_steps_of_a_revision():
    labels = {plain(label) for label in LABELS}
    explained = [*(task_type.label for task_type in TASK_TYPES), *ROLES, *RevisionState.labels]

    assert [str(name) for name in explained if plain(str(name)) not in labels] == []


def test_every_link_in_the_manual_leads_to_a_heading():
    headings = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(MANUAL)}

    assert set(re.findall(r"\]\(#(.+?)\)", MANUAL)) - headings == set()
