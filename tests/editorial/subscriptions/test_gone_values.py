"""A followed selection of which a value went off the site: the rest goes on, and the page says when none is left."""

import pytest

from core.records import State
from core.signed_links import follower_token
from tests.support import desk, make
from tests.support.following import follow, run_digests

pytestmark = pytest.mark.django_db


def publish(record, user, **changes):
    desk.draft(record, user, **changes).publish(user)


def withdraw(record, user):
    client = desk.EditorsClient()
    client.force_login(user)
    desk.act(client, "withdraw", record, confirm="1", reason="Het bestaat niet meer.")


def off_the_site(record):
    record.state, record.withdrawal_reason = State.WITHDRAWN, "Vervallen."
    record.save()
    make.published(record)


@pytest.mark.parametrize("facet", ["thema", "kader", "stapel", "tag"])
def test_of_a_selection_that_lost_a_value_the_rest_is_followed(chief, client, facet):
    record = make.initiative(title="Taalcafé", municipalities=[make.municipality()], tags=["sport"])
    other = {"thema": make.theme, "kader": make.framework, "stapel": lambda **names: make.bundle(record, **names)}
    gone = other[facet](slug="weg") if facet in other else make.initiative(tags=["weg"])
    values = {"thema": record.main_theme.slug, "tag": "sport"}
    both = follow(f"{facet}={values[facet]}&{facet}=weg") if facet in values else None
    alone = follow(f"{facet}=weg", address="ander@zwolle.example")
    if facet == "tag":
        gone.tags.all().delete()
        make.published(gone)
    else:
        off_the_site(gone)

    publish(record, chief, lead_time="1 jaar")

    told = [["volger@zwolle.example"]] if both else [["ander@zwolle.example"]] if facet == "stapel" else []
    assert [mail.to for mail in run_digests()] == told  # a bundle ends, and says so
    if facet == "stapel":
        return
    page = client.get(f"/volgen/mijn/{follower_token(alone.follower_id)}/").text
    assert "staat niet meer op de site" in page
    if both:
        page = client.get(f"/volgen/mijn/{follower_token(both.follower_id)}/").text
        assert f'href="/initiatieven/?{facet}={values[facet]}"' in page
        assert "staat niet meer op de site" not in page
        assert "weg" not in run_digests()[0].body


def test_examples_that_went_off_the_site_are_counted_in_words(chief, client):
    record = make.initiative(title="Taalcafé", code="TAAL", municipalities=[make.municipality()])
    follower = follow("van=TAAL").follower_id
    withdraw(record, chief)

    page = client.get(f"/volgen/mijn/{follower_token(follower)}/").text
    assert "1 voorbeeld" in page
    assert "nog 1" not in page
    assert "staat niet meer op de site" in page
