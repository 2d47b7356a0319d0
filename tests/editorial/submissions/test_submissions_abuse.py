"""What keeps machines out of the forms for visitors, and how soon we forget who used them."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.dates import months_after
from editorial.submissions.models import Attempt, Submission
from editorial.submissions.retention import purge
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.contribution import FORM, SENDER, answers, link, shown
from tests.support.document import Document

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def theme():
    return make.theme(name="Taal")


def old(**age):
    """Make the submissions older than they are."""
    Submission.objects.update(created_at=NOW - timedelta(**age))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"extra": "Koop nu"}, "Eén veld moet leeg blijven."),
        ({"shown": shown(90_000)}, "Het formulier stond te lang open."),
        ({"shown": "verzonnen"}, "Het formulier stond te lang open."),
        ({"extra": "\x00"}, "Eén veld moet leeg blijven."),
        ({"shown": "\x00"}, "Het formulier stond te lang open."),
        ({"shown": ""}, "Het formulier stond te lang open."),
    ],
)
def test_what_looks_like_a_machine_is_asked_again(client, theme, changes, sentence):
    page = Document(client.post(FORM, answers(theme, **changes)).text)

    assert sentence in page.ids["fouten"].parent.text
    assert page.ids["id_title"]["value"] == "Taalcafé in de bieb"
    assert not page.ids["id_extra"]["value"]
    assert (mail.outbox, Submission.objects.count()) == ([], 0)


def test_who_is_too_fast_is_asked_again(client, theme):
    page = Document(client.post(FORM, answers(theme, shown=shown(0))).text)

    assert "U was wel erg snel." in page.ids["fouten"].parent.text
    assert not Submission.objects.exists()


def test_the_trap_is_not_for_people(client):
    trap = Document(client.get(FORM).text).ids["id_extra"]

    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.parent["aria-hidden"] == "true"


def test_five_forms_an_hour_from_one_address(client, theme):
    found = [client.post(FORM, answers(theme, email=f"a{number}@zwolle.example")).status_code for number in range(6)]
    elsewhere = client.post(FORM, answers(theme), REMOTE_ADDR="192.0.2.7")
    limited = client.post(FORM, answers(theme))

    assert found == [302] * 5 + [429]
    assert elsewhere.status_code == 302
    assert "Probeer het over een uur nog eens." in limited.text
    assert "Vrijwilligers praten elke week" in limited.text, "what was typed is not lost"
    assert limited.headers["Cache-Control"] == "no-store"
    Attempt.objects.update(at=timezone.now() - timedelta(hours=2))
    assert client.post(FORM, answers(theme)).status_code == 302


def test_no_address_is_kept(client, theme):
    client.post(FORM, answers(theme), REMOTE_ADDR="192.0.2.7")
    client.post(FORM, answers(theme), REMOTE_ADDR="2001:db8::1")
    client.post(FORM, answers(theme), REMOTE_ADDR="2001:db8::2")

    kept = [attempt.who for attempt in Attempt.objects.order_by("pk")]
    assert kept[1] == kept[2] != kept[0], "a network of IPv6 is one visitor"
    assert [len(who) for who in kept] == [64] * 3


@pytest.mark.parametrize(("trusted", "statuses"), [(True, [302] * 6), (False, [302] * 5 + [429])])
def test_only_a_trusted_proxy_says_where_a_visitor_is(client, theme, settings, trusted, statuses):
    settings.TRUSTED_PROXY = trusted
    found = []
    for number in range(6):
        forwarded = f"198.51.100.1, 192.0.2.{number}"
        data = answers(theme, email=f"a{number}@zwolle.example")
        found.append(client.post(FORM, data, headers={"x-forwarded-for": forwarded}).status_code)

    assert found == statuses


def test_nobody_is_flooded_with_our_mail(client, theme):
    for number in range(5):
        client.post(FORM, answers(theme, email=SENDER.upper()), REMOTE_ADDR=f"192.0.2.{number}")

    assert len(mail.outbox) == 3


def test_so_many_mails_an_hour(client, theme, monkeypatch):
    monkeypatch.setattr("editorial.submissions.spam_protection.MAILS_PER_HOUR", 2)
    for number in range(4):
        client.post(FORM, answers(theme, email=f"a{number}@zwolle.example"), REMOTE_ADDR=f"192.0.2.{number}")

    assert len(mail.outbox) == 2


def test_a_mail_server_that_is_down(client, theme, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise SMTPServerDisconnected(SENDER)

    monkeypatch.setattr("editorial.submissions.notifications.send", fail)
    answer = client.post(FORM, answers(theme))

    assert "Wij kunnen nu geen mail sturen." in answer.text
    assert "Taalcafé in de bieb" in answer.text
    assert not Submission.objects.exists()
    assert "a link was not mailed" in caplog.text
    assert SENDER not in caplog.text


def test_a_sender_is_forgotten_and_what_they_told_is_kept(client, theme, capsys):
    client.post(FORM, answers(theme))
    path = link()
    client.post(path)
    old(days=300)
    assert purge(NOW)["forgotten"] == 0
    old(days=400)
    assert purge(NOW) == {"removed": 0, "unanswered": 0, "forgotten": 1, "attempts": 0}
    submission = Submission.objects.get()

    assert (submission.email, submission.role, submission.token_hash) == ("", "", None)
    assert submission.initiative == Initiative.objects.get()
    assert client.get(path).status_code == 404
    assert purge(NOW)["forgotten"] == 0, "safe to repeat"
    call_command("purge_personal_data")
    assert "0 inzenders vergeten (ouder dan 12 maanden)" in capsys.readouterr().out


def test_a_sender_asks_to_be_forgotten(client, theme):
    client.post(FORM, answers(theme))
    path = link()
    client.post(path)
    client.force_login(make.editor())
    chosen = {"action": "forget", "_selected_action": [Submission.objects.get().pk]}
    answer = client.post(desk.address(Submission, "changelist"), chosen, follow=True)

    assert "1 inzender gewist." in answer.text
    assert Submission.objects.get().email == ""
    assert client.get(path).status_code == 404


def test_how_long_is_a_setting(client, theme, settings):
    settings.PERSONAL_DATA_MONTHS = 1
    client.post(FORM, answers(theme))
    client.post(link())
    old(days=40)

    assert purge(NOW)["forgotten"] == 1
    assert "Na een maand wissen wij" in client.get("/privacy/").text


def test_what_nobody_confirmed_goes_after_a_week(client, theme):
    client.post(FORM, answers(theme))
    make.initiative(slug="hotelboot")
    client.post("/aanmelden/klopt-niet/hotelboot/", {"text": "Klopt niet.", "email": SENDER, "shown": shown()})
    old(days=6)
    assert purge(NOW)["removed"] == 0
    old(days=8)

    assert purge(NOW) == {"removed": 1, "unanswered": 1, "forgotten": 0, "attempts": 0}
    assert (Submission.objects.get().text, Submission.objects.get().email) == ("Klopt niet.", "")


def test_attempts_are_gone_after_a_day():
    Attempt.objects.create(who="x" * 64)
    Attempt.objects.update(at=NOW - timedelta(hours=25))

    assert purge(NOW)["attempts"] == 1


@pytest.mark.parametrize(("months", "day"), [(12, "2025-11-30"), (9, "2026-02-28"), (11, "2025-12-30")])
def test_a_day_some_months_ago(months, day):
    assert f"{months_after(datetime(2026, 11, 30), -months):%Y-%m-%d}" == day


def test_nothing_of_a_sender_in_the_tables_of_the_site(client, theme):
    client.post(FORM, answers(theme))
    client.post(link())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM initiatives_initiative")
        assert SENDER not in str(cursor.fetchall())
