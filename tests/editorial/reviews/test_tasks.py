"""The first page of the admin: the open tasks, with numbers that equal the lists behind them."""

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.records import State
from editorial.accounts.roles import CHIEF_EDITORS, SUBMITTERS, ensure_groups
from editorial.reviews.models import CheckRequest
from editorial.reviews.tasks import TASK_TYPES, tasks_for
from editorial.revisions.models import Revision
from editorial.submissions.models import Submission
from initiatives.models import Initiative
from initiatives.task_queries import TASK_QUERIES
from pages.models import FixedPage
from tests.support import desk, make
from themes.frameworks.task_queries import frameworks_to_do

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 24)
CONTACT = {"contact_name": "Team wonen", "checked_on": TODAY, "next_check": datetime.date(2999, 1, 1)}
HIDDEN = [State.DRAFT, State.WITHDRAWN]


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


def day(days):
    return TODAY + datetime.timedelta(days=days)


@make.together()
def fill():
    """One or more of each type of task, and beside each a record that looks like it and is none."""
    make.initiative(title="In orde", **CONTACT)
    for page in FixedPage.objects.all()[:2]:
        page.add_version(page.shipped._replace(text="x"), None)
    page.versions.get().go_live()
    returned = make.initiative(title="Teruggestuurd", **CONTACT)
    Revision.objects.create(initiative=returned, number=1, state="returned", snapshot={})
    corrected = make.initiative(title="Typefout", **CONTACT)
    Revision.objects.create(initiative=corrected, number=1, state="superseded", snapshot={}, is_typo=True)
    Revision.objects.create(initiative=corrected, number=2, state="superseded", snapshot={}, is_typo=True)
    for state in [State.PUBLISHED, *HIDDEN]:
        late = make.initiative(title=f"Te laat {state}", state=state, **CONTACT | {"next_check": day(-1)})
        make.initiative(title=f"Nooit {state}", state=state, **CONTACT | {"checked_on": None})
        make.initiative(title=f"Geen contact {state}", state=state, **CONTACT | {"contact_name": ""})
        make.initiative(title=f"Geen bron {state}", state=state, sources=[], **CONTACT)
        for days in [0, 30, 31]:
            make.initiative(title=f"Over {days} {state}", state=state, **CONTACT | {"next_check": day(days)})
        ended = [make.framework(valid_until="2025"), make.framework(valid_until="2024")]
        make.initiative(title=f"Voorbij {state}", state=state, frameworks=ended, **CONTACT)
        make.initiative(
            title=f"Loopt af {state}", state=state, frameworks=[make.framework(valid_until="2027")], **CONTACT
        )
        make.publication(title="Wonen", url="https://krant.example/treinen-rijden-minder-vaak~a1/", state=state)
        make.framework(name=f"Van een derde {state}", state=state, confirmation="derde", last_checked=TODAY)
        make.framework(name=f"Lang geleden {state}", state=state, last_checked=day(-367), confirmation="officieel")
        make.framework(name=f"Dit jaar {state}", state=state, last_checked=day(-364))
        dead = make.publication(link_state="werkt-niet", state=state)
        make.initiative(title=f"Bron weg {state}", state=state, sources=[make.publication(), dead], **CONTACT)
        make.initiative(title=f"Voorbij zijn einde {state}", state=state, end_year=2025, **CONTACT)
        make.initiative(title=f"Gestopt op tijd {state}", state=state, end_year=2025, status="gestopt", **CONTACT)
        make.initiative(title=f"Oud {state}", state=state, **CONTACT | {"checked_on": datetime.date(2023, 11, 23)})
        make.initiative(title=f"Net niet {state}", state=state, **CONTACT | {"checked_on": datetime.date(2023, 11, 24)})
    make.initiative(title="Verborgen bron", sources=[make.publication(state=State.DRAFT)], **CONTACT)
    hidden = make.framework(valid_until="2025", state=State.DRAFT)
    make.initiative(title="Verborgen kader", frameworks=[hidden], **CONTACT)
    for standing, confirmed in [("ontvangen", TODAY), ("ontvangen", None), ("in-bewerking", TODAY)]:
        Submission.objects.create(
            kind="initiatief", text="Wat wij doen.", standing=standing, confirmed_at=confirmed and timezone.now()
        )
    Revision.objects.create(initiative=late, number=1, state="submitted", snapshot={})
    for publish_at in (None, timezone.now()):
        approved = make.initiative(title="Goedgekeurd", **CONTACT)
        Revision.objects.create(initiative=approved, number=1, state="approved", snapshot={}, publish_at=publish_at)
    answers = [("veranderd", False, TODAY), ("gestopt", True, TODAY), ("", False, None)]
    for number, (answer, handled, answered) in enumerate(answers):
        CheckRequest.objects.create(
            initiative=late,
            due_on=day(number),
            token_hash=str(number),
            sent_at=timezone.now(),
            answer=answer,
            handled=handled,
            answered_at=answered and timezone.now(),
        )


EXPECTED = {
    "te-laat": {"Te laat published"},
    "einde-voorbij": {"Voorbij zijn einde published"},
    "oude-stand": {"Oud published"},
    "bron-weg": {"Bron weg published"},
    "regel-voorbij": {"Voorbij published"},
    "regel-loopt-af": {"Loopt af published"},
    "geen-bron": {"Geen bron published", "Verborgen bron"},
    "binnenkort": {"Over 0 published", "Over 30 published"},
    "nooit": {"Nooit published"},
    "geen-contact": {"Geen contact published"},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_which_initiatives_are_a_task(name):
    fill()

    assert {initiative.title for initiative in TASK_QUERIES[name].records()} == EXPECTED[name]


def test_which_frameworks_are_a_task():
    make.framework(name="Nooit")
    fill()

    assert [framework.name for framework in frameworks_to_do("niet-bevestigd")] == ["Van een derde published"]
    overdue = {framework.name for framework in frameworks_to_do("niet-gecontroleerd")}
    assert {"Nooit", "Lang geleden published"} <= overdue
    assert not {"Dit jaar published", "Van een derde published", "Lang geleden draft"} & overdue


def test_every_number_is_that_of_its_list(client, editor):
    editor.groups.add(ensure_groups(apps, CHIEF_EDITORS))
    fill()
    tasks = tasks_for(editor)

    assert len(tasks) == len(TASK_TYPES)
    for task in tasks:
        page = client.get(task.address)
        assert page.status_code == 200, task.label
        assert page.context["cl"].result_count == task.count > 0, task.label


def test_every_condition_of_initiatives_is_at_the_desk():
    queries = [task_type.query.get("werk") for task_type in TASK_TYPES]

    assert set(TASK_QUERIES) <= set(queries)


def test_the_page_shows_and_links_each_task(client, editor):
    fill()
    page = client.get(reverse("admin:index"))

    for task in tasks_for(editor):
        assert f'href="{task.address.replace("&", "&amp;")}"' in page.text
        assert str(task.label) in page.text


def test_an_empty_desk_says_so(client, editor):
    assert "Er is niets te doen." in client.get(reverse("admin:index")).text


def test_a_submitter_sees_what_to_do_and_no_link_that_refuses(client):
    market = make.market(organiser=make.organisation(), publication=make.publication())
    person = User.objects.create_user("inzender", is_staff=True)
    person.groups.add(ensure_groups(apps, SUBMITTERS))
    client.force_login(person)
    text = client.get(reverse("admin:index")).text

    assert f'<a class="button" href="{desk.address(Initiative, "add")}">' in text
    assert "Er is niets te doen." not in text
    assert f'href="{market.get_absolute_url()}"' in text
    assert desk.address(market) not in text


def test_what_needs_nothing_is_named_in_one_line(client, editor):
    make.initiative(**CONTACT | {"next_check": day(-1)})
    page = client.get(reverse("admin:index"))

    assert [task.count for task in page.context["desk"]["urgent"]] == [1]
    assert "Niets te doen bij:" in page.text


def test_more_tasks_need_no_more_queries(client, editor):
    address = reverse("admin:index")
    client.get(address)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    fill()
    with CaptureQueriesContext(connection) as full:
        client.get(address)

    assert len(full) <= len(first) <= 12


def test_who_may_see_nothing_gets_no_numbers(client):
    fill()
    client.force_login(User.objects.create_user("kijker", is_staff=True))
    page = client.get(reverse("admin:index"))

    assert page.status_code == 200
    assert [name for name in ("urgent", "less_urgent", "done", "drafts") if page.context["desk"][name]] == []


def test_my_drafts(client, editor):
    other = make.editor(username="ander")
    content_type = ContentType.objects.get_for_model(Initiative)
    for person, title, state in [
        (editor, "Van mij", State.DRAFT),
        (editor, "Al op de site", State.PUBLISHED),
        (other, "Van een ander", State.DRAFT),
    ]:
        initiative = make.initiative(title=title, state=state)
        LogEntry.objects.create(user=person, content_type=content_type, object_id=initiative.pk, action_flag=ADDITION)

    page = client.get(reverse("admin:index"))

    assert [draft.title for draft in page.context["desk"]["drafts"]] == ["Van mij"]


@pytest.mark.parametrize(
    ("days", "words"), [(12, "nog 12 dagen"), (1, "nog 1 dag"), (0, "vandaag"), (-1, "1 dag geleden")]
)
def test_the_days_to_the_market(client, editor, days, words):
    make.market(organiser=make.organisation(), publication=make.publication(), date=day(days).isoformat())
    make.market(organiser=make.organisation(), publication=make.publication(), date=day(-400).isoformat())

    assert words in " ".join(client.get(reverse("admin:index")).text.split())


@pytest.mark.parametrize("path", ["initiatives/initiative", "reviews/checkrequest"])
def test_an_unknown_task_is_not_everything(client, editor, path):
    fill()

    assert client.get(f"/beheer/{path}/?werk=onzin").context["cl"].result_count == 0


def test_every_list_of_tasks_exists():
    assert all(task_type.records().model in admin.site._registry for task_type in TASK_TYPES)
