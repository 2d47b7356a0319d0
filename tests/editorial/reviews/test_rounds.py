"""The yearly round: one mail to a municipality, one page with all its examples, a reminder, and who answered."""

import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape

from core.records import State
from editorial.reviews.jobs import remind_rounds
from editorial.reviews.models import CheckRequest, ContactAgreement, Round
from editorial.reviews.rounds import start_round
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.check_requests import MAILBOX, TODAY, send_reminders, set_today
from tests.support.mails import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, TODAY)


@pytest.fixture
def place():
    return make.municipality(name="Zwolle")


@pytest.fixture
def examples(place):
    return [make.initiative(title=title, municipalities=[place]) for title in ("Aanpak", "Buurtbus", "Cursus")]


@pytest.fixture
def agreement(place):
    return ContactAgreement.objects.create(municipality=place, mailbox=MAILBOX, agreed_on=TODAY)


@pytest.fixture
def path(examples, agreement, place):
    """The path in the mail of a round that began today."""
    assert start_round(place)
    return mailed_path()


def mailed_path():
    start = f"{settings.PORTAL_URL}/controle/ronde/"
    return next(line for line in deliver()[-1].body.splitlines() if line.startswith(start))[len(settings.PORTAL_URL) :]


def data(**answers):
    """What a municipality chooses, by the first letters of titles: `a="ja"` or `b=("gestopt", "Geen geld.")`."""
    posted = {}
    for asked in CheckRequest.objects.select_related("initiative"):
        answer = answers.get(asked.initiative.title[0].lower(), "")
        choice, text = answer if isinstance(answer, tuple) else (answer, "")
        posted |= {f"v{asked.pk}-answer": choice, f"v{asked.pk}-text": text}
    return posted


def answered():
    """What was answered: a dict from title to answer and explanation."""
    rows = CheckRequest.objects.exclude(answered_at=None).values_list("initiative__title", "answer", "text")
    return {title: (answer, text) for title, answer, text in rows}


def days_later(monkeypatch, days):
    set_today(monkeypatch, TODAY + datetime.timedelta(days=days))


class TestMail:
    def test_one_mail_names_all_examples(self, path, examples):
        [message] = deliver()

        assert message.to == [MAILBOX]
        assert "Zwolle" in message.subject
        for initiative in examples:
            assert initiative.title in message.body
            assert initiative.get_absolute_url() in message.body
        assert "24 december 2026" in message.body
        assert settings.CONTACT_EMAIL in message.body

    def test_once_a_year(self, path, place, monkeypatch):
        assert not start_round(place)
        assert len(deliver()) == 1
        days_later(monkeypatch, 60)
        ContactAgreement.objects.update(valid_until=None)
        assert start_round(place)

    def test_only_what_is_on_the_site(self, place, agreement):
        make.initiative(title="Zichtbaar", municipalities=[place])
        make.initiative(title="Concept", municipalities=[place], state=State.DRAFT)
        start_round(place)

        assert "Concept" not in deliver()[-1].body

    @pytest.mark.parametrize("fields", [{"valid_until": datetime.date(2026, 11, 23)}, {"mailbox": "jan@gmail.com"}])
    def test_nobody_is_asked_without_a_valid_agreement(self, place, examples, agreement, fields):
        ContactAgreement.objects.update(**fields)

        assert not start_round(place)
        assert not Round.objects.exists()

    def test_nobody_is_asked_about_nothing(self, place, agreement):
        assert not start_round(place)

    def test_what_merged_into_it_is_asked_with_it(self, place, examples, agreement):
        old = make.municipality(name="Oud", successor=place, ended_on=TODAY)
        make.initiative(title="Van vroeger", municipalities=[old])
        start_round(place)

        assert "Van vroeger" in deliver()[-1].body

    def test_what_is_in_a_round_is_not_asked_apart(self, path, examples):
        Initiative.objects.update(next_check=TODAY)
        ContactAgreement.objects.create(initiative=examples[0], mailbox=MAILBOX, agreed_on=TODAY)
        send_reminders()

        assert len(deliver()) == 1

    def test_the_database_knows_no_link(self, path):
        token = path.split("/")[-2]
        rows = [*Round.objects.values(), *CheckRequest.objects.values()]

        assert token not in str(rows)


class TestPage:
    def test_looking_changes_nothing(self, client, path, examples):
        for _scanner in range(2):
            page = client.get(path)

        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex"
        assert all(initiative.title in page.text for initiative in examples)
        assert answered() == {}

    def test_three_examples_three_answers(self, path, examples):
        visitor = Client(enforce_csrf_checks=True)
        posted = data(a="ja", b=("veranderd", "Rijdt nu ook op zondag."), c=("gestopt", "Geen geld."))
        assert visitor.post(path, posted).status_code == 302

        assert answered() == {
            "Aanpak": ("ja", ""),
            "Buurtbus": ("veranderd", "Rijdt nu ook op zondag."),
            "Cursus": ("gestopt", "Geen geld."),
        }
        page = visitor.get(path)
        assert "U heeft alles beantwoord" in page.text
        assert "<form" not in page.text.split("<main")[1].split("</main>")[0]
        assert CheckRequest.objects.waiting().count() == 2
        assert set(Initiative.objects.values_list("confirmed_on", flat=True)) == {None}

    def test_the_rest_can_wait(self, client, path):
        client.post(path, data(a="ja"))
        assert set(answered()) == {"Aanpak"}

        client.post(path, data(a="gestopt", c=("gestopt", "Klaar.")))
        assert answered() == {"Aanpak": ("ja", ""), "Cursus": ("gestopt", "Klaar.")}

    @pytest.mark.parametrize(
        ("answers", "message"),
        [
            ({}, "Kies bij minstens één voorbeeld"),
            ({"a": "ja", "b": "veranderd"}, "Schrijf op wat er is veranderd"),
            ({"a": "ja", "b": "gestopt"}, "Schrijf op waarom het is gestopt"),
            ({"a": "ja", "b": ("", "Iets.")}, "Kies ook een antwoord"),
            ({"a": "ja", "b": "misschien"}, "Kies een van de drie antwoorden"),
            ({"a": "ja", "b": ("veranderd", "a" * 2001)}, "hoogstens 2.000 tekens"),
        ],
    )
    def test_what_is_wrong_stores_nothing(self, client, path, answers, message):
        page = client.post(path, data(**answers))

        assert page.status_code == 200
        assert message in page.text
        assert answered() == {}

    def test_each_error_leads_to_its_field(self, client, path):
        page = client.post(path, data(a="veranderd", b=("", "Iets.")))
        first, second = CheckRequest.objects.order_by("initiative__title")[:2]

        for anchor in (f"toelichting-v{first.pk}", f"antwoord-ja-v{second.pk}"):
            assert f'href="#{anchor}"' in page.text
            assert f'id="{anchor}"' in page.text

    def test_what_left_the_site_is_neither_asked_nor_named(self, client, path):
        client.post(path, data(a="ja"))
        Initiative.objects.exclude(title="Cursus").update(state=State.WITHDRAWN, withdrawal_reason="x")
        page = client.get(path)

        assert "Cursus" in page.text
        assert "Aanpak" not in page.text
        assert "Buurtbus" not in page.text

    @pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
    def test_it_ends(self, client, path, monkeypatch, days, status):
        days_later(monkeypatch, days)

        assert client.get(path).status_code == status
        assert client.post(path, data(a="ja")).status_code in {status, 302}
        assert bool(answered()) == (status == 200)

    @pytest.mark.parametrize("token", ["x", "a.b.c", "MQ:1:x", "%00"])
    def test_a_forged_link(self, client, path, token):
        assert client.get(f"/controle/ronde/{token}/").status_code == 404

    def test_more_examples_need_no_more_queries(self, client, path, place, django_assert_max_num_queries):
        for number in range(8):
            extra = make.initiative(title=f"Extra {number}", municipalities=[place])
            CheckRequest.objects.create(
                initiative=extra,
                round=Round.objects.get(),
                due_on=TODAY,
                token_hash=f"{number}",
                sent_at=extra.updated_at,
            )
        with django_assert_max_num_queries(12):
            client.get(path)


class TestReminder:
    def test_once_after_two_weeks_about_the_rest(self, client, path, monkeypatch):
        client.post(path, data(a="ja"))
        days_later(monkeypatch, 13)
        remind_rounds()
        assert len(deliver()) == 1
        days_later(monkeypatch, 14)
        for _run in range(2):
            call_command("send_reminders", verbosity=0)

        assert len(deliver()) == 2
        assert "Aanpak" not in deliver()[-1].body
        assert "Cursus" in deliver()[-1].body
        days_later(monkeypatch, 40)
        assert client.get(mailed_path()).status_code == 200
        assert CheckRequest.objects.asked_now().count() == 2, "they can still be answered, so nobody asks again"

    def test_not_when_all_is_answered_or_nobody_agrees_any_more(self, client, path, monkeypatch):
        days_later(monkeypatch, 15)
        ContactAgreement.objects.update(valid_until=TODAY)
        remind_rounds()
        assert len(deliver()) == 1

        ContactAgreement.objects.update(valid_until=None)
        client.post(path, data(a="ja", b="ja", c="ja"))
        remind_rounds()
        assert len(deliver()) == 1


class TestDesk:
    @pytest.fixture(autouse=True)
    def _logged_in(self, client):
        client.force_login(make.editor())

    def test_an_editor_begins_it_once(self, client, examples, agreement):
        page = desk.act(client, "start_round", agreement)
        assert "3 voorbeelden" in page.text
        assert not Round.objects.exists()
        desk.act(client, "start_round", agreement, confirm="1")
        again = desk.act(client, "start_round", agreement)

        assert Round.objects.count() == len(deliver()) == 1
        assert "al gevraagd" in again.text

    def test_the_list_and_the_report_say_who_answered(self, client, path):
        Client().post(path, data(a="ja", b=("gestopt", "Geen geld.")))
        started = Round.objects.get()

        page = client.get(desk.address(Round, "changelist", stand="deels"))
        assert page.context["cl"].result_count == 1
        assert "2.026" not in page.text
        assert client.get(desk.address(Round, "changelist", stand="alles")).context["cl"].result_count == 0
        form = client.get(desk.address(started)).text
        assert "Buurtbus" in form
        response = desk.act(client, "download_report", started)
        assert "Zwolle,2026,2026-11-24,,3,2,1,0,1" in response.getvalue().decode("utf-8-sig")

    def test_all_that_is_right_is_accepted_at_once(self, client, path, examples):
        Client().post(path, data(a="ja", b="ja", c=("gestopt", "Geen geld.")))
        assert set(Initiative.objects.values_list("confirmed_on", "checked_on")) == {(None, None)}
        waiting = f"/beheer/reviews/checkrequest/?werk=bevestigd&round__id__exact={Round.objects.get().pk}"
        assert f'href="{escape(waiting)}">2<' in client.get(desk.address(Round, "changelist")).text
        results = client.get(waiting).context["cl"].result_list
        desk.act(client, "accept", *results, confirm="1")

        confirmed = Initiative.objects.filter(confirmed_on=TODAY, checked_on=TODAY)
        assert {*confirmed.values_list("title", flat=True)} == {"Aanpak", "Buurtbus"}
        assert not CheckRequest.objects.to_accept().exists()
        report = desk.act(client, "download_report", Round.objects.get()).getvalue().decode("utf-8-sig")
        assert "Zwolle,2026,2026-11-24,,3,3,2,0,1" in report
