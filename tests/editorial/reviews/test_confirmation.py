"""Confirmed by the municipality: an editor takes over its "ja", and asks it when nobody else did."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core.records import State
from editorial.audit.models import AuditEntry
from editorial.reviews.answers import accept, changed_since_answer
from editorial.reviews.models import CheckRequest
from editorial.revisions.history.models import PublicChange
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.check_requests import TODAY, initiative_due, mailed_path, send_reminders, set_today

pytestmark = pytest.mark.django_db
CONFIRMED = "Bevestigd door de gemeente, november 2026"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, TODAY)


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture
def asked():
    """A question that the municipality answered with yes."""
    initiative_due()
    send_reminders()
    Client().post(mailed_path(), {"answer": "ja"})
    return CheckRequest.objects.get()


NEXT_DAY = TODAY + datetime.timedelta(days=1)
PAGES = ["/initiatieven/", "/initiatieven/?weergave=tabel", "/initiatieven/?actualiteit=bevestigd"]


def decide(client, name, check_request):
    """Click one of the two buttons beside a yes in the list; returns the page that follows."""
    list_url = desk.address(CheckRequest, "changelist", werk="bevestigd")
    assert f'name="{name}" value="{check_request.pk}"' in client.get(list_url).text
    return client.post(list_url, {name: check_request.pk}, follow=True)


def set_aside(client, check_request, reason="De gemeente bedoelde een ander project."):
    return desk.act(client, "set_aside", check_request, confirm="1", reason=reason)


def test_a_yes_alone_says_nothing_on_the_site(client, asked):
    for path in [*PAGES, asked.initiative.get_absolute_url()]:
        text = client.get(path).text
        assert CONFIRMED not in text, path
        assert "Gecontroleerd op" not in text, path
    row = Initiative.objects.get()
    assert (row.checked_on, row.next_check, row.checked_by_municipality) == (None, TODAY, False)


def test_an_editor_accepts_it_with_one_click_as_of_the_day_of_the_answer(client, editor, asked, monkeypatch):
    set_today(monkeypatch, NEXT_DAY)
    client.force_login(editor)
    page = decide(client, "accept", asked)

    assert "1 bevestiging overgenomen." in page.text
    assert page.context["cl"].result_count == 0
    row = Initiative.objects.get()
    assert (row.checked_on, row.confirmed_on, row.next_check) == (TODAY, TODAY, datetime.date(2027, 5, 24))
    assert (row.checked_by_municipality, row.checked_by) == (True, None)
    shown = Client().get(row.get_absolute_url()).text
    assert CONFIRMED in shown
    assert "24 november 2026" in shown
    assert "25 november 2026" not in shown
    line = AuditEntry.objects.filter(object_type="reviews.checkrequest", actor__contains=editor.username).get()
    assert "Bevestiging overnemen" in line.action
    history = client.get(desk.address(asked, "history")).text
    assert "Bevestiging overgenomen." in history
    assert editor.username in history


def test_the_history_says_check_and_confirmation_in_one_change(client, editor, asked):
    desk.act(client, "accept", asked, confirm="1")

    change = PublicChange.objects.latest("pk")
    assert change.differences == [
        ["Bevestigd door de gemeente", "nog niet", "november 2026"],
        ["Gecontroleerd", "nog niet", "24 november 2026, door de gemeente"],
    ]
    assert (change.before["checked_on"], change.before["confirmed_on"]) == (None, None)
    assert (change.after["checked_on"], change.after["confirmed_on"]) == (TODAY.isoformat(), TODAY.isoformat())


def test_a_check_of_after_the_answer_stays(client, editor, asked):
    own_check = {"checked_on": NEXT_DAY, "next_check": datetime.date(2028, 1, 1)}
    Initiative.objects.update(**own_check)
    desk.act(client, "accept", asked, confirm="1")

    row = Initiative.objects.get()
    assert {name: getattr(row, name) for name in own_check} == own_check
    assert (row.confirmed_on, row.checked_by_municipality) == (TODAY, False)


def test_a_draft_knows_of_the_check(client, editor, asked):
    municipalities = [make.municipality().pk]
    draft = desk.draft(asked.initiative, make.editor(username="auteur"), title="Nieuw", municipalities=municipalities)
    desk.act(client, "accept", asked, confirm="1")

    draft.refresh_from_db()
    assert draft.snapshot["checked_on"] == TODAY.isoformat()


def test_after_it_is_accepted_it_comes_first_on_the_site(client, editor, asked):
    make.initiative(title="Eerder", checked_on=TODAY - datetime.timedelta(days=1))
    address = "/initiatieven/?sorteer=nieuwste"
    assert client.get(address).text.index("Eerder") < client.get(address).text.index("Taalcoaches")

    desk.act(client, "accept", asked, confirm="1")

    text = client.get(address).text
    assert text.index("Taalcoaches") < text.index("Eerder")


def test_a_yes_of_before_answers_waited_can_still_be_accepted(client, editor, asked):
    """It moved the check at once, and was handled then."""
    CheckRequest.objects.update(handled=True)
    Initiative.objects.update(checked_on=TODAY, checked_by_municipality=True)
    decide(client, "accept", asked)

    row = Initiative.objects.get()
    assert (row.checked_on, row.checked_by_municipality, row.confirmed_on) == (TODAY, True, TODAY)


def test_who_may_not_change_it_decides_nothing(client, asked):
    reader = make.editor(username="lezer")
    reader.groups.clear()
    reader.user_permissions.add(Permission.objects.get(codename="view_checkrequest"))
    client.force_login(reader)
    for name in ("accept", "set_aside"):
        client.post(desk.address(CheckRequest, "changelist"), {name: asked.pk})

    assert CheckRequest.objects.to_accept().exists()


def test_its_form_has_the_buttons_too_and_nothing_to_tick(client, editor, asked):
    form = client.get(desk.address(asked)).text

    assert 'formaction="/beheer/reviews/checkrequest/?werk=bevestigd"' in form
    assert 'name="handled"' not in form
    set_aside(client, asked, "Dit gaat over Zwolle-Zuid.")
    form = client.get(desk.address(asked)).text
    assert "Dit gaat over Zwolle-Zuid." in form
    assert "formaction" not in form


def test_an_editor_takes_it_over_to_page_list_facet_and_export(client, editor, asked):
    make.initiative(title="Een ander")
    desk.act(client, "accept", asked, confirm="1")

    asked.refresh_from_db()
    assert asked.is_accepted
    for path in [*PAGES, asked.initiative.get_absolute_url()]:
        assert CONFIRMED in Client().get(path).text, path
    assert "Een ander" not in Client().get(PAGES[-1]).text.split('id="resultaten"')[-1]
    exported = Client().get("/initiatieven/export/").getvalue().decode("utf-8-sig")
    header, *rows = exported.splitlines()
    assert "bevestigd door de gemeente op" in header
    assert [TODAY.isoformat() in row for row in rows if "Taalcoaches" in row] == [True]


def test_what_the_editors_check_is_no_confirmation(client, editor, asked):
    other = make.initiative(title="Nagekeken", checked_on=TODAY)

    assert CONFIRMED not in client.get(other.get_absolute_url()).text


def test_an_editor_may_leave_it_for_a_reason_that_is_erased_in_time(client, editor, asked, monkeypatch):
    page = decide(client, "set_aside", asked)
    assert asked.initiative.title in page.text
    assert desk.act(client, "set_aside", asked, confirm="1").context["form"].errors
    assert CheckRequest.objects.to_accept().exists()
    page = set_aside(client, asked)
    assert "1 bevestiging niet overgenomen." in page.text

    asked.refresh_from_db()
    assert (asked.is_accepted, asked.handled) == (False, True)
    assert asked.reason == "De gemeente bedoelde een ander project."
    row = Initiative.objects.get()
    assert (row.confirmed_on, row.checked_on) == (None, None)
    assert not CheckRequest.objects.to_accept().exists()
    assert asked.reason not in Client().get(row.get_absolute_url()).text
    set_today(monkeypatch, TODAY + datetime.timedelta(days=370))
    call_command("purge_personal_data", verbosity=0)
    assert CheckRequest.objects.get().reason == ""


def test_it_is_decided_once(client, editor, asked):
    desk.act(client, "accept", asked, confirm="1")
    page = desk.act(client, "set_aside", asked)

    assert "al beslist" in page.text


def test_an_older_answer_does_not_take_its_place(client, editor, asked):
    later = TODAY + datetime.timedelta(days=300)
    Initiative.objects.update(confirmed_on=later)
    desk.act(client, "accept", asked, confirm="1")

    assert Initiative.objects.get().confirmed_on == later


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda asked: CheckRequest.objects.update(answer="gestopt"), "geen ‘ja’"),
        (lambda asked: Initiative.objects.update(state=State.DRAFT), "staat niet op de site"),
    ],
)
def test_what_is_no_confirmation_is_not_taken_over(client, editor, asked, change, message):
    change(asked)
    page = desk.act(client, "accept", asked, confirm="1")

    assert message in page.text
    assert Initiative.objects.get().confirmed_on is None


def withdrawn(record):
    Initiative.objects.filter(pk=record.pk).update(state=State.WITHDRAWN, withdrawal_reason="Het bestaat niet meer.")


def changed(record):
    author = make.editor(username="auteur", superuser=True)
    municipalities = [make.municipality().pk]
    desk.draft(record, author, title="Nieuw", municipalities=municipalities).publish(author)


@pytest.mark.parametrize("happened", [withdrawn, changed])
def test_what_can_no_longer_be_taken_over_can_be_set_aside(client, editor, asked, monkeypatch, happened):
    set_today(monkeypatch, TODAY + datetime.timedelta(days=1))
    client.force_login(editor)
    happened(asked.initiative)
    desk.act(client, "accept", asked, confirm="1")
    set_aside(client, asked)

    asked.refresh_from_db()
    assert asked.is_accepted is False
    assert Initiative.objects.get().confirmed_on is None
    assert not CheckRequest.objects.to_accept().exists()


@pytest.mark.parametrize("later", [{"minutes": 1}, {"days": 1}])
def test_content_of_after_the_answer_is_not_confirmed(client, editor, asked, monkeypatch, later):
    moment = timezone.now() + datetime.timedelta(**later)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    client.force_login(editor)
    assert not changed_since_answer(asked)
    changed(asked.initiative)
    page = desk.act(client, "accept", asked, confirm="1")

    assert "gewijzigd nadat de gemeente antwoordde" in page.text
    assert not accept(asked)
    assert Initiative.objects.get().confirmed_on is None


def test_what_only_the_desk_reads_is_no_change(client, editor, asked, monkeypatch):
    """Also on the day that the content itself changed, as long as that was before the answer."""
    real, passed = timezone.now, [datetime.timedelta(hours=-2)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: real() + passed[0])
    changed(asked.initiative)
    passed[0] = datetime.timedelta(hours=1)
    author = make.editor(username="tweede", superuser=True)
    desk.draft(Initiative.objects.get(), author, internal_note="Gebeld.").publish(author)
    assert not changed_since_answer(asked)
    client.force_login(editor)
    desk.act(client, "accept", asked, confirm="1")

    assert Initiative.objects.get().confirmed_on == TODAY
    desk.draft(Initiative.objects.get(), author, title="Toch anders").publish(author)
    assert changed_since_answer(asked)


def test_it_stays_when_a_draft_is_published(client, editor, asked):
    desk.act(client, "accept", asked, confirm="1")
    municipalities = [make.municipality().pk]
    desk.draft(asked.initiative, make.editor(username="auteur"), title="Nieuw", municipalities=municipalities)
    desk.publish(asked.initiative)

    assert Initiative.objects.get().confirmed_on == TODAY
