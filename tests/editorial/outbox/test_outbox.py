"""The outbox: written in the transaction, sent after it, once, and tried again when that fails."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, InterfaceError, OperationalError, connection, connections, transaction
from django.utils import timezone

from editorial.outbox import sending
from editorial.outbox.checks import NO_MAIL_SERVER
from editorial.outbox.models import CLAIM_PERIOD, GIVE_UP_AFTER, LONGEST_WAIT, RETENTION, Mail
from editorial.outbox.queue import erase_mails_to, queue_mail
from editorial.outbox.sending import NOWHERE, send_due
from tests.support.mails import deliver, make_due
from tests.support.smtp_server import smtp_server
from tests.test_architecture import MODULES, names

pytestmark = pytest.mark.django_db
LINK = "https://portaal.example/aanmelden/geheim/"


def queue(recipient="a@zwolle.example", subject="Hallo", text=LINK):
    queue_mail(Mail.Kind.CONFIRMATION, recipient, subject, text)
    return Mail.objects.latest("pk")


def recipients():
    return [message.to[0] for message in mail.outbox]


@pytest.fixture
def failing(monkeypatch):
    """Lets the next sends fail, each with its own error; then the mail server works again."""
    real, errors = EmailMessage.send, []

    def send(message, *args):
        if errors and (error := errors.pop(0)):
            raise error
        return real(message, *args)

    monkeypatch.setattr(EmailMessage, "send", send)
    return errors


def test_it_is_sent_at_the_commit_and_not_before(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue()
        assert mail.outbox == []

    assert mail.outbox[0].body == LINK
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_roll_back_takes_it_along(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert deliver() == []


def test_the_database_never_holds_a_link_that_can_be_read():
    queue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_mail")
        assert "geheim" not in str(cursor.fetchall())
    deliver()

    assert Mail.objects.get().body == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.update(body="x")


def test_once():
    queue()
    for _time in range(3):
        send_due()
        make_due()

    assert len(mail.outbox) == 1


def test_what_another_process_is_sending_is_left_alone():
    same = queue()
    assert Mail.objects.get().claim()

    assert not same.claim(), "it has not seen the claim of the first"
    assert deliver() == []


def test_what_a_process_left_that_died_is_sent_with_the_same_message_id(failing):
    queue()
    failing.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        send_due()
    assert deliver() == [], "its claim still holds"
    Mail.objects.update(claimed_at=timezone.now() - CLAIM_PERIOD)

    first, second = deliver()[0], queue()
    assert str(second.pk - 1) in first.extra_headers["Message-ID"]
    assert Mail.objects.exclude(sent_at=None).get().attempts == 2


def test_a_dead_server_ends_the_run(failing):
    for name in "abc":
        queue(f"{name}@zwolle.example")
    failing.append(SMTPServerDisconnected("a@zwolle.example"))
    sent, problem = send_due()

    assert (sent, problem) == (0, "De mailserver antwoordt niet, of verbrak de verbinding.")
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert send_due() == (0, ""), "no other process asks it again at once"
    make_due()
    assert send_due() == (3, "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SMTPRecipientsRefused({"a@zwolle.example": (550, b"no")}), "De mailserver weigert dit adres (code 550)."),
        (ValueError("a@zwolle.example"), "Het adres of het onderwerp is geen goede mail."),
    ],
)
def test_a_mail_that_never_goes_is_given_up_and_stops_no_other(failing, caplog, error, words):
    queue()
    queue("b@zwolle.example")
    failing.append(error)
    assert send_due() == (1, "")

    assert recipients() == ["b@zwolle.example"]
    given_up = Mail.objects.get(sent_at=None)
    assert (given_up.next_attempt_at, given_up.error, given_up.state) == (None, words, "niet verstuurd")
    assert "a@" not in caplog.text


def test_each_wait_is_longer_and_after_days_it_is_given_up(failing):
    queue()
    waits = []
    while Mail.objects.filter(next_attempt_at__isnull=False):
        failing.append(TimeoutError())
        make_due()
        before = timezone.now()
        send_due()
        if next_attempt := Mail.objects.get().next_attempt_at:
            waits.append(next_attempt - before)
            Mail.objects.update(created_at=Mail.objects.get().created_at - waits[-1])

    minutes = [round(wait.total_seconds() / 60) for wait in waits]
    assert minutes[:10] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]
    assert set(minutes[10:]) == {LONGEST_WAIT.seconds / 60}
    assert sum(waits, timedelta()) <= GIVE_UP_AFTER
    assert Mail.objects.get().error == "De mailserver antwoordt niet op tijd."


def test_another_secret_key_stops_no_other_mail(settings):
    queue()
    settings.SECRET_KEY = "another"
    queue("b@zwolle.example")

    assert send_due() == (1, "")
    assert "andere SECRET_KEY" in Mail.objects.get(sent_at=None).error


def test_nobody_else_sends_mail():
    """But who mails of an error: the database, and the outbox in it, may be what went wrong."""
    senders = [
        str(file)
        for file, tree in MODULES.items()
        if "outbox" not in file.parts
        if any(name.startswith(("django.core.mail", "smtplib")) for name in names(file, tree))
    ]

    assert senders == ["core/monitoring/error_mail.py"]


def test_a_subject_is_one_line():
    queue(subject="Hallo\r\nBcc: c@d.nl")

    assert deliver()[0].subject == "Hallo Bcc: c@d.nl"
    assert mail.outbox[0].bcc == []


def test_it_is_erased_after_a_week_or_when_somebody_asks():
    queue(), queue("b@zwolle.example")
    erase_mails_to(["b@zwolle.example", ""])
    assert Mail.objects.count() == 1
    Mail.objects.update(created_at=timezone.now() - RETENTION)
    call_command("purge_personal_data")

    assert not Mail.objects.exists()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_fails_ends_a_run_and_not_the_next(monkeypatch, caplog, error):
    def fail():
        raise error("connection already closed")

    with monkeypatch.context() as patch:
        patch.setattr(sending, "send_due", fail)
        patch.setattr(connections["default"], "close", lambda: None)
        sending._requested.acquire()
        sending._send_in_thread()

    assert [record.getMessage() for record in caplog.records] == [
        "The outbox could not be read or written: connection already closed"
    ]
    assert not sending._requested.locked()
    assert not sending._running.locked()


class TestCommand:
    def test_it_sends_what_waits(self, capsys):
        queue()
        call_command("send_mails")

        assert "1 mail verstuurd." in capsys.readouterr().out

    def test_it_fails_with_the_reason(self, failing):
        queue(), queue()
        failing.append(ConnectionRefusedError())
        with pytest.raises(CommandError, match=r"De mailserver is niet bereikbaar. Er wachten 2 mails."):
            call_command("send_mails")


class TestWithoutMailServer:
    @pytest.fixture(autouse=True)
    def _no_mail_server(self, settings):
        settings.EMAIL_BACKEND = NOWHERE

    def test_mail_waits_until_there_is_one(self, settings):
        queue()
        assert send_due() == (0, "")
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

        assert [message.body for message in deliver()] == [LINK]

    @pytest.mark.parametrize("command", ["send_mails", "send_reminders", "notify_submitters"])
    def test_the_start_and_the_commands_say_so(self, command):
        assert [warning.id for warning in run_checks()] == ["outbox.W001"]
        with pytest.raises(CommandError, match=NO_MAIL_SERVER):
            call_command(command)

    def test_the_desk_says_so(self, admin_client):
        for path in ("/beheer/", "/beheer/outbox/mail/"):
            assert "geen mailserver (EMAIL_HOST)" in admin_client.get(path).text


def test_a_folder_that_cannot_be_written_is_no_error_for_anybody(settings, tmp_path):
    file = tmp_path / "mail"
    file.write_text("in the way")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = file
    queue()

    assert send_due() == (0, "De mailserver, of de map waar mail in komt, werkt niet.")
    assert Mail.objects.late_or_failed().get().next_attempt_at


class TestSmtp:
    """With a real mail server."""

    @pytest.fixture
    def use(self, settings):
        def use_server(server):
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
            settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 1

        return use_server

    def test_all_go_in_one_session(self, use):
        queue(), queue("weg@zwolle.example"), queue("b@zwolle.example")
        with smtp_server(refused={"weg@zwolle.example": 550}) as server:
            use(server)
            assert send_due() == (2, "")

        assert (server.sessions, len(server.messages)) == (1, 2)
        assert Mail.objects.get(sent_at=None).error == "De mailserver weigert dit adres (code 550)."

    def test_one_that_does_not_answer_is_asked_once(self, use):
        queue(), queue()
        with smtp_server(hangs=True) as server:
            use(server)
            assert send_due() == (0, "De mailserver antwoordt niet, of verbrak de verbinding.")
            assert server.sessions == 1
