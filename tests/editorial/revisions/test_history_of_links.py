"""The public history says what an example got or lost without a revision: a place in a bundle, a source, a check."""

import json

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from core.records import State
from editorial.revisions.history.models import PublicChange
from sources.models import Publication
from tests.support import desk, make
from tests.support.following import follow, publish, run_digests

pytestmark = pytest.mark.django_db
SECRET = "zeergeheim"


@pytest.fixture
def chief(client):
    user = make.editor(superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def client():
    return desk.EditorsClient()


@pytest.fixture
def records():
    place = make.municipality()
    return [make.initiative(title=title, municipalities=[place]) for title in ("Taalcafé", "Huizenruil")]


def lines():
    """What the history says, the oldest first: triples of a title, a label and words."""
    changes = PublicChange.objects.order_by("pk").select_related("initiative")
    return [(change.initiative.title, *line) for change in changes for line in change.lines]


def test_who_follows_a_bundle_hears_what_is_added_and_removed(client, chief, records):
    bundle = make.bundle(records[0], slug="opvang", title="Opvang")
    make.bundle(make.initiative(municipalities=[make.municipality()]), slug="ander")
    follow("stapel=opvang")
    follow("stapel=ander", address="ander@zwolle.example")

    assert desk.save(client, bundle, **desk.part("items", 1, initiative=records[1].pk)).status_code == 302
    (mail,) = run_digests()
    assert "Gewijzigd: Huizenruil" in mail.body
    assert "Stapel: erbij: Opvang" in mail.body

    assert desk.save(client, bundle, **{"items-0-DELETE": "on"}).status_code == 302
    assert "Stapel: weg: Opvang" in run_digests()[1].body
    assert lines() == [("Huizenruil", "Stapel", "erbij: Opvang"), ("Taalcafé", "Stapel", "weg: Opvang")]
    assert "erbij: Opvang" in client.get("/wijzigingen/").text


def test_of_a_bundle_only_what_visitors_see_is_said(client, chief, records):
    draft = make.initiative(title=SECRET, state=State.DRAFT, municipalities=[make.municipality()])
    bundle = make.bundle(records[0], draft, title=SECRET, state=State.DRAFT)
    desk.save(client, bundle, intro="Anders.", **desk.part("items", 2, initiative=records[1].pk))
    assert not PublicChange.objects.exists()

    bundle.refresh_from_db()
    desk.act(client, "publish", bundle, confirm="1")
    assert lines() == [(record.title, "Stapel", f"erbij: {SECRET}") for record in records]
    PublicChange.objects.all().delete()
    desk.act(client, "withdraw", bundle, confirm="1", reason=f"{SECRET} reden")
    assert {line[1:] for line in lines()} == {("Stapel", "weg: een die niet meer op de site staat")}
    assert SECRET not in json.dumps(list(PublicChange.objects.values_list("note", "differences")))


def test_a_bundle_that_is_deleted_leaves_its_examples(client, chief, records):
    bundle = make.bundle(*records)

    client.post(desk.address(bundle, "delete"), {"post": "yes"})

    assert [line[1:] for line in lines()] == [("Stapel", "weg: een die niet meer op de site staat")] * 2


def test_a_source_that_is_withdrawn_or_returns_is_a_change_of_who_cites_it(client, chief, records):
    record, other = records
    source = make.publication(title="Verslag")
    record.citations.create(publication=source)
    follow(f"van={record.code}")
    follow(f"van={other.code}", address="ander@zwolle.example")

    desk.act(client, "withdraw", source, confirm="1", reason=SECRET)
    (mail,) = run_digests()
    assert "Bronvermelding: weg: een die niet meer op de site staat" in mail.body
    assert "Verslag" not in mail.body
    assert SECRET not in mail.body
    desk.act(client, "publish", Publication.objects.get(pk=source.pk), confirm="1")
    assert "Bronvermelding: erbij: Verslag" in run_digests()[1].body

    desk.save(client, source, note="Anders.")
    assert len(lines()) == 2, "what visitors see with whom is the same"


def test_who_took_it_over_by_a_source_that_is_withdrawn_no_longer_did(client, chief, records):
    source = make.publication()
    records[0].adoptions.create(municipality=make.municipality(), publication=source)
    for value in ("0", "1"):
        follow(f"overgenomen={value}", address=f"{value}@zwolle.example")

    desk.act(client, "withdraw", source, confirm="1", reason="Klopt niet.")
    assert sorted(mail.to[0] for mail in run_digests()) == ["0@zwolle.example", "1@zwolle.example"]


def test_a_renewed_check_is_a_change_once_a_day(client, chief, records):
    follow()

    for _twice in range(2):
        desk.act(client, "mark_checked", records[0], confirm="1")
    words = f"nog niet → {date_format(timezone.localdate(), 'j F Y')}, door de redactie"
    assert lines() == [("Taalcafé", "Gecontroleerd", words)]
    (mail,) = run_digests()
    assert f"Gecontroleerd: {words}" in mail.body
    assert words in client.get("/wijzigingen/").text
    desk.act(client, "set_next_check", records[0], confirm="1", day="1-6-2027")
    publish(records[0], chief, internal_note=SECRET)
    assert len(lines()) == 1


def test_a_check_is_not_named_beside_what_changed(chief, records):
    publish(records[0], chief, lead_time="1 jaar")

    assert lines() == [("Taalcafé", "Doorlooptijd", "erbij: 1 jaar")]


def test_a_check_of_a_draft_is_no_public_change(client, chief):
    draft = make.initiative(state=State.DRAFT, municipalities=[make.municipality()])

    desk.act(client, "mark_checked", draft, confirm="1")

    draft.refresh_from_db()
    assert draft.checked_on == timezone.localdate()
    assert not PublicChange.objects.exists()
