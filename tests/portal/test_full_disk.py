"""A full disk: whatever is sent gets a plain page and leaves nothing, and everything can be read."""

import errno

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core import mail
from django.db import OperationalError
from django.urls import reverse

from editorial.audit.models import AuditEntry
from editorial.outbox.models import Mail
from editorial.submissions.models import Attempt, Submission
from initiatives.models import Initiative
from tests.core.test_admin_labels import NOT_ADDED
from tests.support import desk, make
from tests.support.full_disk import full_disk
from tests.support.mails import deliver
from tests.support.submission_forms import FORM_PATH, form_data

pytestmark = pytest.mark.django_db
IN_NO_TRANSACTION = pytest.mark.django_db(transaction=True)  # the transaction of a test would hide what is half


@pytest.fixture
def initiative():
    return make.initiative(title="Taalcoaches", slug="taalcoaches", municipalities=[make.municipality()])


@pytest.fixture
def editor_client(editor):
    client = desk.EditorsClient(raise_request_exception=False)
    client.force_login(editor)
    return client


@pytest.fixture
def _each_request_saves_the_session(monkeypatch):
    monkeypatch.setattr("editorial.accounts.sessions.PRECISION", -1)


def is_refused(response):
    """Whether a response says that nothing was saved, and what to do."""
    return (
        response.status_code == 507
        and "Wij kunnen nu niets opslaan" in response.text
        and "Ga terug in uw browser." in response.text
        and response.headers["Cache-Control"] == "no-store"
    )


def counts():
    models = (Submission, Attempt, Mail, AuditEntry, Initiative, User)
    return [model.objects.count() for model in models]


@IN_NO_TRANSACTION
def test_a_form_of_a_visitor(client, initiative):
    data = form_data(initiative.main_theme)
    before = counts()
    with full_disk():
        assert is_refused(client.post(FORM_PATH, data))
        assert is_refused(client.post("/aanmelden/klopt-niet/taalcoaches/", {"text": "Nee.", "shown": data["shown"]}))

    assert counts() == before
    assert client.post(FORM_PATH, data).status_code == 302, "once there is room"


@pytest.mark.usefixtures("_each_request_saves_the_session")
@IN_NO_TRANSACTION
def test_the_forms_of_the_desk(editor_client, initiative):
    url = desk.address(initiative)
    data = desk.opened(editor_client, url) | {"title": "Anders"}
    before = counts()
    with full_disk():
        assert is_refused(editor_client.post(url, data))
        assert is_refused(editor_client.post(reverse("admin:logout")))

    assert counts() == before
    response = editor_client.post(url, data)
    assert response.status_code == 302, response.context["errors"]


@IN_NO_TRANSACTION
def test_logging_in_is_not_called_one_attempt_too_many(stranger, editor):
    with full_disk():
        data = {"login": editor.username, "password": make.PASSWORD}
        assert is_refused(stranger.post(reverse("admin:login"), data))


@pytest.mark.usefixtures("_each_request_saves_the_session")
def test_the_desk_can_be_read(editor_client, initiative):
    lists = [desk.address(model, "changelist") for model in admin.site._registry]
    forms = [desk.address(model, "add") for model in set(admin.site._registry) - NOT_ADDED]
    with full_disk():
        for path in ["/beheer/", desk.address(initiative), *lists, *forms]:
            assert editor_client.get(path).status_code == 200, path


@pytest.mark.usefixtures("_each_request_saves_the_session")
@IN_NO_TRANSACTION
def test_a_session_that_is_past_its_time_ends(editor_client, clock):
    editor_client.get("/beheer/")
    clock(9 * 3600)
    with full_disk():
        response = editor_client.get("/beheer/")

    assert (response.status_code, response.url) == (302, "/beheer/login/?next=/beheer/")


def test_the_site_can_be_read(client, initiative):
    with full_disk():
        for path in ("/", "/initiatieven/?q=taal", "/zoeken/?q=taal", "/initiatieven/taalcoaches/", FORM_PATH):
            assert client.get(path).status_code == 200, path


def test_an_upload_that_does_not_fit(editor_client, monkeypatch):
    def fail(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.http.multipartparser.MultiPartParser.parse", fail)
    assert is_refused(editor_client.post("/beheer/imports/sheetimport/add/", {"file": "x"}))


def test_the_outbox_waits(client, initiative):
    client.post(FORM_PATH, form_data(initiative.main_theme))
    with full_disk(), pytest.raises(OperationalError):
        deliver()

    assert mail.outbox == [], "what cannot be claimed is not sent"
    assert len(deliver()) == 1


def test_another_fault_is_another_page(editor_client, initiative, monkeypatch):
    def fail(*_args):
        raise ValueError

    monkeypatch.setattr("initiatives.finder.views.render", fail)
    response = editor_client.get("/initiatieven/")

    assert response.status_code == 500
    assert "Er ging iets mis" in response.text
