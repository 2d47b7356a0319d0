"""Reorganisations at the desk: one prepares, sees what follows, and another confirms."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.utils import timezone

from editorial.accounts.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, ensure_groups
from editorial.audit.models import AuditEntry
from municipalities.models import Municipality, Reorganisation
from tests.support import desk, make

pytestmark = pytest.mark.django_db


def logged_in(name, role):
    user = User.objects.create_user(name, f"{name}@redactie.example", is_staff=True)
    user.groups.add(ensure_groups(apps, role))
    client = desk.EditorsClient()
    client.force_login(user)
    return client


@pytest.fixture
def municipalities():
    first = make.municipality(name="Woerden", slug="woerden", population=53_000)
    return first, make.municipality(name="Montfoort", slug="montfoort", population=14_000, province=first.province)


@pytest.fixture
def administrator():
    return logged_in("beheer", ADMINISTRATORS)


def prepare(client, woerden, montfoort, **changes):
    new = {"code": "GM9990", "name": "Groene Hart", "province": woerden.province.pk}
    fields = {
        "takes_effect_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "publication": make.publication().pk,
        **desk.part("new_municipalities", **new),
        **desk.part("parts", 0, origin=woerden.pk, destination="Groene Hart", ends="on"),
        **desk.part("parts", 1, origin=montfoort.pk, destination="Groene Hart", ends="on"),
    }
    return desk.save(client, Reorganisation, **fields | changes)


def preview(client, record, **data):
    address = desk.address(record, "preview")
    return client.post(address, data, follow=True) if data else client.get(address)


def test_one_prepares_and_another_confirms(administrator, municipalities):
    make.initiative(municipalities=municipalities[:1])
    response = prepare(administrator, *municipalities)
    record = Reorganisation.objects.get()
    assert response.url == desk.address(record, "preview")

    page = preview(administrator, record).text
    for words in ("Groene Hart (GM9990)", "– → 67.000", "53.000 → –", "1 → –", "– → 1", "Montfoort, Woerden"):
        assert words in page
    assert "Bevestig de herindeling" not in page
    assert Municipality.objects.count() == 2
    assert "Laat een collega" in preview(administrator, record, verb="confirm").text

    other = logged_in("eind", CHIEF_EDITORS)
    assert "De herindeling is bevestigd." in preview(other, record, verb="confirm").text
    record.refresh_from_db()
    assert (record.state, record.confirmed_by.username) == ("confirmed", "eind")
    assert AuditEntry.objects.filter(action="herindeling: bevestigd", actor="eind", result="ok").exists()
    assert administrator.get(desk.address(record)).context["has_change_permission"] is False
    assert "De herindeling is ingetrokken." in preview(administrator, record, verb="withdraw").text


def test_what_is_wrong_is_said_at_once(administrator, municipalities):
    prepare(administrator, *municipalities, **{"parts-1-destination": "Groenhart"})

    page = preview(administrator, Reorganisation.objects.get()).text
    assert "‘Groenhart’ is geen gemeente van nu, en geen nieuwe gemeente hierboven." in page


def test_an_editor_reads_it_and_no_more(administrator, municipalities):
    prepare(administrator, *municipalities)
    record, editor = Reorganisation.objects.get(), logged_in("redacteur", EDITORS)

    assert "Trek in" not in preview(editor, record).text
    assert preview(editor, record, verb="confirm").status_code == 403
    assert preview(administrator, record, verb="onzin").status_code == 403


@pytest.mark.parametrize("name", ["Uden", "uden"])
def test_a_village_finds_its_municipality_at_the_desk(admin_client, name):
    maashorst = make.municipality(name="Maashorst")
    make.place("Uden", municipality=maashorst)

    query = {"app_label": "initiatives", "model_name": "initiative", "field_name": "municipalities", "term": name}
    results = admin_client.get("/beheer/autocomplete/", query).json()["results"]
    assert [row["text"] for row in results] == ["Maashorst"]
