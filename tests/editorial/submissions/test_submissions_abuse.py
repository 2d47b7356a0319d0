"""Spam protection of the public forms, and the retention of personal data in them."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.conf import settings as project_settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.dates import months_after
from editorial.outbox.models import Mail
from editorial.outbox.sending import NOWHERE
from editorial.submissions.models import Attempt, Submission
from editorial.submissions.retention import purge_submissions
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document
from tests.support.mails import deliver, make_due
from tests.support.submission_forms import FORM_PATH, SENDER, form_data, mailed_path, shown

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def theme():
    return make.theme(name="Taal")


def make_older(**age):
    """Let all submissions be of so long ago."""
    Submission.objects.update(created_at=NOW - timedelta(**age))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"extra": "Koop nu"}, "Eén veld moet leeg blijven."),
        ({"shown": shown(90_000)}, "Het formulier stond te lang open."),
        ({"shown": "verzonnen"}, "Het formulier stond te lang open."),
        ({"extra": "\x00"}, "Eén veld moet leeg blijven."),
        ({"shown": "\x00"}, "Het formulier stond te lang open."),
        ({"shown": ""}, "Het formulier stond te lang open."),
    ],
)
def test_what_looks_like_a_bot_gets_the_form_again(client, theme, changes, message):
    page = Document(client.post(FORM_PATH, form_data(theme, **changes)).text)

    assert message in page.ids["fouten"].parent.text
    assert page.ids["id_title"]["value"] == "Taalcafé in de bieb"
    assert not page.ids["id_extra"]["value"]
    assert (deliver(), Submission.objects.count()) == ([], 0)


def test_who_is_too_fast_gets_the_form_again(client, theme):
    page = Document(client.post(FORM_PATH, form_data(theme, shown=shown(0))).text)

    assert "U was wel erg snel." in page.ids["fouten"].parent.text
    assert not Submission.objects.exists()


def test_the_trap_is_not_for_people(client):
    trap = Document(client.get(FORM_PATH).text).ids["id_extra"]

    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.parent["aria-hidden"] == "true"


def test_five_forms_an_hour_from_one_address(client, theme):
    statuses = [
        client.post(FORM_PATH, form_data(theme, email=f"a{number}@zwolle.example")).status_code for number in range(6)
    ]
    elsewhere = client.post(FORM_PATH, form_data(theme), REMOTE_ADDR="192.0.2.7")
    limited = client.post(FORM_PATH, form_data(theme))

    assert statuses == [302] * 5 + [429]
    assert elsewhere.status_code == 302
    assert "Probeer het over een uur nog eens." in limited.text
    assert "Vrijwilligers praten elke week" in limited.text, "what was typed is not lost"
    assert limited.headers["Cache-Control"] == "no-store"
    Attempt.objects.update(at=timezone.now() - timedelta(hours=2))
    assert client.post(FORM_PATH, form_data(theme)).status_code == 302


def test_no_ip_address_is_stored(client, theme):
    client.post(FORM_PATH, form_data(theme), REMOTE_ADDR="192.0.2.7")
    client.post(FORM_PATH, form_data(theme), REMOTE_ADDR="2001:db8::1")
    client.post(FORM_PATH, form_data(theme), REMOTE_ADDR="2001:db8::2")

    hashes = [attempt.who for attempt in Attempt.objects.order_by("pk")]
    assert hashes[1] == hashes[2] != hashes[0], "a network of IPv6 is one visitor"
    assert [len(value) for value in hashes] == [64] * 3


@pytest.mark.parametrize(("trusted", "statuses"), [(True, [302] * 6), (False, [302] * 5 + [429])])
def test_only_a_trusted_proxy_says_where_a_visitor_is(client, theme, settings, trusted, statuses):
    settings.TRUSTED_PROXY = trusted
    received = []
    for number in range(6):
        forwarded = f"198.51.100.1, 192.0.2.{number}"
        data = form_data(theme, email=f"a{number}@zwolle.example")
        received.append(client.post(FORM_PATH, data, headers={"x-forwarded-for": forwarded}).status_code)

    assert received == statuses


def test_nobody_is_flooded_with_our_mail(client, theme):
    for number in range(5):
        client.post(FORM_PATH, form_data(theme, email=SENDER.upper()), REMOTE_ADDR=f"192.0.2.{number}")

    assert len(deliver()) == 3


def test_a_few_networks_cannot_close_the_forms(client, theme):
    """120 forms from two networks, each with its own mail address: they are limited, and nobody else is."""
    statuses = []
    for number in range(60):
        for network in ("192.0.2", "2001:db8:1:{:x}:"):
            address = f"{network.format(number)}:1" if ":" in network else f"{network}.{number}"
            data = form_data(theme, email=f"a{number}.{len(network)}@zwolle.example")
            statuses.append(client.post(FORM_PATH, data, REMOTE_ADDR=address).status_code)

    assert (statuses.count(302), statuses.count(429)) == (60, 60)
    assert client.post(FORM_PATH, form_data(theme), REMOTE_ADDR="198.51.100.1").status_code == 302
    assert client.post(FORM_PATH, form_data(theme, title="B"), REMOTE_ADDR="2001:db8:2::1").status_code == 302


def test_visitors_over_ipv4_are_not_one_network(client, theme):
    """A server that listens on IPv6 too gives their addresses as ::ffff:192.0.2.1."""
    for number in range(8):
        data = form_data(theme, email=f"a{number}@zwolle.example")
        assert client.post(FORM_PATH, data, REMOTE_ADDR=f"::ffff:192.0.{number}.1").status_code == 302


@pytest.mark.parametrize("email", [SENDER.upper(), SENDER.replace("@", "+{}@")])
def test_one_mailbox_under_many_names(client, theme, email):
    for number in range(5):
        data = form_data(theme, email=email.format(number), title=f"Nummer {number}")
        client.post(FORM_PATH, data, REMOTE_ADDR=f"192.0.2.{number}")

    assert len(deliver()) == 3


def test_a_mail_server_that_is_down_delays_the_mail(client, theme, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise SMTPServerDisconnected(SENDER)

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", fail)
        response = client.post(FORM_PATH, form_data(theme))
        assert deliver() == []

    assert response.status_code == 302
    assert SENDER not in caplog.text
    make_due()
    client.post(mailed_path())
    assert Submission.objects.get().confirmed_at


class TestSameForm:
    """A form that is posted more than once, by a second click or a reload."""

    def test_one_submission_and_one_mail(self, client, theme):
        data = form_data(theme)
        responses = [client.post(FORM_PATH, data) for _time in range(3)]

        assert {response.headers["Location"] for response in responses} == {"/aanmelden/verstuurd/"}
        assert (len(deliver()), Submission.objects.count(), Attempt.objects.count()) == (1, 1, 1)

    def test_of_a_correction(self, client):
        make.initiative(slug="hotelboot")
        for data in [{"text": "Klopt niet.", "email": email, "shown": shown()} for email in ("", SENDER)]:
            for _time in range(3):
                client.post("/aanmelden/klopt-niet/hotelboot/", data)

        assert (len(deliver()), Submission.objects.count()) == (1, 2)

    def test_another_text_is_another_form(self, client, theme):
        data = form_data(theme)
        for title in ("Een", "Twee"):
            client.post(FORM_PATH, data | {"title": title})

        assert (len(deliver()), Submission.objects.count()) == (2, 2)

    def test_of_an_addition(self, client, theme):
        client.post(FORM_PATH, form_data(theme))
        client.post(mailed_path())
        for _time in range(3):
            client.post(mailed_path(), {"text": "Ook op zaterdag."})

        assert Submission.objects.get().additions.count() == 1


class TestWithoutMailServer:
    """A form that needs a mail says that there is none, and saves nothing."""

    @pytest.fixture(autouse=True)
    def _no_mail_server(self, settings):
        settings.EMAIL_BACKEND = NOWHERE

    def test_an_initiative_is_refused(self, client, theme):
        page = client.get(FORM_PATH)
        response = client.post(FORM_PATH, form_data(theme))

        assert "Aanmelden kan nu niet" in page.text
        assert Document(page.text).find("form", **{"class": "contribute"}) == []
        assert "Verstuur uw aanmelding" not in page.text
        assert f'href="mailto:{project_settings.CONTACT_EMAIL}"' in page.text
        assert "Wij mailen u een link" not in page.text
        assert "Wij kunnen nu geen mail sturen" in Document(response.text).ids["fouten"].parent.text
        assert Document(response.text).ids["id_title"]["value"] == "Taalcafé in de bieb"
        assert not Submission.objects.exists()
        assert not Mail.objects.exists()

    def test_a_correction_needs_no_mail(self, client):
        make.initiative(slug="hotelboot")
        path, data = "/aanmelden/klopt-niet/hotelboot/", {"text": "Klopt niet.", "shown": shown()}
        refused = client.post(path, data | {"email": SENDER})

        assert "Maak dit veld leeg" in Document(refused.text).ids["id_email_error"].text
        assert not Submission.objects.exists()
        assert client.post(path, data).status_code == 302
        assert Submission.objects.count() == 1


def test_personal_data_is_erased_and_the_text_stays(client, theme, capsys):
    client.post(FORM_PATH, form_data(theme))
    path = mailed_path()
    client.post(path)
    make_older(days=300)
    assert purge_submissions(NOW)["forgotten"] == 0
    make_older(days=400)
    assert purge_submissions(NOW) == {"removed": 0, "unanswered": 0, "forgotten": 1, "attempts": 0}
    submission = Submission.objects.get()

    assert (submission.email, submission.role, submission.token_hash) == ("", "", None)
    assert submission.initiative == Initiative.objects.get()
    assert client.get(path).status_code == 404
    assert purge_submissions(NOW)["forgotten"] == 0, "safe to repeat"
    call_command("purge_personal_data")
    assert "0 inzenders vergeten (ouder dan 12 maanden)" in capsys.readouterr().out


def test_a_submitter_asks_to_be_forgotten(client, theme):
    client.post(FORM_PATH, form_data(theme))
    path = mailed_path()
    client.post(path)
    client.force_login(make.editor())
    data = {"action": "forget", "_selected_action": [Submission.objects.get().pk]}
    response = client.post(desk.address(Submission, "changelist"), data, follow=True)

    assert "1 inzender gewist." in response.text
    assert Submission.objects.get().email == ""
    assert client.get(path).status_code == 404


def test_the_retention_period_is_a_setting(client, theme, settings):
    settings.PERSONAL_DATA_MONTHS = 1
    client.post(FORM_PATH, form_data(theme))
    client.post(mailed_path())
    make_older(days=40)

    assert purge_submissions(NOW)["forgotten"] == 1
    assert "Na een maand wissen wij" in client.get("/privacy/").text


def test_what_nobody_confirmed_is_erased_after_a_week(client, theme):
    client.post(FORM_PATH, form_data(theme))
    make.initiative(slug="hotelboot")
    client.post("/aanmelden/klopt-niet/hotelboot/", {"text": "Klopt niet.", "email": SENDER, "shown": shown()})
    make_older(days=6)
    assert purge_submissions(NOW)["removed"] == 0
    make_older(days=8)

    assert purge_submissions(NOW) == {"removed": 1, "unanswered": 1, "forgotten": 0, "attempts": 0}
    assert (Submission.objects.get().text, Submission.objects.get().email) == ("Klopt niet.", "")


def test_attempts_are_gone_after_a_day():
    Attempt.objects.create(who="x" * 64)
    Attempt.objects.update(at=NOW - timedelta(hours=25))

    assert purge_submissions(NOW)["attempts"] == 1


@pytest.mark.parametrize(("months", "day"), [(12, "2025-11-30"), (9, "2026-02-28"), (11, "2025-12-30")])
def test_a_day_some_months_ago(months, day):
    assert f"{months_after(datetime(2026, 11, 30), -months):%Y-%m-%d}" == day


def test_no_personal_data_in_the_tables_of_the_site(client, theme):
    client.post(FORM_PATH, form_data(theme))
    client.post(mailed_path())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM initiatives_initiative")
        assert SENDER not in str(cursor.fetchall())
