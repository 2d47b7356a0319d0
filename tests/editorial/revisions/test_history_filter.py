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


def test_who_follows_an_example_has_a_feed_of_that_example(client):
    chief, place = make.editor(superuser=True), make.municipality()
    followed, other = (make.initiative(title=title, municipalities=[place]) for title in ("Taalcafé", "Huizenruil"))
    publish(followed, chief, lead_time="1 jaar")
    publish(other, chief, lead_time="1 jaar")
    path = f"/wijzigingen/feed/?van={followed.code}"
    assert f'href="{path}"' in client.get(f"/volgen/?van={followed.code}").text

    for address in (path, f"/wijzigingen/?van={followed.code}"):
        page = client.get(address).text
        assert "Taalcafé" in page
        assert "Huizenruil" not in page
    assert f'<input type="hidden" name="van" value="{followed.code}"' in page
    assert client.get("/wijzigingen/feed/?van=BESTAAT-NIET").status_code == 400
