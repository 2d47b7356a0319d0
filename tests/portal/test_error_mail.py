"""The mail about an error: to whoever manages the portal, without anything of whoever met it, and not too many."""

import logging
import threading

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from core.monitoring.error_mail import MAX_KINDS, PAUSE, ErrorMailHandler

SECRET = "jan@waterveen.example"


def broken(request, code):
    raise ValueError(f"what is {request.POST['mail']}?")


def fine(request):
    return HttpResponse("goed")


urlpatterns = [path("stuk/<str:code>/", broken), path("goed/", fine)]


def handler500(request):
    return HttpResponse(status=500)


@pytest.fixture
def portal(settings, tmp_path):
    """A portal that mails its errors, and a log to write to."""
    settings.VAR_DIR, settings.ERROR_MAIL_TO = tmp_path, ["beheer@gemeente.example"]
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    handler, root = ErrorMailHandler(), logging.getLogger()
    root.addHandler(handler)
    yield logging.getLogger("portal.somewhere")
    root.removeHandler(handler)


def mails():
    """What was mailed, when all threads that mail have ended."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.name.endswith("(_send)"):
            thread.join()
    return mail.outbox


def fail(log, number=0):
    try:
        raise RuntimeError(f"van {SECRET}")
    except RuntimeError:
        log.exception("%s faalt", SECRET) if number == 0 else log.error(f"soort {number}: %s", SECRET)


def test_a_page_that_fails_is_mailed_without_what_was_typed(portal):
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "koekje"
    response = client.post(f"/stuk/{SECRET}/", {"mail": SECRET}, query_params={"q": "zoekwoord"})

    assert response.status_code == 500
    [sent] = mails()
    assert sent.to == ["beheer@gemeente.example"]
    assert sent.subject == "Fout in het portaal: ValueError"
    assert "stuk/<str:code>/" in sent.body
    assert "test_error_mail.py" in sent.body
    for text in (SECRET, "koekje", "zoekwoord", "127.0.0.1"):
        assert text not in sent.body + sent.subject


def test_the_same_is_mailed_once_an_hour_with_how_often_it_was(portal, clock):
    for _time in range(5):
        fail(portal)
    assert len(mails()) == 1
    clock(PAUSE + 1)
    fail(portal)

    assert len(mails()) == 2
    assert mails()[1].body.splitlines()[3].endswith(": 5")
    assert SECRET not in mails()[1].body


def test_many_kinds_of_errors_are_ten_mails(portal, clock):
    for number in range(1, MAX_KINDS + 5):
        fail(portal, number)
    assert len(mails()) == MAX_KINDS
    clock(PAUSE + 1)
    fail(portal, MAX_KINDS + 1)
    assert len(mails()) == MAX_KINDS + 1


def test_what_is_no_error_of_ours_is_not_mailed(portal):
    assert Client().get("/goed/").status_code == 200
    portal.warning("let op")
    logging.getLogger("django.security.DisallowedHost").error("elders.example")
    assert mails() == []


def test_a_disk_that_is_full_and_a_mail_server_that_is_gone_break_nothing(portal, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    fail(portal)
    settings.VAR_DIR = tmp_path / "file"
    settings.VAR_DIR.write_text("x")
    fail(portal)
    assert mails() == []
