"""Confirmed by the municipality: an editor takes over its "ja", and asks it when nobody else did."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from core.records import State
from editorial.reviews.answers import accept, changed_since_answer
from editorial.reviews.models import CheckRequest, ContactAgreement
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.check_requests import MAILBOX, TODAY, initiative_due, mailed_path, send_reminders, set_today
from tests.support.mails import deliver

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


PAGES = ["/initiatieven/", "/initiatieven/?weergave=tabel", "/initiatieven/?actualiteit=bevestigd"]


def test_a_yes_alone_says_nothing_on_the_site(client, asked):
    for path in [*PAGES, asked.initiative.get_absolute_url()]:
        assert CONFIRMED not in client.get(path).text, path


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


def test_an_editor_may_leave_it(client, editor, asked):
    desk.act(client, "decline", asked, confirm="1")

    asked.refresh_from_db()
    assert asked.is_accepted is False
    assert Initiative.objects.get().confirmed_on is None
    assert not CheckRequest.objects.to_accept().exists()


def test_it_is_decided_once(client, editor, asked):
    desk.act(client, "accept", asked, confirm="1")
    page = desk.act(client, "decline", asked)

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
    for name in ("accept", "decline"):
        desk.act(client, name, asked, confirm="1")

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


class TestAskNow:
    @pytest.fixture
    def initiative(self):
        place = make.municipality(name="Zwolle")
        ContactAgreement.objects.create(municipality=place, mailbox=MAILBOX, agreed_on=TODAY)
        return make.initiative(title="Taalcoaches", municipalities=[place])

    def test_the_button_asks_after_a_confirmation(self, client, editor, initiative):
        address = desk.address(initiative, "ask")
        form = client.get(desk.address(initiative))
        page = client.get(address)
        assert f'href="{address}"' in form.text
        assert MAILBOX in page.text
        assert deliver() == []
        done = client.post(address, {"confirm": "1", "action": "ask_municipality", "_selected_action": initiative.pk})

        assert done.url == desk.address(initiative)
        [message] = deliver()
        assert message.to == [MAILBOX]
        Client().post(mailed_path(), {"answer": "ja"})
        assert CheckRequest.objects.to_accept().count() == 1

    def test_not_again_while_a_question_is_open(self, client, editor, initiative):
        desk.act(client, "ask_municipality", initiative, confirm="1")
        page = desk.act(client, "ask_municipality", initiative, confirm="1")

        assert "nog niet beantwoord" in page.text
        assert len(deliver()) == 1

    def test_not_again_on_the_day_of_the_answer(self, client, editor, initiative):
        desk.act(client, "ask_municipality", initiative, confirm="1")
        CheckRequest.objects.update(answer="gestopt", text="Klaar.", answered_at=CheckRequest.objects.get().sent_at)
        page = desk.act(client, "ask_municipality", initiative, confirm="1")

        assert "heeft de gemeente al geantwoord" in page.text
        assert len(deliver()) == 1

    def test_not_without_a_mailbox(self, client, editor, initiative):
        ContactAgreement.objects.all().delete()
        page = client.get(desk.address(initiative, "ask"))

        assert "geen postbus die akkoord ging" in page.text

    def test_it_counts_for_the_check_that_is_due(self, client, editor, initiative):
        Initiative.objects.update(next_check=TODAY)
        ContactAgreement.objects.create(initiative=initiative, mailbox=MAILBOX, agreed_on=TODAY)
        initiative.refresh_from_db()
        desk.act(client, "ask_municipality", initiative, confirm="1")
        send_reminders()

        assert len([message for message in deliver() if message.to == [MAILBOX]]) == 1
