"""What somebody may send to do harm: a body that fills the disk, and lines in what becomes the header of a mail."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.fields import EmailField, LineField
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from portal.middleware import MAX_BODY
from tests.support import make
from tests.support.document import Document
from tests.support.mails import deliver

INJECTED = [
    "\nBcc: z@kwaad.example",
    "\r\nBcc: z@kwaad.example\r\n\r\nKoop nu",
    "\x0bBcc: z@kwaad.example",
    "\u2028Bcc: z",
]
ADDRESSES = [
    '"\x0b"@b.example',
    '"a\nb"@b.example',
    "a@b.example, z@kwaad.example",
    "a@b\ufffe.example",
    "a@b.example>",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/aanmelden/", "/beheer/login/", "/beheer/imports/sheetimport/add/", "/"])
def test_a_body_that_no_form_has_is_refused_unread(client, path, monkeypatch):
    def no_parser(*_arguments):
        raise AssertionError("the body was read")

    monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", no_parser)
    response = client.post(path, {"file": SimpleUploadedFile("a.csv", b"a" * MAX_BODY)})

    assert response.status_code == 413
    assert "Hoogstens 5 MB" in Document(response.text).text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_long_text_without_a_file_is_refused(client):
    make.theme()
    response = client.post("/aanmelden/", {"text": "a" * 3_000_000}, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("injected", INJECTED)
def test_a_subject_stays_one_line(injected):
    queue_mail(Mail.Kind.CHECK, "a@b.example", f"Klopt dit nog? Taal{injected}", "Tekst.")
    message = deliver()[0].message()

    assert [name for name in message if name.lower() == "bcc"] == []
    assert message["To"] == "a@b.example"
    assert "\n" not in message["Subject"].replace("\n ", " ")
    assert mail.outbox[0].recipients() == ["a@b.example"]


@pytest.mark.django_db
@pytest.mark.parametrize("injected", INJECTED[:2])
def test_a_recipient_with_lines_gets_no_mail(injected):
    queue_mail(Mail.Kind.CHECK, f"a@b.example{injected}", "Onderwerp", "Tekst.")
    queue_mail(Mail.Kind.CHECK, "een@ander.example", "Onderwerp", "Tekst.")

    assert [message.to for message in deliver()] == [["een@ander.example"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_one_address(address):
    with pytest.raises(ValidationError):
        EmailField().clean(address)


@pytest.mark.parametrize("address", ["mar\u212a@zwolle.example", "\u017fam@zwolle.example", "andré@zwolle.example"])
def test_a_letter_that_looks_like_another_is_named(address):
    with pytest.raises(ValidationError, match="Vóór de @ staat"):
        EmailField().clean(address)


@pytest.mark.parametrize("injected", INJECTED)
def test_a_title_has_no_lines(injected):
    assert "\n" not in LineField().clean(f"Taal{injected}")
