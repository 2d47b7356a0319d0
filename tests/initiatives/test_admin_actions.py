"""Publishing, withdrawing and checking from the list."""

import datetime

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from core.records import State
from initiatives.models import Initiative
from initiatives.publishability import looks_personal, next_check_date
from tests.support import desk, make
from tests.support.desk import act
from tests.support.document import Document
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.FOUR_EYES = False
    user = make.editor()
    client.force_login(user)
    return user


def test_publish_must_be_confirmed_and_names_the_refusals(client):
    complete = make.initiative(title="Helemaal af", state=State.DRAFT, municipalities=[make.municipality()])
    incomplete = make.initiative(title="Half af", state=State.DRAFT, summary="", sources=[])
    shown = make.initiative(title="Staat er al")

    page = act(client, "publish", complete, incomplete, shown)

    accepted, refused = Document(page.text).find("ul", **{"class": "desk-records"})
    assert "Helemaal af" in accepted.text
    for sentence in (
        "Half af: ",
        "Schrijf een samenvatting",
        "Kies een gemeente",
        "Een gepubliceerd record heeft minstens één bron.",
        "Staat er al: Dit staat al op de site",
    ):
        assert sentence in refused.text
    chosen = Document(page.text).find("input", name=ACTION_CHECKBOX_NAME)
    assert [field["value"] for field in chosen] == [str(complete.pk)]
    assert set(Initiative.objects.published()) == {shown}
    assert not LogEntry.objects.exists()


def test_what_is_confirmed_is_published_and_logged(client):
    drafts = [make.initiative(state=State.DRAFT, municipalities=[make.municipality()]) for _ in range(2)]

    page = act(client, "publish", *drafts, confirm="1")

    assert set(Initiative.objects.published()) == set(drafts)
    assert "2 initiatieven gepubliceerd." in page.text
    assert set(LogEntry.objects.values_list("object_id", flat=True)) == {str(record.pk) for record in drafts}


def test_what_became_incomplete_must_be_confirmed_again(client):
    complete, other = (make.initiative(state=State.DRAFT, municipalities=[make.municipality()]) for _ in range(2))
    other.citations.all().delete()

    page = act(client, "publish", complete, other, confirm="1")

    assert "Er valt nog iets af." in page.text
    assert not Initiative.objects.published().exists()


def test_nothing_left_to_do(client):
    page = act(client, "publish", make.initiative())

    assert "Bij geen van de gekozen records kan dit." in page.text
    assert not Document(page.text).find("input", type="submit", value="Publiceren")


def test_no_more_at_once_than_somebody_can_read(client, monkeypatch):
    monkeypatch.setattr("core.confirmed_actions.MAX_RECORDS", 1)
    drafts = [make.initiative(state=State.DRAFT) for _ in range(2)]

    assert "Kies hoogstens 1 records tegelijk." in act(client, "publish", *drafts).text


def test_publish_clears_the_reason_of_withdrawal(client):
    withdrawn = make.initiative(state=State.WITHDRAWN, municipalities=[make.municipality()])

    act(client, "publish", withdrawn, confirm="1")

    assert Initiative.objects.published().get().withdrawal_reason == ""


def test_withdraw_must_be_confirmed_with_a_reason(client):
    shown = make.initiative(title="Weg ermee")

    page = act(client, "withdraw", shown)

    assert "Weet u zeker dat u dit wilt intrekken?" in page.text
    assert "Weg ermee" in page.text
    assert "<script>" not in page.text
    assert "style=" not in page.text
    assert Initiative.objects.published().exists()


def test_withdraw_does_nothing_without_a_reason(client):
    page = act(client, "withdraw", make.initiative(), confirm="1", reason=" ")

    assert "Schrijf op waarom u dit intrekt." in page.text
    assert Initiative.objects.published().exists()


def test_withdraw_saves_the_reason(client):
    page = act(client, "withdraw", make.initiative(), confirm="1", reason="Het project is gestopt.")

    assert "1 record ingetrokken." in page.text
    assert Initiative.objects.get(state=State.WITHDRAWN).withdrawal_reason == "Het project is gestopt."


def test_withdraw_needs_something_that_is_on_the_site(client):
    page = act(client, "withdraw", make.initiative(state=State.DRAFT))

    assert "Dit staat niet op de site." in page.text


def test_mark_checked_sets_the_next_check(client, editor):
    act(client, "mark_checked", make.initiative(), confirm="1")

    checked = Initiative.objects.get()
    today = timezone.localdate()
    assert (checked.checked_on, checked.checked_by, checked.next_check) == (today, editor, next_check_date(today))


@pytest.mark.parametrize("action", ["mark_checked", "set_next_check"])
def test_what_is_withdrawn_needs_no_check(client, action):
    page = act(client, action, make.initiative(state=State.WITHDRAWN))

    assert "Dit is ingetrokken." in page.text


def test_the_next_check_of_many(client):
    shown, draft = make.initiative(), make.initiative(state=State.DRAFT)
    day = timezone.localdate() + datetime.timedelta(days=30)

    assert (
        "Kies een dag na vandaag." in act(client, "set_next_check", shown, confirm="1", day=timezone.localdate()).text
    )
    assert "Kies een dag." in act(client, "set_next_check", shown, confirm="1").text
    act(client, "set_next_check", shown, draft, confirm="1", day=day)

    assert set(Initiative.objects.values_list("next_check", "checked_on")) == {(day, None)}
    assert LogEntry.objects.count() == 2


def test_what_was_just_checked_comes_first_on_the_site(client):
    make.initiative(title="Eerder", checked_on=timezone.localdate() - datetime.timedelta(days=1))
    late = make.initiative(title="Nu")
    address = "/initiatieven/?sorteer=nieuwste"
    assert client.get(address).text.index("Eerder") < client.get(address).text.index(late.get_absolute_url())

    act(client, "mark_checked", late, confirm="1")

    text = client.get(address).text
    assert text.index(late.get_absolute_url()) < text.index("Eerder")


@pytest.mark.parametrize(
    ("day", "next_check"), [("2026-01-15", "2026-07-15"), ("2026-08-31", "2027-02-28"), ("2026-12-01", "2027-06-01")]
)
def test_half_a_year_later(day, next_check):
    assert next_check_date(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(next_check)


@pytest.mark.parametrize(("months", "next_check"), [(1, "2026-02-28"), (12, "2027-01-31"), (30, "2028-07-31")])
def test_after_another_time_by_setting(settings, months, next_check):
    settings.CHECK_AGAIN_MONTHS = months

    assert next_check_date(datetime.date(2026, 1, 31)) == datetime.date.fromisoformat(next_check)


@pytest.mark.parametrize(
    ("address", "personal"),
    [
        ("piet.jansen@gemeente.example", True),
        ("p.jansen@gemeente.example", True),
        ("opvang@gmail.com", True),
        ("opvang@gemeente.example", False),
        ("team-opvang@gemeente.example", False),
        ("", False),
        ("jan.de.vries@gemeente.example", True),
        ("jan.van.dijk@gemeente.example", True),
        ("rené.visser@gemeente.example", True),
        ("rene\u0301.visser@gemeente.example", True),
        ("wim.li@gemeente.example", True),
        ("jan-willem.bos@gemeente.example", True),
        ("jan.jansen2@gemeente.example", True),
        ("j.p.van-der.wijk@gemeente.example", True),
        ("JAN_POST@gemeente.example", True),
        ("a.van.der.zorgen@gemeente.example", True),
        ("opvang@GMAIL.com", True),
        ("team.wonen@gemeente.example", False),
        ("info.opvang@gemeente.example", False),
        ("wijkteam_noord@gemeente.example", False),
        ("sociaal-domein@gemeente.example", False),
        ("gemeente.utrecht@gemeente.example", False),
        ("Klantcontactcentrum.Den.Haag@gemeente.example", False),
        ("zorg.en.jeugd@gemeente.example", False),
        ("kcc@gemeente.example", False),
        ("wonen2@gemeente.example", False),
    ],
)
def test_which_address_looks_personal(address, personal):
    assert looks_personal(address) == personal


def test_another_record_without_source_is_not_published(client):
    theme = make.theme(state=State.DRAFT)

    page = act(client, "publish", theme)
    assert "Een gepubliceerd record heeft minstens één bron." in page.text

    theme.sources.add(make.publication())
    act(client, "publish", theme, confirm="1")
    assert Theme.objects.published().get() == theme


def test_editors_cannot_delete_from_the_list(client):
    page = client.get(desk.address(make.initiative(), "changelist"))

    assert 'value="publish"' in page.text
    assert "delete_selected" not in page.text
