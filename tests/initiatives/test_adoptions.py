"""Who took an initiative over: on the pages of both municipalities and both initiatives, and what is refused."""

import pytest
from django.urls import reverse

from core.publishing import publish_refusals
from core.records import State
from editorial.revisions import snapshot
from editorial.revisions.differences import differences
from tests.support import make

pytestmark = pytest.mark.django_db
TRAIL = '<svg class="trail"'


def adopted(*, title="Buddy’s", origin="Zutphen", adopter="Deventer", **fields):
    """An initiative that another municipality took over; returns the adoption."""
    initiative = make.initiative(title=title, municipalities=[make.municipality(name=origin)])
    fields.setdefault("publication", make.publication(title="De Stentor"))
    fields.setdefault("municipality", None)
    fields["municipality"] = fields["municipality"] or make.municipality(name=adopter)
    adoption = initiative.adoptions.create(**fields)
    make.published(initiative)
    return adoption


def page(client, record):
    return client.get(record.get_absolute_url()).text


def test_the_page_says_who_when_what_was_changed_and_what_came_of_it(client):
    adoption = adopted(year=2023, adopted_on="2023-02", changes="Eerst een jaar proef.", outcome="Veertig koppels.")

    text = page(client, adoption.initiative)

    for words in ["Overgenomen door", "Deventer", "(februari 2023)", "Eerst een jaar proef.", "Veertig koppels."]:
        assert words in text, words
    assert "De Stentor" in text
    assert TRAIL in text
    assert text.count("<circle") == 2
    assert "adoptions.css" in text


def test_without_a_month_it_says_the_year_and_without_a_year_nothing(client):
    assert "(2023)" in page(client, adopted(year=2023).initiative)
    assert "None" not in page(client, adopted(origin="Ede", adopter="Urk").initiative)


def test_a_page_without_adoptions_has_nothing_of_it(client):
    text = page(client, make.initiative(municipalities=[make.municipality()]))

    assert "trail" not in text
    assert 'id="overgenomen"' not in text
    assert "adoptions.css" not in text


def test_both_municipalities_show_who_learned_from_whom(client):
    adoption = adopted()
    adopter, origin = page(client, adoption.municipality), page(client, adoption.initiative.municipalities.get())

    assert "Overgenomen van anderen" in adopter
    assert "Overgenomen door anderen" not in adopter
    assert "Overgenomen door anderen" in origin
    assert "Overgenomen van anderen" not in origin
    for text in (adopter, origin):
        assert "Buddy’s" in text
        assert TRAIL in text
        assert text.index(">Zutphen</text>") < text.index(">Deventer</text>")


def test_a_municipality_of_which_much_was_taken_over_keeps_a_light_page(client):
    place, source = make.municipality(name="Zutphen"), make.publication()
    adopters = [make.municipality() for _number in range(30)]
    with make.together():
        initiative = make.initiative(title="Buddy’s", municipalities=[place])
        for adopter in adopters:
            initiative.adoptions.create(municipality=adopter, publication=source)
    text = page(client, place)

    assert text.count("Buddy’s</a>") <= 23
    assert "?gemeente=" in text
    assert "sorteer=overgenomen" in text


def test_the_initiative_there_and_the_original_link_to_each_other(client):
    place = make.municipality(name="Deventer")
    there = make.initiative(title="Maatjes aan de IJssel", municipalities=[place])
    adoption = adopted(municipality=place, local_initiative=there)

    assert there.get_absolute_url() in page(client, adoption.initiative)
    text = page(client, there)
    assert "Overgenomen van" in text
    assert "Overgenomen door" not in text
    assert adoption.initiative.get_absolute_url() in text
    assert text.index(">Zutphen</text>") < text.index(">Deventer</text>")


def test_a_hidden_initiative_there_is_nowhere(client):
    place = make.municipality(name="Deventer")
    there = make.initiative(title="Nog een concept", municipalities=[place], state=State.DRAFT)
    adoption = adopted(municipality=place, local_initiative=there)

    for record in (adoption.initiative, place, adoption.initiative.municipalities.get()):
        assert "Nog een concept" not in page(client, record)


def test_the_page_of_the_source_says_what_rests_on_it(client):
    adoption = adopted()

    assert adoption.initiative.get_absolute_url() in page(client, adoption.publication)


@pytest.mark.parametrize("hidden", ["initiative", "publication"])
def test_of_what_is_hidden_no_page_says_that_it_was_taken_over(client, hidden):
    place = make.municipality(name="Deventer")
    there = make.initiative(municipalities=[place])
    adoption = adopted(municipality=place, local_initiative=there, changes="Geheim.")
    type(getattr(adoption, hidden)).objects.filter(pk=getattr(adoption, hidden).pk).update(state=State.DRAFT)

    for record in (there, place, adoption.initiative.municipalities.get()):
        text = page(client, record)
        assert "Geheim." not in text
        assert TRAIL not in text


def test_the_picture_has_room_for_any_number_of_adopters(client):
    initiative, source = make.initiative(municipalities=[make.municipality(name="Zutphen")]), make.publication()
    for number in range(12):
        initiative.adoptions.create(municipality=make.municipality(name=f"Dorp {number}"), publication=source)
    text = page(client, make.published(initiative))

    assert "en nog 4</text>" in text
    assert text.count("<circle") == 10
    assert all(f">Dorp {number}</a>" in text for number in range(12))


@pytest.mark.parametrize(
    ("fields", "start", "refusal"),
    [
        ({"year": 2999}, None, "dag die nog moet komen"),
        ({"year": 2999, "adopted_on": "2999-05"}, None, "dag die nog moet komen"),
        ({"year": 2015}, 2016, "voordat het begon"),
    ],
)
def test_a_wrong_date_keeps_it_off_the_site(fields, start, refusal):
    initiative = adopted(**fields).initiative
    initiative.start_year = start

    assert any(refusal in sentence for sentence in publish_refusals(initiative))


def test_who_does_it_cannot_take_it_over():
    adoption = adopted()
    adoption.initiative.municipalities.add(adoption.municipality)

    assert any("doet dit zelf" in sentence for sentence in publish_refusals(adoption.initiative))


def test_the_initiative_there_is_of_the_municipality_that_took_it_over():
    elsewhere = make.initiative(title="Taalhuis", municipalities=[make.municipality(name="Urk")])
    adoption = adopted(local_initiative=elsewhere)

    assert any("geen initiatief van Deventer" in sentence for sentence in publish_refusals(adoption.initiative))
    adoption.local_initiative.municipalities.add(adoption.municipality)
    assert not publish_refusals(adoption.initiative)


def test_the_database_refuses_a_date_outside_the_year_and_a_circle():
    adoption = adopted(year=2023)
    adoption.adopted_on, adoption.local_initiative = "2024-01", adoption.initiative

    with pytest.raises(Exception, match="niet in het jaar") as refusal:
        adoption.validate_constraints()
    assert "van zichzelf" in str(refusal.value)


def test_a_revision_of_before_opens_compares_and_restores():
    adoption = adopted(year=2023)
    current = snapshot.take(adoption.initiative)
    new = {"adopted_on", "outcome", "local_initiative"}
    before = current | {
        "adoptions": [{name: value for name, value in part.items() if name not in new} for part in current["adoptions"]]
    }

    assert differences(before, current) == []
    snapshot.apply(adoption.initiative, before)
    assert snapshot.take(adoption.initiative) == current
    assert "adopted_from" not in current


def test_an_editor_fills_it_in_at_the_initiative(client):
    initiative = adopted().initiative
    client.force_login(make.editor(superuser=True))

    text = client.get(reverse("admin:initiatives_initiative_change", args=[initiative.pk])).text

    for name in ["year", "adopted_on", "changes", "outcome", "local_initiative", "publication"]:
        assert f'name="adoptions-0-{name}"' in text, name
    assert "adopted_from" not in text
