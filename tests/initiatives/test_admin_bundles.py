"""An editor makes a bundle: examples in an order, with remarks; what is published is complete."""

import datetime

import pytest
from django.contrib.messages import get_messages

from core.records import State
from editorial.audit.models import AuditEntry
from initiatives.models import Bundle
from search.documents import DocumentKind
from search.matching import Search
from tests.support import desk, make

pytestmark = pytest.mark.django_db
FIELDS = {"title": "Kleine opvang", "slug": "kleine-opvang", "question": "Hoe doen anderen dat?", "intro": "Kijk."}


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(make.editor())


def item_list(bundle):
    return list(bundle.items.values_list("position", "initiative__title"))


def warnings(response):
    return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]


def test_an_editor_makes_a_bundle(client):
    first, second = make.initiative(title="a"), make.initiative(title="b")
    parts = desk.part("items", 0, initiative=first.pk, remark="Klein.", lesson="Begin op tijd.")
    parts |= desk.part("items", 1, initiative=second.pk)

    response = desk.save(client, Bundle, **FIELDS, state=State.PUBLISHED, **parts)

    assert response.status_code == 302, desk.errors(response)
    bundle = Bundle.objects.get()
    assert item_list(bundle) == [(1, "a"), (2, "b")]
    assert bundle.content_changed_on == datetime.date.today()
    assert "Begin op tijd." in client.get("/stapels/kleine-opvang/").text
    assert AuditEntry.objects.filter(object__contains="Kleine opvang").exists()
    assert warnings(response) == []


def test_an_example_moves(client):
    bundle = make.bundle(*(make.initiative(title=title) for title in "abc"))

    desk.save(client, bundle, **{"items-2-position": 1})

    assert item_list(bundle) == [(1, "c"), (2, "a"), (3, "b")]


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_a_published_bundle_has_an_example(client, state):
    response = desk.save(client, Bundle, **FIELDS, state=state)

    assert Bundle.objects.exists() is (state == State.DRAFT)
    assert ("Een stapel op de site heeft minstens één voorbeeld." in response.content.decode()) is (
        state == State.PUBLISHED
    )


def test_an_example_is_in_it_once(client):
    initiative = make.initiative()
    bundle = make.bundle(initiative)

    response = desk.save(client, bundle, **desk.part("items", 1, initiative=initiative.pk))

    assert "Een initiatief zit hoogstens één keer in een stapel." in response.text


def test_the_editor_reads_what_is_not_to_be_seen(client):
    bundle = make.bundle(make.initiative(title="Hotel", state=State.DRAFT), state=State.DRAFT)

    response = desk.save(client, bundle, state=State.PUBLISHED)

    assert warnings(response) == [
        "‘Hotel’ is niet te zien in de stapel: het initiatief is niet gepubliceerd.",
        "Geen enkel voorbeeld is te zien. Daarom staat deze stapel niet op de site.",
    ]
    assert client.get(bundle.get_absolute_url()).status_code == 404


def test_saving_without_a_change_is_no_change(client):
    bundle = make.bundle(make.initiative(), content_changed_on=datetime.date(2026, 1, 2))

    desk.save(client, bundle)
    desk.save(client, bundle, internal_note="Nog bellen.")

    bundle.refresh_from_db()
    assert bundle.content_changed_on == datetime.date(2026, 1, 2)


def test_where_an_example_is_used(client):
    initiative = make.initiative()
    make.bundle(initiative, title="Kleine opvang")

    page = client.get(desk.address(initiative)).text

    assert "Kleine opvang" in page[page.index("Waar wordt dit gebruikt") :]


def test_a_theme_with_another_name_finds_the_bundle_by_that(client):
    theme = make.theme(name="Opvang")
    theme.sources.add(make.publication())
    bundle = make.bundle(make.initiative(), themes=[theme])
    key = DocumentKind.BUNDLE.key_range[0] + bundle.pk

    assert desk.save(client, theme, name="Onderdak").status_code == 302

    assert key in Search("onderdak").exact
    assert key not in Search("opvang").exact
