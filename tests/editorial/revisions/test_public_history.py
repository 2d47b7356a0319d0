"""The public history: each publication, withdrawal and return once, field by field, and nothing that was not public."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import CharField, TextField
from django.utils import timezone

from core.records import State
from editorial.revisions import scheduling, snapshot
from editorial.revisions.history.backfill import backfill
from editorial.revisions.history.models import PublicChange
from editorial.revisions.history.public import excerpts
from editorial.revisions.history.recording import record_rows
from initiatives.models import GalleryItem, Initiative
from library.models import Picture
from tests.support import desk, make

pytestmark = pytest.mark.django_db
SECRET = "zeergeheim"


@pytest.fixture
def record():
    return make.initiative(title="Taalcafé", status="lopend", municipalities=[make.municipality()])


def publish(record, user, note="", **changes):
    desk.draft(record, user, **changes).publish(user, note)


def kinds(record):
    return [change.kind for change in PublicChange.objects.filter(initiative=record).order_by("pk")]


def last():
    return PublicChange.objects.first()


def test_a_change_says_field_by_field_what_visitors_see_differently(record, chief):
    publish(
        record, chief, "Het is gestopt.", status="gestopt", status_reason="De subsidie hield op.", lead_time="1 jaar"
    )

    assert last().kind == "changed"
    assert last().note == "Het is gestopt."
    assert dict(last().lines) == {
        "Status": "Lopend → Gestopt, omdat: De subsidie hield op.",
        "Doorlooptijd": "erbij: 1 jaar",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"internal_note": SECRET},
        {"contact_name": SECRET, "contact_email": f"{SECRET}@zwolle.example"},
        {"next_check": "2027-01-01"},
        {"suggested_evidence": "cijfers"},
        {},
    ],
)
def test_what_visitors_do_not_see_differently_is_no_change(record, chief, changes):
    Initiative.objects.filter(pk=record.pk).update(checked_on=timezone.localdate())  # or who publishes checks it today
    publish(record, chief, **changes)

    assert not PublicChange.objects.exists()


def test_that_the_main_theme_is_one_of_the_themes_is_no_news(record, chief):
    main, other = record.main_theme_id, make.theme(name="Wonen").pk
    record.themes.clear()

    publish(record, chief, themes=sorted([main, other]))

    assert last().lines == [("Thema’s", "erbij: Wonen")]


def test_what_is_not_published_itself_is_not_named(record, chief):
    drafts = [make.bottleneck(title=SECRET, state=State.DRAFT), make.bottleneck(title="Geen woningen")]
    source = make.publication(title=SECRET, state=State.DRAFT)
    hidden = make.initiative(title=SECRET, state=State.DRAFT, municipalities=[make.municipality()])
    content = {"bottlenecks": sorted(draft.pk for draft in drafts), "related": [hidden.pk]}
    citation = {"id": 1, "publication": source.pk, "heading": SECRET}
    citations = [*record.citations.values("id", "publication", "heading"), citation]

    publish(record, chief, **content, citations=citations)

    assert last().lines == [("Knelpunten", "erbij: Geen woningen")]


@pytest.fixture
def named():
    """One record of each kind that an initiative names, with a mark in each of its texts."""
    place = make.municipality()
    source, theme = make.publication(), make.theme()
    records = [
        make.picture(), make.paper(municipality=place), source, make.organisation(), make.target_group(), theme,
        make.framework(), make.bottleneck(), make.ask(publication=source),
        make.initiative(themes=[theme], municipalities=[place]),
        make.statement(publication=source),
    ]  # fmt: skip
    for record in records:
        texts = [field for field in record._meta.concrete_fields if type(field) in {CharField, TextField}]
        texts = [field for field in texts if not (field.choices or field.unique) and (field.max_length or 99) >= 80]
        marks = {field.name: f"merk-{record._meta.model_name}-{field.name}" for field in texts}
        type(record).objects.filter(pk=record.pk).update(**marks)
        make.published(record)
    return {record._meta.model_name: record.pk for record in records} | {"municipality": place.pk}


def test_of_what_it_names_the_history_says_no_more_than_the_page(record, chief, client, named):
    relations = [field for field in snapshot.relations() if field.name != "tags"]
    links = {field.name: [named[field.related_model._meta.model_name]] for field in relations}
    links["themes"] = sorted([*links["themes"], record.main_theme_id])
    content = snapshot.take(record) | links
    for name, model in snapshot.part_models().items():
        part = {field.name: _filled(field, named) for field in snapshot.part_fields(model)}
        part |= {"municipality": make.municipality().pk, "local_initiative": None} if name == "adoptions" else {}
        content[name] = [*content[name], {"id": 0} | part]

    publish(record, chief, **content)

    said = " ".join(f"{label} {words}" for label, words in last().lines)
    marks = set(re.findall(r"merk-[\w-]+", said))
    assert {"merk-picture-alt", "merk-paper-title", "merk-publication-title", "merk-framework-name"} <= marks
    page = client.get(record.get_absolute_url()).text.lower()
    assert [mark for mark in marks if mark not in page] == []
    assert "volgorde" not in said.lower()


def _filled(field, named):
    if field.related_model:
        return named[field.related_model._meta.model_name]
    if field.choices:
        return field.flatchoices[0][0]
    values = {"position": 7, "number": "12", "year": 2025, "as_of": "2025", "adopted_on": ""}
    return values.get(field.name, f"merk-{field.model._meta.model_name}-{field.name}")


@pytest.mark.parametrize("people", ["toestemming", "geen-toestemming"])
def test_a_picture_is_named_only_while_it_may_be_shown(record, chief, people):
    picture = make.picture(alt="Een tuin")
    GalleryItem.objects.create(initiative=record, picture=picture)
    Picture.objects.filter(pk=picture.pk).update(people=people)

    publish(record, chief, galleryitems=[], lead_time="1 jaar")

    assert ("Een tuin" in repr(last().lines)) == (people == "toestemming")


def test_a_draft_changes_nothing_and_what_comes_and_goes_is_said(chief):
    draft = make.initiative(state=State.DRAFT, municipalities=[make.municipality()])
    desk.draft(draft, chief, title="Nieuw")
    assert kinds(draft) == []

    publish(draft, chief)
    draft.refresh_from_db()
    assert kinds(draft) == ["new"]
    client = desk.EditorsClient()
    client.force_login(chief)
    desk.act(client, "withdraw", draft, confirm="1", reason="Het bestaat niet meer.")
    assert (kinds(draft), last().note) == (["new", "gone"], "Het bestaat niet meer.")
    desk.act(client, "publish", draft, confirm="1")
    assert kinds(draft) == ["new", "gone", "back"]
    assert [bool(last().before), bool(last().after)] == [False, True]


def test_a_planned_publication_and_a_planned_end_are_changes_too(record, chief, go_on):
    noon = timezone.localtime().replace(hour=12) + timedelta(days=1)
    go_on(noon - timezone.now())  # hours later is the same day: on the next one, a publication renews the check too
    desk.draft(record, chief, title="Anders").schedule(chief, timezone.now() + timedelta(hours=1))
    assert kinds(record) == []
    go_on(timedelta(hours=2))
    scheduling.run()
    assert kinds(record) == ["changed"]

    publish(record, chief, offline_at=(timezone.now() + timedelta(hours=1)).isoformat())
    go_on(timedelta(hours=2))
    scheduling.run()
    scheduling.run()
    assert kinds(record) == ["changed", "gone"]


def test_what_is_refused_or_tried_is_no_change(record, chief):
    desk.draft(record, chief, title="Anders").schedule(chief, timezone.now() + timedelta(hours=1))  # tried in a dry run

    assert kinds(record) == []


def test_a_long_text_is_shown_where_it_differs():
    long = "woord " * 200

    old, new = excerpts(f"{long} oud {long}", f"{long} nieuw {long}")

    assert old == f"… {'woord ' * 6}oud {'woord ' * 6}…".replace("  ", " ")
    assert "nieuw" in new
    assert len(excerpts("x" * 999, "")[0]) <= 200


def test_the_page_by_day_and_the_page_of_one(record, chief, client):
    other = make.initiative(title="Huizenruil", themes=[make.theme(name="Wonen")], municipalities=[make.municipality()])
    publish(record, chief, lead_time="1 jaar")
    publish(other, chief, lead_time="2 jaar")
    PublicChange.objects.filter(initiative=other).update(on=date(2026, 1, 5))

    page = client.get("/wijzigingen/").text
    assert "erbij: 1 jaar" in page
    assert "5 januari 2026" in page
    slug = other.municipalities.get().slug
    assert "Taalcafé" not in client.get(f"/wijzigingen/?gemeente={slug}").text
    assert "Taalcafé" not in client.get(f"/wijzigingen/?thema={other.main_theme.slug}").text
    assert "Huizenruil" not in client.get("/wijzigingen/?sinds=1-6-2026").text
    assert "0 wijzigingen" in client.get("/wijzigingen/?thema=bestaat-niet&gemeente=x&sinds=gisteren").text
    assert (
        "Sinds 1 juni 2026 veranderde hier niets"
        in client.get(f"{other.get_absolute_url()}wijzigingen/?sinds=1-6-2026").text
    )
    assert "erbij: 2 jaar" in client.get(f"{other.get_absolute_url()}wijzigingen/").text
    assert "erbij: 1 jaar" in client.get("/wijzigingen/feed/").text
    assert client.get("/wijzigingen/feed/?thema=bestaat-niet").status_code == 400
    assert client.get("/wijzigingen/?pagina=9").status_code == 404


def test_of_what_is_gone_only_that_it_went_is_on_a_page(record, chief, client):
    publish(record, chief, lead_time=SECRET)
    desk_client = desk.EditorsClient()
    desk_client.force_login(chief)
    desk.act(desk_client, "withdraw", record, confirm="1", reason=f"{SECRET} reden")

    for path in ("/wijzigingen/", "/wijzigingen/feed/"):
        page = client.get(path).text
        assert SECRET not in page
        assert "Taalcafé" not in page
        assert "Een voorbeeld" in page
    assert client.get(f"{record.get_absolute_url()}wijzigingen/").status_code == 410


def test_a_chief_editor_erases_words_that_may_not_stay(record, admin_client, chief, client):
    publish(record, chief, SECRET, lead_time=SECRET)

    admin_client.get(f"/beheer/revisions/publicchange/{last().pk}/change/")
    data = {"action": "erase", "_selected_action": [last().pk]}
    admin_client.post("/beheer/revisions/publicchange/", data)

    assert kinds(record) == ["changed"]
    assert SECRET not in repr(list(PublicChange.objects.values("note", "differences")))


def test_content_files_are_publications_too(content):
    initiative = Initiative.objects.published().first()
    assert kinds(initiative) == ["new"]
    assert PublicChange.objects.count() == Initiative.objects.exclude(state=State.DRAFT).count()

    call_command("load_content", verbosity=0)
    assert kinds(initiative) == ["new"]


def test_what_is_written_past_the_revisions_is_said_too(record):
    new, before = make.initiative(municipalities=[make.municipality()]), snapshot.take_many([record.pk])
    Initiative.objects.filter(pk=record.pk).update(lead_time="1 jaar")
    record_rows(before, [record.pk, new.pk])
    assert (kinds(record), kinds(new)) == (["changed"], ["new"])
    assert dict(PublicChange.objects.get(initiative=record).lines) == {"Doorlooptijd": "erbij: 1 jaar"}

    before = snapshot.take_many([record.pk])
    Initiative.objects.filter(pk=record.pk).update(state=State.WITHDRAWN, withdrawal_reason="Weg.")
    record_rows(before, [record.pk])
    assert kinds(record) == ["changed", "gone"]


def test_the_history_of_before_is_made_from_what_was_published(record, chief):
    publish(record, chief, lead_time="1 jaar")
    desk.draft(record, chief, title=SECRET)
    gone = make.initiative(state=State.WITHDRAWN, municipalities=[make.municipality()])
    PublicChange.objects.all().delete()

    backfill(apps)

    assert kinds(record) == ["new", "changed"]
    assert kinds(gone) == ["new", "gone"]
    assert dict(PublicChange.objects.get(kind="changed").lines) == {"Doorlooptijd": "erbij: 1 jaar"}
    assert SECRET not in repr(list(PublicChange.objects.values()))
