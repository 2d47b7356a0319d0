"""The page of a municipality of which we know no example leads with what its likes do about what is asked most."""

import pytest

from municipalities.models import Municipality
from tests.support import make
from tests.support.document import Document
from themes.models import Theme

pytestmark = pytest.mark.django_db


def subjects(page):
    """The subjects on a page with the titles of their examples: a list of (subject, titles)."""
    (section,) = page.find("section", **{"aria-labelledby": "elders"})
    found = []
    for heading in section.find("h3"):
        if heading["class"] == "card__title":
            found[-1][1].append(heading.text)
        else:
            found.append((heading.text, []))
    return found


@pytest.fixture
def urk():
    """A municipality without examples, and one that is like it and one that is not, with examples of three themes."""
    flevoland = make.province()
    place = make.municipality(name="Urk", slug="urk", province=flevoland)
    alike = make.municipality(name="Dronten", province=flevoland)
    other = make.municipality(name="Rotterdam", population=670_000)
    opvang, wonen, taal = make.theme(name="Opvang"), make.theme(name="Wonen"), make.theme(name="Taal")
    part = make.theme(name="Taalles", parent=taal)
    for theme, number in [(part, 3), (wonen, 1)]:
        for _ask in range(number):
            make.ask(code=f"V{theme.pk}{_ask}").themes.set([theme])
    for theme in (opvang, wonen, taal):
        make.initiative(title=f"{theme} ver weg", main_theme=theme, municipalities=[other])
        make.initiative(title=f"{theme} dichtbij", main_theme=theme, municipalities=[alike])
    return place


def test_it_leads_with_its_likes_on_what_is_asked_most(client, urk):
    page = Document(client.get("/gemeenten/urk/").text)

    assert subjects(page) == [(name, [f"{name} dichtbij"]) for name in ("Taal", "Wonen", "Opvang")]
    assert "weinig overeenkomst" not in page.text
    headings = [heading.text for heading in page.find("h2")]
    assert headings.index("Wat gemeenten zoals Urk doen") < headings.index("Profiel")


def test_with_an_example_it_leads_with_that(client, urk):
    make.initiative(title="Van Urk", municipalities=[urk])
    page = Document(client.get("/gemeenten/urk/").text)

    headings = [heading.text for heading in page.find("h2")]
    assert headings.index("1 initiatief in Urk") < headings.index("Wat gemeenten zoals Urk doen")
    assert headings.index("Wat gemeenten zoals Urk doen") < headings.index("Profiel")
    assert "Over deze onderwerpen" not in page.text


def test_a_theme_that_is_not_published_is_no_subject(client, urk):
    hidden = make.theme(name="Geheim", state="draft")
    with make.together():
        for number in range(9):
            make.ask(code=f"G{number}").themes.set([hidden])

    assert "Geheim" not in client.get("/gemeenten/urk/").text


def test_an_example_stands_under_its_main_theme_only(client, urk):
    opvang, taal = Theme.objects.get(name="Opvang"), Theme.objects.get(name="Taal")
    alike = Municipality.objects.get(name="Dronten")
    make.initiative(title="Opvang met taal", main_theme=opvang, themes=[opvang, taal], municipalities=[alike])

    shown = dict(subjects(Document(client.get("/gemeenten/urk/").text)))
    assert "Opvang met taal" in shown["Opvang"]
    assert "Opvang met taal" not in shown["Taal"]


def test_it_says_who_asks(client, urk):
    text = Document(client.get("/gemeenten/urk/").text).text

    assert "de meeste vragen van wethouders en anderen aan het Rijk en andere organisaties" in text


def test_others_have_at_most_two_places_while_more_are_alike(client):
    province = make.province()
    make.initiative(municipalities=[make.municipality(name="Utrecht", slug="utrecht", province=province)])
    names = ["Eindhoven", "Groningen", "Tilburg"]
    for name in names:
        place = make.municipality(name=name, province=province)
        with make.together():
            for number in range(4):
                make.initiative(title=f"{name} {number}", municipalities=[place])

    (section,) = Document(client.get("/gemeenten/utrecht/").text).find("section", **{"aria-labelledby": "elders"})
    titles = [heading.text for heading in section.find("h3")]
    assert [sum(title.startswith(name) for title in titles) for name in names] == [2, 2, 2]
