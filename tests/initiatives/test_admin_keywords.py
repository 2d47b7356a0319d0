"""Keywords at the desk: only a comma, a semicolon or a line end comes between two."""

import pytest

from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("sociale huur", ["sociale huur"]),
        ("sociale huur, taal", ["sociale huur", "taal"]),
        ("sociale huur; taal ;", ["sociale huur", "taal"]),
        ("sociale huur\r\ntaal", ["sociale huur", "taal"]),
        ('"sociale huur" , taal', ["sociale huur", "taal"]),
        ("zij-instroom", ["zij-instroom"]),
        (" , ;", []),
    ],
)
def test_only_a_comma_a_semicolon_and_a_line_end_separate(admin_client, typed, stored):
    theme = make.theme()
    desk.save(admin_client, Initiative, title="Een naam", slug="een-naam", main_theme=theme.pk, tags=typed)

    assert sorted(Initiative.objects.get().tags.names()) == stored


def test_they_are_shown_as_they_are_typed(admin_client):
    initiative = make.initiative(tags=["sociale huur", "taal"], municipalities=[make.municipality()])

    page = admin_client.get(desk.address(initiative))

    assert ">\nsociale huur, taal</textarea>" in page.text


def test_what_is_only_in_another_order_did_not_change(admin_client):
    initiative = make.initiative(tags=["sociale huur", "taal"], municipalities=[make.municipality()])

    desk.save(admin_client, initiative, tags="taal; sociale huur")

    assert not initiative.revisions.exists()
