"""The page of public changes, chosen by a municipality or a theme."""

import re
from datetime import date

import pytest

from tests.support import make
from tests.support.following import publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["uden", "maashorst"])
def test_a_municipality_has_the_changes_of_what_merged_into_it(client, slug):
    merged = make.municipality(name="Uden", slug="uden")
    record = make.initiative(title="Taalcafé", municipalities=[merged])
    merged.ended_on, merged.successor = date(2022, 1, 1), make.municipality(name="Maashorst", slug="maashorst")
    merged.save()
    publish(record, make.editor(superuser=True), lead_time="1 jaar")

    assert "Taalcafé" in client.get(f"/wijzigingen/?gemeente={slug}").text


def test_the_page_offers_each_theme_with_its_sub_themes_under_it(client):
    themes = [make.theme(name=name, position=number) for number, name in enumerate(("Opvang", "Wonen"), 1)]
    for number, parent in enumerate(reversed(themes), 1):
        make.theme(name=f"Deel van {parent}", parent=parent, position=number)

    options = re.findall(r"<option [^>]*>([^<]+)</option>", client.get("/wijzigingen/").text)

    assert options[1:] == ["Opvang", "– Deel van Opvang", "Wonen", "– Deel van Wonen"]
