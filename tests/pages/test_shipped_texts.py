"""The texts of the fixed pages as they ship."""

import pytest

from pages.kinds import KINDS
from pages.problems import text_problems
from pages.rendering import LONG
from pages.shipped import shipped_text
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", KINDS)
def test_the_texts_of_the_portal_have_no_problems(key):
    text = shipped_text(key)

    assert text_problems(KINDS[key], text.text) == []
    assert len(text.text) <= KINDS[key].max_length
    assert bool(text.title) == KINDS[key].has_title
    assert bool(text.description) == KINDS[key].is_page


def test_a_phone_folds_a_long_part_of_a_page(client):
    page = Document(client.get("/privacy/").text)
    [fold] = page.find("details", **{"class": "fold"})

    assert [summary.text for summary in fold.find("summary")] == ["Toon dit deel: Welke gegevens gebruiken wij?"]
    assert len(fold.text) > LONG
